using FsCheck;
using FsCheck.Fluent;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Data;

public sealed class BatcherTests
{
    [Fact]
    public void Every_epoch_shows_every_sample_once()
    {
        Prop.ForAll<PositiveInt, PositiveInt, ulong>((samples, batch, seed) =>
        {
            var (n, size) = (samples.Get % 40 + 1, batch.Get % 60 + 1);
            var batcher = new Batcher(n, size, seed);
            var sequence = new List<int>();
            for (var step = 0; sequence.Count < 5 * n; step++)
            {
                sequence.AddRange(Rows(batcher, step));
            }

            foreach (var epoch in sequence.Chunk(n).Take(5))
            {
                epoch.Order().ShouldBe(Enumerable.Range(0, n));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(Sampling.Epochs)]
    [InlineData(Sampling.Independent)]
    public void The_rows_of_a_step_do_not_depend_on_the_steps_before(Sampling sampling)
    {
        var ahead = new Batcher(100, 32, 5, sampling);
        var forward = Enumerable.Range(0, 20).Select(step => Rows(ahead, step)).ToArray();

        foreach (var step in new[] { 17, 3, 3, 0, 19 })
        {
            Rows(new Batcher(100, 32, 5, sampling), step).ShouldBe(forward[step]);
            Rows(ahead, step).ShouldBe(forward[step]);
        }

        Rows(new Batcher(100, 32, 6, sampling), 0).ShouldNotBe(forward[0]);
    }

    [Fact]
    public void Epochs_have_different_orders()
    {
        var batcher = new Batcher(50, 50, 1);

        Rows(batcher, 0).ShouldNotBe(Rows(batcher, 1));
    }

    [Fact]
    public void Independent_draws_repeat_samples_at_the_rate_of_chance()
    {
        var batcher = new Batcher(4, 1, 3, Sampling.Independent);
        var rows = Enumerable.Range(0, 4000).Select(step => Rows(batcher, step)[0]).ToArray();

        // 3999 pairs, each equal with probability 1/4: mean 1000, standard deviation 27; six of them are allowed.
        rows.Zip(rows.Skip(1)).Count(pair => pair.First == pair.Second).ShouldBeInRange(836, 1164);
        foreach (var count in rows.CountBy(row => row))
        {
            count.Value.ShouldBeInRange(836, 1164);
        }
    }

    [Fact]
    public void Steps_and_epochs_convert_into_each_other()
    {
        var batcher = new Batcher(55_000, 64, 1);

        batcher.StepsFor(2).ShouldBe(1719);
        batcher.EpochsAt(1719).ShouldBe(1719 * 64 / 55_000.0);
        Should.Throw<ArgumentOutOfRangeException>(() => batcher.Rows(-1, new int[64]));
        Should.Throw<ArgumentException>(() => batcher.Rows(0, new int[63]));
    }

    private static int[] Rows(Batcher batcher, long step)
    {
        var rows = new int[batcher.Batch];
        batcher.Rows(step, rows);
        return rows;
    }
}
