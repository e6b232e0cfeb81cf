using System.Globalization;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Tests.Reproduction;

/// <summary>The frontier of memory and time: what its table says is arithmetic and physics; nothing is asserted about clocks.</summary>
public sealed class GradientFrontierTests
{
    private static readonly Workshop Workshop = new(
        new TrainingStore(Path.GetTempPath(), again: false, 1, null), null, new Progress<string>(), CancellationToken.None);

    [Fact]
    public void Snapshots_buy_memory_with_passes_and_what_retraces_needs_neither()
    {
        var findings = new GradientFrontier().Run(Workshop, quick: true);
        var rows = findings.Tables[0].Rows;
        rows.Select(row => row[0]).Distinct().ShouldBe(["100", "400"]);
        foreach (var length in rows.GroupBy(row => row[0]))
        {
            var ways = length.ToDictionary(row => row[1], row => (Bytes: Number(row[3]), Passes: Number(row[4]), Error: Number(row[5])));
            string[] traders = ["store all", "revolve, 40 snapshots", "revolve, 20 snapshots", "revolve, 10 snapshots"];
            foreach (var (more, fewer) in traders.Zip(traders.Skip(1)))
            {
                ways[more].Bytes.ShouldBeGreaterThan(1.9 * ways[fewer].Bytes, $"{length.Key} steps, {fewer}");
                ways[more].Passes.ShouldBeLessThan(ways[fewer].Passes);
                ways[fewer].Error.ShouldBeLessThan(1e-11);
            }

            ways["reversing adjoint"].Bytes.ShouldBeLessThan(ways[traders[^1]].Bytes / 10);
            (ways["tangent"].Bytes, ways["echo"].Bytes).ShouldBe((ways["reversing adjoint"].Bytes, ways["reversing adjoint"].Bytes));

            // Rounding of the way home; the bias and the rounding of a finite nudge.
            ways["reversing adjoint"].Error.ShouldBeLessThan(1e-9);
            ways["tangent"].Error.ShouldBeLessThan(1e-9);
            ways["echo"].Error.ShouldBeLessThan(1e-6);
        }

        double Bytes(string steps, string way) => Number(rows.Single(row => row[0] == steps && row[1] == way)[3]);
        (Bytes("400", "store all") / Bytes("100", "store all")).ShouldBe(4, 0.1);
        Bytes("400", "revolve, 10 snapshots").ShouldBe(Bytes("100", "revolve, 10 snapshots"));
        findings.OnThisComputer.ShouldNotBeNull().Table.Rows.Count.ShouldBe(rows.Count);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
