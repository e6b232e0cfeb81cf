using System.Globalization;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Tests.Reproduction;

/// <summary>The figures 3, 4(a), 4(b), 4(d) and the two samples of the talk: what their tables say is physics.</summary>
public sealed class PaperFigureTests
{
    private static readonly Workshop Workshop = new(
        new TrainingStore(Path.GetTempPath(), again: false, 1, null), null, new Progress<string>(), CancellationToken.None);

    /// <summary>Mutations: an echo that is not nudged; a difference over one side; sites in another order than θ.</summary>
    [Fact]
    public void One_echo_is_what_an_experiment_for_every_site_finds()
    {
        var findings = new Heb3().Run(Workshop, quick: true);
        var rows = findings.Tables[0].Rows;
        (Number(rows[0][1]) / Number(rows[1][1])).ShouldBe(1050, "25 × 42 sites, two passes each, against two");
        Number(rows[0][4]).ShouldBeLessThan(1e-6, "central differences over 0.01 rad");

        // One-sided: a relative bias of ε‖∂²C‖ with ε = 1e-4 and ‖∂²C‖ ≈ 15.
        Number(rows[1][4]).ShouldBeInRange(1e-4, 4e-3);
        foreach (var row in findings.Tables[1].Rows)
        {
            var (phase, change, foretold) = (Number(row[0]), Number(row[1]), Number(row[2]));
            Math.Abs((change / foretold) - 1).ShouldBeLessThan(0.005 + (0.1 * Math.Abs(phase)), $"first order in the dent, at {phase}");
        }
    }

    /// <summary>Mutations: a reversal without its sign; a decay before the second reversal; an error signal behind the reversal that is not conjugated; θ of the middle of a step beside a time at its end.</summary>
    [Fact]
    public void Passes_conserve_and_only_the_error_signal_and_the_dissipation_do_not()
    {
        var findings = new Heb4a().Run(Workshop, quick: true);
        var events = findings.Tables[0].Rows.ToDictionary(row => row[0], row => row.Skip(2).Select(cell => cell.Length == 0 ? double.NaN : Number(cell)).ToArray());
        var (input, forward, error, reversal) = (events["input"], events["evolution, forward pass"], events["error signal injected"], events["time reversal"]);
        var (backward, again, decay) = (events["evolution, backward pass"], events["time reversal of the learning field"], events["dissipation of the learning field"]);
        forward[1].ShouldBe(input[1], 1e-7);
        backward[1].ShouldBe(reversal[1], 1e-7);
        forward[0].ShouldBe(input[0], 0.01 * Math.Abs(input[0]), "energy, to the error of fifty time steps");
        (reversal[0], reversal[1], reversal[2], reversal[3]).ShouldBe((error[0], error[1], error[2], error[3]), "a reversal changes no energy, norm or length");
        Math.Abs(error[1] - forward[1]).ShouldBeGreaterThan(1e-4, "the error signal is light");
        again[2].ShouldBeInRange(0.005 * forward[2], 0.05 * forward[2], "what is left of π is ε times the gradient");
        again[3].ShouldBeLessThan(0.05 * forward[3], "θ came home");
        decay[2].ShouldBe(again[2] * Math.Exp(-6), 1e-3 * again[2]);
        decay[3].ShouldBeGreaterThan(5 * forward[3], "θ moved");
        foreach (var looked in findings.Tables[1].Rows.Where(row => Number(row[0]) == 0))
        {
            Number(looked[4]).ShouldBe(forward[3], 1e-3 * forward[3], "θ at the end of the last step is θ behind the pass, and not half a free flight short of it");
        }
    }

    /// <summary>Mutations: a slice that is no palindrome; modes that go on mixing with those that left.</summary>
    [Fact]
    public void What_leaves_with_the_ancillas_comes_home_with_them()
    {
        var findings = new Heb4b().Run(Workshop, quick: true);
        var rows = findings.Tables[0].Rows.Select(row => row.Select(Number).ToArray()).ToArray();
        rows.Select(row => row[2]).ShouldBeInOrder(SortDirection.Descending);
        rows[^1][3].ShouldBeLessThan(0.5, "the modes that take part contract");
        rows[^1][6].ShouldBeGreaterThan(0.9, "and all modes together do not");
        foreach (var row in rows)
        {
            row[4].ShouldBe(Math.Sqrt(row[1] / 8), 1e-3, "what is left of an even spread by leaving coordinates out, to the digits of the table");
            row[5].ShouldBe(row[3] / row[4], 3e-3, "and how much of the contraction is only that");
        }

        var energies = findings.Tables[1].Rows.Select(row => row.Select(Number).ToArray()).ToArray();
        foreach (var (out_, home) in energies.Zip(energies.Reverse()))
        {
            out_[0].ShouldBe(-home[0], 1e-9);
            out_.Skip(1).Zip(home.Skip(1)).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 2e-5);
        }

        Number(findings.Comparisons[4].Ours).ShouldBeGreaterThan(0.1, "an ancilla that is not reversed is missed");
        double.Parse(findings.Comparisons[3].Ours, CultureInfo.InvariantCulture).ShouldBeLessThan(1e-12);
    }

    /// <summary>Mutations: a kick of the other sign; hats that drift during the decay; a cost that is not periodic.</summary>
    [Fact]
    public void Training_makes_the_cost_the_potential_along_a_degenerate_valley()
    {
        var findings = new Heb4d().Run(Workshop, quick: true);
        foreach (var row in findings.Tables[0].Rows.Select(row => row.Select(Number).ToArray()))
        {
            Math.Abs(row[1]).ShouldBeLessThan(1e-12, "without an error signal the echo leaves nothing");
            row[3].ShouldBe(row[4], 0.002, "trapezoids of 5 degrees, and a bias of order ε = 1e-3");
        }

        foreach (var row in findings.Tables[1].Rows.Select(row => row.Select(Number).ToArray()))
        {
            row[1].ShouldBe(row[0] < 1 ? 0.5 : 1.5, 0.005, "the nearest minimum");
        }
    }

    /// <summary>Mutations: the second sample on the untouched θ; π that is not emptied in between.</summary>
    [Fact]
    public void Two_samples_leave_two_patterns_and_theta_keeps_both()
    {
        var findings = new HebTwoSamples().Run(Workshop, quick: true);
        foreach (var row in findings.Tables[0].Rows)
        {
            Number(row[1]).ShouldBe(1, 0.05);
            Number(row[2]).ShouldBeGreaterThan(0.99);
        }

        Math.Abs(Number(findings.Comparisons[2].Ours)).ShouldBeLessThan(0.5, "patterns of their own");
        Number(findings.Comparisons[3].Ours).ShouldBeLessThan(1e-12);
        findings.Comparisons[4].Deviation.ShouldBe("none", "the mean cost falls");
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
