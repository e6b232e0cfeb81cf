using System.Text;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Data.Series;

public sealed class PpgDaliaTests : IDisposable
{
    private readonly TemporaryData _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Windows_of_a_subject_have_six_scaled_signals_and_a_heart_rate_every_128_steps()
    {
        // 2,640 targets: parts of 1,848, 396 and 396, so 38 windows, one and one. The heart rate of target k is k, so
        // that a scaled one tells its place.
        const int Targets = 2640, Steps = Targets * 128;
        var text = new StringBuilder();
        for (var step = 0; step < Steps; step++)
        {
            text.Append($"{step % 5},{(step % 7) - 10},{step % 3},{step},0,{step % 2},{step / 128}\n");
        }

        Directory.CreateDirectory(_data.Path("ppg-dalia"));
        File.WriteAllText(_data.Path("ppg-dalia", "S3.csv"), text.ToString());

        var splits = SeriesSets.Load(
            new DataSettings { Set = DataSetKind.PpgDalia }, 1, _data.Root, new SeriesCache(_data.Path("cache")));

        var sets = new[] { splits.Train.Set(), splits.Validation.Set(), splits.Test!.Value.Set() };
        sets.Select(set => set.Count).ShouldBe([38, 1, 1]);
        splits.Notes.ShouldHaveSingleItem().ShouldStartWith("ppg-dalia: 1 of 15 subjects");
        var taken = new HashSet<int>();
        foreach (var set in sets)
        {
            (set.Channels, set.TargetChannels, set.StepsOf(0), set.TargetsOf(0)).ShouldBe((6, 1, 49_920, 390));
            var own = new HashSet<int>();
            for (var row = 0; row < set.Count; row++)
            {
                var targets = set.Targets(row).Select(y => (int)Math.Round((y + 1) / 2 * (Targets - 1))).ToArray();
                targets.ShouldBe(Enumerable.Range(targets[0], 390));
                own.UnionWith(targets);
                var first = new double[6];
                set.ReadSteps(row, 128, first);
                var step = 128 * (targets[0] + 1);
                first[0].ShouldBe((2.0 * ((step % 5) + 10) / 14) - 1, 1e-12); // accelerations are from -10 to 4 together
                first[3].ShouldBe((2.0 * step / (Steps - 1)) - 1, 1e-12); // Mutation: steps counted from the part's beginning.
            }

            own.Overlaps(taken).ShouldBeFalse(); // no target belongs to two parts
            taken.UnionWith(own);
        }
    }

    [Fact]
    public void Without_files_it_says_what_to_obtain() =>
        Should.Throw<DataException>(() => SeriesSets.Load(
            new DataSettings { Set = DataSetKind.PpgDalia }, 1, _data.Root, new SeriesCache(null))).Message
            .ShouldSatisfyAllConditions(
                m => m.ShouldContain("obtain 'PPG+DaLiA'"), m => m.ShouldContain("into a folder 'ppg-dalia'"));
}
