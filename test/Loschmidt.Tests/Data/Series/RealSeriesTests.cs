using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Data.Series;

/// <summary>The files of the archive, where they are at hand.</summary>
public sealed class RealSeriesTests : IDisposable
{
    private readonly TemporaryData _cache = new();

    public void Dispose() => _cache.Dispose();

    [Theory]
    [InlineData("SelfRegulationSCP1", 6, 896, new[] { 135, 133 }, new[] { 147, 146 })]
    [InlineData("StandWalkJump", 4, 2500, new[] { 4, 4, 4 }, new[] { 5, 5, 5 })]
    [InlineData("NATOPS", 24, 51, new[] { 30, 30, 30, 30, 30, 30 }, new[] { 30, 30, 30, 30, 30, 30 })]
    [InlineData("BasicMotions", 6, 100, new[] { 10, 10, 10, 10 }, new[] { 10, 10, 10, 10 })]
    public void A_set_of_the_archive_has_its_shape_and_its_classes(
        string name, int channels, int steps, int[] train, int[] test)
    {
        var splits = Load(new DataSettings { Set = DataSetKind.Uea, Name = name });

        splits.Train.Set().Counts().ShouldBe(train);
        splits.Test!.Value.Set().Counts().ShouldBe(test);
        foreach (var set in new[] { splits.Train.Set(), splits.Test.Value.Set() })
        {
            set.Channels.ShouldBe(channels);
            Enumerable.Range(0, set.Count).ShouldAllBe(row => set.StepsOf(row) == steps);
        }

        splits.Notes.Any(note => note.Contains("shifted copies")).ShouldBe(name == "SelfRegulationSCP1");
    }

    [Fact]
    public void A_channel_of_SelfRegulationSCP1_is_the_recording_laid_out_electrode_after_electrode_from_six_c()
    {
        var archive = Load(new DataSettings { Set = DataSetKind.Uea, Name = "SelfRegulationSCP1" });
        var recording = Load(new DataSettings { Set = DataSetKind.BciIa });

        foreach (var (derived, raw) in new[]
        {
            (archive.Train.Set(), recording.Train.Set()), (archive.Test!.Value.Set(), recording.Test!.Value.Set()),
        })
        {
            raw.Count.ShouldBe(derived.Count);
            raw.ClassNames.ShouldBe(derived.ClassNames);
            for (var row = 0; row < raw.Count; row++)
            {
                raw.LabelOf(row).ShouldBe(derived.LabelOf(row));
                double[] flat = [.. Enumerable.Range(0, 6).SelectMany(electrode => raw.Channel(row, electrode))];
                var values = derived.Values(row);
                for (var i = 0; i < values.Length; i++)
                {
                    // Mutation: reading trials step after step instead of electrode after electrode.
                    var (step, channel) = Math.DivRem(i, 6);
                    ((float)flat[(6 * channel) + step]).ShouldBe((float)values[i]); // the archive rounded to two places
                }
            }
        }

        recording.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Heartbeat_is_used_without_its_test_file_only_where_the_user_says_so()
    {
        var settings = new DataSettings { Set = DataSetKind.Uea, Name = "Heartbeat", Split = SeriesSplit.Published };
        var splits = Load(settings with { AllowMissingTest = true });
        Assert.SkipWhen(splits.Notes.Count == 0, "the test file is here");

        Should.Throw<DataException>(() => Load(settings)).Message.ShouldContain("data.allowMissingTest: true");
        splits.Notes.ShouldContain(note => note.Contains("not comparable"));
        (splits.Train.Count + splits.Validation!.Count + splits.Test!.Value.Count).ShouldBe(204);
        splits.Train.Set().ClassNames.ShouldBe(["abnormal", "normal"]);
        splits.Train.Set().Channels.ShouldBe(61);
    }

    [Theory]
    [InlineData(DataSetKind.Smnist, 1, 784)]
    [InlineData(DataSetKind.Psmnist, 1, 784)]
    [InlineData(DataSetKind.Rmnist, 28, 28)]
    public void Digits_are_read_pixel_by_pixel_or_row_by_row(DataSetKind kind, int channels, int steps)
    {
        var folder = DataFolder.Usual(null);
        Assert.SkipWhen(folder.Find("mnist", "train-labels-idx1-ubyte") is null,
            "no mnist files; name their folder by LOSCHMIDT_DATA");
        var images = (ImageDataSet)Mnist.Load(folder).Train;

        var set = SeriesSets.Load(new DataSettings { Set = kind }, 1, null, new SeriesCache(null)).Train.Set();

        (set.Count, set.Channels, set.StepsOf(0), set.ClassNames.Count).ShouldBe((55_000, channels, steps, 10));
        var image = images.Pixels(7).ToArray().Select(pixel => pixel / 255.0).ToArray();
        if (kind == DataSetKind.Psmnist)
        {
            set.Values(7).ShouldNotBe(image);
            set.Values(7).Order().ShouldBe(image.Order());
        }
        else
        {
            set.Values(7).ShouldBe(image);
        }

        set.LabelOf(7).ShouldBe(images.Label(7));
    }

    private DataSplits Load(DataSettings settings)
    {
        var folder = DataFolder.Usual(null);
        Assert.SkipWhen(
            settings.Set == DataSetKind.BciIa ? folder.Find(BciSource.Set, BciSource.Train) is null
                : UeaArchive.Find(folder, settings.Name!, "TRAIN") is null,
            "no files of the archive; name their folder by LOSCHMIDT_DATA");
        return SeriesSets.Load(settings, 1, null, new SeriesCache(_cache.Root));
    }
}
