using Loschmidt.Experiments.Data;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Data;

public sealed class AugmentedImagesTests
{
    private const int Rows = 4;
    private const int Columns = 6;

    // Mutation: a stream that counts its draws, or one named by the lane instead of the row.
    [Fact]
    public void A_presentation_depends_on_step_and_row_alone()
    {
        var set = new AugmentedImages(Images(count: 5), noise: 0.1, shift: 1, seed: 3);

        var (forward, backward, alone) = (Read(set.At(7), 0, 1, 2, 3, 4), Read(set.At(7), 4, 3, 2, 1, 0), Read(set.At(7), 2));

        forward.ShouldBe(backward.Reverse());
        alone[0].ShouldBe(forward[2]);
        Read(new AugmentedImages(Images(count: 5), 0.1, 1, seed: 3).At(7), 2)[0].ShouldBe(forward[2]);
        Read(set.At(8), 2)[0].ShouldNotBe(forward[2]);
        Read(new AugmentedImages(Images(count: 5), 0.1, 1, seed: 4).At(7), 2)[0].ShouldNotBe(forward[2]);
        forward.Distinct(new SameNumbers()).Count().ShouldBe(5);
    }

    // Mutation: the image wrapped around the edge, or rows moved by columns.
    [Fact]
    public void A_shift_moves_images_by_whole_pixels_in_every_direction_and_brings_in_zeros()
    {
        var images = Images(count: 1);
        var original = Read(images, 0)[0];
        var set = new AugmentedImages(images, noise: 0, shift: 2, seed: 1);
        var seen = new HashSet<(int, int)>();
        for (var step = 0; step < 500; step++)
        {
            var shown = Read(set.At(step), 0)[0];
            var moves = (from down in Enumerable.Range(-2, 5)
                         from right in Enumerable.Range(-2, 5)
                         where shown.SequenceEqual(Moved(original, down, right))
                         select (down, right)).ToArray();
            seen.Add(moves.ShouldHaveSingleItem());
        }

        seen.Count.ShouldBe(25);
    }

    // 24 inputs x 2,000 steps: the standard error of the mean is 0.0014, of the deviation 0.001.
    [Fact]
    public void Noise_is_normal_with_the_deviation_asked_for_and_not_cut_to_the_range_of_pixels()
    {
        var images = Images(count: 1);
        var original = Read(images, 0)[0];
        var set = new AugmentedImages(images, noise: 0.3, shift: 0, seed: 1);

        var noise = Enumerable.Range(0, 2000)
            .SelectMany(step => Read(set.At(step), 0)[0].Zip(original, (shown, pixel) => shown - pixel)).ToArray();

        noise.Average().ShouldBe(0, 0.007);
        Math.Sqrt(noise.Average(number => number * number)).ShouldBe(0.3, 0.005);
        noise.Zip(noise.Skip(1), (a, b) => a * b).Average().ShouldBe(0, 0.0021); // 5 x 0.09/sqrt(48,000): neighbours differ
        noise.Min().ShouldBeLessThan(-1);
    }

    [Fact]
    public void Images_that_are_judged_stay_as_they_are()
    {
        var images = Images(count: 5);
        var set = new AugmentedImages(images, noise: 0.5, shift: 2, seed: 1);
        set.At(1).Read([0], new Batch(Rows * Columns, 0, 1));

        Read(set, 0, 1, 2, 3, 4).ShouldBe(Read(images, 0, 1, 2, 3, 4));
        (set.Name, set.Count, set.Features, set.Classes).ShouldBe(("set", 5, Rows * Columns, 10));
        (set.At(0).Name, set.At(0).Count, set.At(0).Features, set.At(0).Classes).ShouldBe(("set", 5, Rows * Columns, 10));
    }

    private static double[] Moved(double[] image, int down, int right)
    {
        var moved = new double[image.Length];
        for (var y = Math.Max(0, down); y < Math.Min(Rows, Rows + down); y++)
        {
            for (var x = Math.Max(0, right); x < Math.Min(Columns, Columns + right); x++)
            {
                moved[(y * Columns) + x] = image[((y - down) * Columns) + x - right];
            }
        }

        return moved;
    }

    /// <summary>Images without two equal pixels next to each other, so that no two shifts agree.</summary>
    private static ImageDataSet Images(int count) => new(
        "set", new IdxImages(count, Rows, Columns, [.. Enumerable.Range(0, count * Rows * Columns).Select(i => (byte)(1 + (37 * i % 251)))]),
        new byte[count], 10, 0, count);

    private static double[][] Read(IDataSet set, params int[] rows)
    {
        var batch = new Batch(set.Features, 0, rows.Length + 1);
        set.Read(rows, batch);
        batch.Active.ShouldBe(rows.Length);
        return [.. rows.Select((_, lane) => Enumerable.Range(0, set.Features).Select(i => batch.Inputs[(i * batch.Lanes) + lane]).ToArray())];
    }

    private sealed class SameNumbers : IEqualityComparer<double[]>
    {
        public bool Equals(double[]? x, double[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(double[] obj) => obj[0].GetHashCode();
    }
}
