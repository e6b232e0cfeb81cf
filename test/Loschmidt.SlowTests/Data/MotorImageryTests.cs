using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.SlowTests.Data;

/// <summary>The largest set of the archive at hand: 537 MB of text.</summary>
public sealed class MotorImageryTests
{
    [Fact]
    public void MotorImagery_is_read_once_and_mapped_afterwards()
    {
        Assert.SkipWhen(
            UeaArchive.Find(DataFolder.Usual(null), "MotorImagery", "TEST") is null,
            "no MotorImagery files; name their folder by LOSCHMIDT_DATA");
        var cache = Directory.CreateTempSubdirectory("loschmidt-").FullName;
        try
        {
            var settings = new DataSettings { Set = DataSetKind.Uea, Name = "MotorImagery" };
            var splits = SeriesSets.Load(settings, 1, null, new SeriesCache(cache));
            var (train, test) = ((ISeriesSet)splits.Train, (ISeriesSet)splits.Test!.Value);
            (train.Count, test.Count, train.Channels, train.StepsOf(0)).ShouldBe((278, 100, 64, 3000));
            Enumerable.Range(0, 278).Sum(train.LabelOf).ShouldBe(139);
            Enumerable.Range(0, 100).Sum(test.LabelOf).ShouldBe(50);
            splits.Notes.ShouldContain(note => note.Contains("shifted copies"));

            var before = GC.GetTotalAllocatedBytes();
            SeriesSets.Load(settings, 1, null, new SeriesCache(cache));
            (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(32L << 20); // 290 MB of numbers stay in the file
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }
}
