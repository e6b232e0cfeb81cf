using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Data.Series;

public sealed class SeriesSetTests
{
    [Fact]
    public void A_batch_names_its_samples_and_reads_them_piece_by_piece()
    {
        ISeriesSet set = Kept.Ts("@equalLength false\n@classLabel true a b\n@data\n1,2,3:4,5,6:a\n7,8:9,10:b\n");
        var batch = new Batch(0, 0, 4);

        set.Read([1, 0], batch);

        var series = batch.Series.ShouldNotBeNull();
        (batch.Active, series.Lanes, series.Channels, series.TargetChannels).ShouldBe((2, 2, 2, 0));
        (series.StepsOf(0), series.StepsOf(1), series.TargetsOf(0)).ShouldBe((2, 3, 0));
        batch.Labels.ShouldBe([1, 0, 0, 0]);
        var values = new double[64];
        series.Read(0, 1, 1, values); // longer spans are let be behind what was asked for
        values[..3].ShouldBe([8, 10, 0]);
        (set.Features, set.Targets, set.Classes).ShouldBe((0, 0, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => set.Read([2], batch));
        Should.Throw<ArgumentException>(() => set.Read([0], new Batch(1, 0, 4)));
    }

    [Fact]
    public void Time_is_put_before_the_other_channels()
    {
        var set = new TimedSeries(Kept.Ts("@equalLength false\n@data\n1,2,3,4:5,6,7,8\n1,2:3,4\n"));

        set.Channels.ShouldBe(3);
        set.Values(0).ShouldBe([0, 1, 5, 0.25, 2, 6, 0.5, 3, 7, 0.75, 4, 8]);
        set.Values(1).ShouldBe([0, 1, 3, 0.5, 2, 4]);
        var piece = new double[6];
        set.ReadSteps(0, 2, piece);
        piece.ShouldBe([0.5, 3, 7, 0.75, 4, 8]);
    }

    [Fact]
    public void Scaled_training_samples_have_mean_zero_and_deviation_one()
    {
        var set = Kept.Ts("@equalLength false\n@data\n1,2,3:7,7,7\n6:7\n");
        var scaled = new ScaledSeries(set, ChannelScale.Of(set));

        var all = scaled.Channel(0, 0).Concat(scaled.Channel(1, 0)).ToArray();
        all.Average().ShouldBe(0, 1e-15);
        all.Select(value => value * value).Average().ShouldBe(1, 1e-15);
        scaled.Channel(0, 1).ShouldBe([0, 0, 0]); // a channel that never changes is only moved
    }

    [Fact]
    public void The_sum_of_two_marked_numbers_one_in_each_half_is_the_target_of_the_adding_problem()
    {
        const int Count = 4000, Steps = 21;
        var set = new AddingTask("train", Count, Steps, seed: 5);
        double squares = 0, numbers = 0;
        var places = new int[Steps];
        for (var row = 0; row < Count; row++)
        {
            var values = set.Values(row);
            var marked = Enumerable.Range(0, Steps).Where(step => values[(2 * step) + 1] == 1).ToArray();
            marked.Length.ShouldBe(2);
            (marked[0] < Steps / 2 && marked[1] >= Steps / 2).ShouldBeTrue();
            places[marked[0]]++;
            places[marked[1]]++;
            var target = set.Targets(row).ShouldHaveSingleItem();
            target.ShouldBe(values[2 * marked[0]] + values[2 * marked[1]]);
            squares += (target - 1) * (target - 1) / Count;
            numbers += Enumerable.Range(0, Steps).Sum(step => values[2 * step]) / (Count * Steps);
        }

        squares.ShouldBe(1.0 / 6, 0.016); // who always says 1; five standard errors of 0.2/sqrt(4000)
        numbers.ShouldBe(0.5, 0.005); // five standard errors of 0.29/sqrt(84000)
        places.ShouldAllBe(times => times > 200); // expected 400 and 364
    }

    [Fact]
    public void Generated_samples_are_a_function_of_seed_part_and_row_and_cost_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var set = new AddingTask("train", 100_000, 50_000, seed: 1);
        var (piece, again) = (new double[128], new double[128]);
        set.ReadSteps(99_999, 49_936, piece);
        new AddingTask("train", 100_000, 50_000, seed: 1).ReadSteps(99_999, 49_936, again);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 16);

        again.ShouldBe(piece);
        new AddingTask("test", 100_000, 50_000, seed: 1).ReadSteps(99_999, 49_936, again);
        again.ShouldNotBe(piece);
        new AddingTask("train", 100_000, 50_000, seed: 2).ReadSteps(99_999, 49_936, again);
        again.ShouldNotBe(piece);
    }

    [Fact]
    public void Symbols_are_shown_at_the_beginning_of_the_copy_task_and_asked_for_at_its_end()
    {
        var set = new CopyTask("train", 500, steps: 12, symbols: 3, recall: 4, seed: 1);
        var seen = new int[3];
        for (var row = 0; row < set.Count; row++)
        {
            var (inputs, targets) = (set.Values(row).Chunk(4).ToArray(), set.Targets(row).Chunk(3).ToArray());
            (inputs.Length, targets.Length).ShouldBe((12, 12));
            for (var step = 0; step < 12; step++)
            {
                inputs[step].Sum().ShouldBe(step < 4 || step == 7 ? 1 : 0);
                inputs[step][3].ShouldBe(step == 7 ? 1 : 0);
                targets[step].Sum().ShouldBe(step < 8 ? 0 : 1);
                if (step < 4)
                {
                    targets[step + 8].ShouldBe(inputs[step][..3]);
                    seen[Array.IndexOf(inputs[step], 1)]++;
                }
            }
        }

        seen.ShouldAllBe(times => times > 540 && times < 800); // expected 667 ± 21
        var piece = new double[3 * 4];
        set.ReadSteps(7, 3, piece);
        piece.ShouldBe(set.Values(7)[12..24]);
    }

    [Fact]
    public void A_long_series_is_cut_into_windows_that_stay_within_their_part()
    {
        using var data = new TemporaryData();
        File.WriteAllText(data.Path("s.csv"), "a;b\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i};{-i}\n")));
        var settings = new DataSettings { Set = DataSetKind.SeriesFile, Path = data.Path("s.csv"), Window = 10, Stride = 5 };

        var splits = SeriesSets.Load(settings, 1, null, new SeriesCache(data.Path("cache")));

        var (train, validation, test) = (splits.Train.Set(), splits.Validation.Set(), splits.Test!.Value.Set());
        (train.Count, validation.Count, test.Count, train.Channels).ShouldBe((13, 2, 2, 2));
        train.Channel(12, 0).ShouldBe(Enumerable.Range(60, 10).Select(i => (double)i));
        validation.Channel(0, 1).ShouldBe(Enumerable.Range(70, 10).Select(i => (double)-i));
        test.Channel(1, 0).ShouldBe(Enumerable.Range(90, 10).Select(i => (double)i)); // Mutation: 0.7 + 0.15 rounds below 0.85.
        Should.Throw<DataException>(() => SeriesSets.Load(settings with { Window = 16 }, 1, null, new SeriesCache(null)))
            .Message.ShouldContain("15 steps are too few for a window of 16; lower data.window");
        SeriesSets.Load(settings with { Window = null, Stride = null, Shares = [1, 0, 0] }, 1, null, new SeriesCache(null))
            .ShouldSatisfyAllConditions(
                s => s.Train.Set().StepsOf(0).ShouldBe(100), s => s.Validation.ShouldBeNull(), s => s.Test.ShouldBeNull());
    }

    [Fact]
    public void Scaling_uses_the_training_part_alone()
    {
        using var data = new TemporaryData();
        File.WriteAllText(data.Path("s.csv"), "0\n2\n0\n2\n100\n100\n");
        var settings = new DataSettings
        {
            Set = DataSetKind.SeriesFile, Path = data.Path("s.csv"), Shares = [0.67, 0, 0.33], Normalise = SeriesScaling.PerChannel,
            TimeChannel = true,
        };

        var splits = SeriesSets.Load(settings, 1, null, new SeriesCache(null));

        splits.Train.Set().Values(0).ShouldBe([0, -1, 0.25, 1, 0.5, -1, 0.75, 1]);
        splits.Test!.Value.Set().Channel(0, 1).ShouldBe([99, 99]); // Mutation: a mean over all six numbers.
    }

    [Fact]
    public void A_missing_number_of_a_long_series_is_refused_with_its_place_or_filled()
    {
        using var data = new TemporaryData();
        File.WriteAllText(data.Path("s.csv"), "x,y\n1,2\n,?\n3,nan\n");
        var settings = new DataSettings { Set = DataSetKind.SeriesFile, Path = data.Path("s.csv"), Shares = [1, 0, 0] };

        Should.Throw<DataException>(() => SeriesSets.Load(settings, 1, null, new SeriesCache(null))).Message
            .ShouldContain("s.csv:3:1: a missing number; set data.missing, or for one file --missing of predict and evaluate, to 'previous'");
        SeriesSets.Load(settings with { Missing = MissingValues.Previous }, 1, null, new SeriesCache(null))
            .Train.Set().Values(0).ShouldBe([1, 2, 1, 2, 3, 2]);
        SeriesSets.Load(settings with { Missing = MissingValues.Zero }, 1, null, new SeriesCache(null))
            .Train.Set().Values(0).ShouldBe([1, 2, 0, 0, 3, 0]);
    }

    [Theory]
    [InlineData("SelfRegulationSCP2")]
    [InlineData("EigenWorms")]
    public void A_set_that_is_not_at_hand_is_one_line_that_says_what_to_obtain_and_where_to_put_it(string name)
    {
        using var data = new TemporaryData();
        var settings = new DataSettings { Set = DataSetKind.Uea, Name = name };

        var message = Should.Throw<DataException>(() => SeriesSets.Load(settings, 1, data.Root, new SeriesCache(null))).Message;

        message.ShouldStartWith($"uea/{name}/{name}_TRAIN.ts: not found in {data.Root} (--data)");
        message.ShouldContain($"obtain {name} of the UEA archive");
        message.ShouldContain($"into a folder 'uea/{name}'");
        message.ShouldNotContain("\n");
    }

    [Fact]
    public void Channels_that_are_one_signal_at_different_times_are_told_from_others()
    {
        var signal = Enumerable.Range(0, 40).Select(i => (double)(i * i % 17)).ToArray();
        string Line(int shift) => string.Join(':', Enumerable.Range(0, 3).Select(c => string.Join(',', signal.Skip(shift * c).Take(20))));
        string Flat(double level) => string.Join(':', Enumerable.Repeat(string.Join(',', Enumerable.Repeat(level, 20)), 3));

        ShiftedCopies.Are(Kept.Ts($"@data\n{Line(3)}\n{Flat(1)}\n")).ShouldBeTrue();
        ShiftedCopies.Are(Kept.Ts($"@data\n{Line(4)}\n")).ShouldBeFalse();
        ShiftedCopies.Are(Kept.Ts($"@data\n{Flat(1)}\n")).ShouldBeFalse(); // nothing changes: nothing is shifted
    }
}
