using System.Globalization;
using Loschmidt.Experiments.Commands;

namespace Loschmidt.SlowTests.Reproduction;

/// <summary>Figure 7(d) in its small version: what a noisy reversal does, and what a pair of echoes does against
/// it.</summary>
public sealed class NoiseStudyTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-reproduced-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>
    /// Measured: floors 0.121, 0.143, 0.123 one-sided and 0.069, 0.073, 0.077 for the pair; drift 0.997, 0.991, 1.007
    /// of its prediction. The mutation of the drift: Γ = 0.1 instead of 0.01, which takes ΓT/2 = 5 % off.
    /// </summary>
    [Fact]
    public void A_pair_of_echoes_has_the_lower_floor_and_theta_drifts_as_predicted()
    {
        ReproduceCommand.Run(
            new ReproduceRequest("heb-7d", true, _root, false, 0, null), new Deaf(), CancellationToken.None)
            .Done.ShouldHaveSingleItem();

        var costs = Rows("table").ToLookup(row => row[0], row => Number(row[^3]));
        var (onesided, pair) = (costs["noisy schedule"].ToArray(), costs["noisy ±ε pair"].ToArray());
        onesided.Length.ShouldBe(3);
        onesided.Zip(pair).ShouldAllBe(floor => floor.First > floor.Second);

        var drifts = Rows("drift").Select(row => Number(row[3])).ToArray();
        drifts.Length.ShouldBe(3);
        drifts.ShouldAllBe(ratio => Math.Abs(ratio - 1) < 0.05);
    }

    private IEnumerable<string[]> Rows(string table) =>
        File.ReadLines(Path.Combine(_root, "heb-7d", table + ".csv")).Skip(1).Select(line => line.Split(','));

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private sealed class Deaf : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }
}
