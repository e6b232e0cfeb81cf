using Loschmidt.Experiments.Commands;

namespace Loschmidt.Tests.Predicting;

/// <summary>An endless series is answered in constant memory; measured while nothing else runs in this process.</summary>
[Collection(nameof(Alone))]
public sealed class SeriesMemoryTests(SeriesPlace place) : IClassFixture<SeriesPlace>
{
    // Red where rows, answers or the text of the input are kept: 300,000 steps would take 10 MB and more.
    [Fact]
    public void Memory_does_not_grow_with_an_endless_series()
    {
        var run = place.Forecaster();
        var line = "100.5,-0.0101\n";
        var (left, before, peak) = (30_000, 0L, 0L);
        using var drop = new Dropwise(() =>
        {
            if (left == 29_000)
            {
                before = GC.GetTotalMemory(forceFullCollection: true);
            }

            peak = left == 1 ? GC.GetTotalMemory(forceFullCollection: true) : peak;
            return left-- > 0 ? string.Concat(Enumerable.Repeat(line, 10)) : null;
        });
        using var answers = new SeriesStepAnswers(
            place.Open(run), place.Reading(run), drop, "endless", new PredictRequest(run, "-", 1, place.Runs), CancellationToken.None);
        answers.Write(new PredictionTable(TextWriter.Null, answers.Form), _ => { }, CancellationToken.None);
        (peak - before).ShouldBeLessThan(1 << 20);
    }
}
