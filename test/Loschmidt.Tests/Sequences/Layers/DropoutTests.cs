using System.Numerics;
using Loschmidt.Numerics.Random;
using Loschmidt.Sequences.Layers;

namespace Loschmidt.Tests.Sequences.Layers;

public sealed unsafe class DropoutTests
{
    private const int Steps = 40;
    private const int Lanes = 3;
    private const int Width = 80;

    private static T[] Mask<T>(
        Dropout dropout, uint moment, uint layer, int firstStep = 0, int steps = Steps, int lanes = Lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = new T[steps * lanes * Width];
        x.AsSpan().Fill(T.One);
        fixed (T* to = x)
            dropout.Apply(moment, layer, firstStep, steps, lanes, to, Width, lanes * Width);
        return x;
    }

    [Fact]
    public void What_stays_is_scaled_so_that_the_mean_stays_and_all_lanes_share_the_mask()
    {
        var mask = Mask<double>(new Dropout(1, 0.25), 0, 0);
        mask.Distinct().Order().ShouldBe([0, 1 / 0.75]);
        for (var row = 0; row < Steps; row++)
        {
            var lanes = Enumerable.Range(row * Lanes, Lanes)
                .Select(lane => mask.AsSpan(lane * Width, Width).ToArray()).ToArray();
            lanes[1].ShouldBe(lanes[0]);
            lanes[2].ShouldBe(lanes[0]);
        }

        // 3,200 decisions: four standard deviations are 0.03 of the share.
        (mask.Count(m => m == 0) / (double)mask.Length).ShouldBe(0.25, 0.031);
    }

    [Fact]
    public void The_mask_is_that_of_the_step_however_the_steps_are_cut()
    {
        var dropout = new Dropout(1, 0.4);
        var whole = Mask<float>(dropout, 3, 1);
        var piece = Mask<float>(dropout, 3, 1, firstStep: 17, steps: 5);
        piece.ShouldBe(whole.AsSpan(17 * Lanes * Width, piece.Length).ToArray());
        Mask<double>(dropout, 3, 1).Select(m => m == 0).ShouldBe(whole.Select(m => m == 0));
    }

    [Fact]
    public void Steps_channels_moments_layers_and_seeds_have_masks_of_their_own()
    {
        var mask = Mask<double>(new Dropout(1, 0.5), 0, 0, lanes: 1);
        foreach (var other in new[]
        {
            Mask<double>(new Dropout(1, 0.5), 1, 0, lanes: 1), Mask<double>(new Dropout(1, 0.5), 0, 1, lanes: 1),
            Mask<double>(new Dropout(2, 0.5), 0, 0, lanes: 1), Mask<double>(new Dropout(1, 0.5), 0, 0, 1, lanes: 1),
        })
        {
            // Independent masks agree in half of 3,200 places, to 0.035 in four standard deviations.
            (mask.Zip(other).Count(p => p.First == p.Second) / (double)mask.Length).ShouldBe(0.5, 0.036);
        }

        for (var shift = 1; shift < Width; shift++)
        {
            var same = 0;
            for (var i = 0; i + shift < mask.Length; i++)
                same += mask[i] == mask[i + shift] ? 1 : 0;
            (same / (double)(mask.Length - shift)).ShouldBe(0.5, 0.045);
        }
    }

    [Fact]
    public void Eight_draws_at_once_are_the_eight_draws()
    {
        var stream = new RandomStream(9, "dropout");
        var first = System.Runtime.Intrinsics.Vector512.Create(7UL, 8, 9, 10, 11, 12, 13, 14);
        var (a, b, c, d) = stream.EightWords(1, 2, 3, first);
        for (var i = 0; i < 8; i++)
            stream.Words(1, 2, 3, (uint)first[i]).ShouldBe(((uint)a[i], (uint)b[i], (uint)c[i], (uint)d[i]));
    }

    [Fact]
    public void Without_a_share_nothing_happens_and_impossible_shares_are_refused()
    {
        new Dropout(1, 0).IsActive.ShouldBeFalse();
        Mask<float>(new Dropout(1, 0), 0, 0).ShouldAllBe(m => m == 1);
        Should.Throw<ArgumentOutOfRangeException>(() => new Dropout(1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new Dropout(1, -0.1));
    }
}
