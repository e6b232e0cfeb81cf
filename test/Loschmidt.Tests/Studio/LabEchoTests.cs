using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Machines;
using Loschmidt.Studio.Lab;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Loschmidt.Tests.Studio;

/// <summary>What the echo lab says is what the library says.</summary>
public sealed class LabEchoTests
{
    public static TheoryData<string> Machines => [.. LabCatalog.Machines.Select(machine => machine.Name)];

    /// <summary>Red when the nudge has the other sign, when the kick is read before the last reversal, or when the adjoint sees another sample.</summary>
    [Theory, MemberData(nameof(Machines))]
    public void Without_errors_a_small_nudge_kicks_along_the_gradient(string machine)
    {
        var summary = Echo($"machine={machine}&epsilon=1E-5");

        // Misalignment falls as ε²; at the usual ε of 10⁻³ to 10⁻² it is up to 7·10⁻⁵, so here below 10⁻⁸; rounding adds (10⁻¹⁵/10⁻⁵)².
        summary.Cosine.ShouldBeGreaterThan(0.999999);
        summary.RelativeError.ShouldBeLessThan(1e-3);
        summary.EchoError.ShouldBeLessThan(1e-9);
        summary.Verdict.ShouldContain("is the gradient");
    }

    /// <summary>Red when the predicted kick is not −ε times the slope of the cost that the machine itself has.</summary>
    [Fact]
    public void The_predicted_kick_is_the_slope_of_the_cost()
    {
        const double ε = 1e-3, H = 1e-5;
        var query = Query($"machine=duffing-ring&epsilon={ε}");
        var predicted = LabEcho.Run(query, default).Predicted!;
        for (var i = 0; i < predicted.Count; i += 5)
        {
            var slope = (CostAt(i, H) - CostAt(i, -H)) / (2 * H);
            predicted[i].ShouldBe(-ε * slope, ε * 1e-7); // central differences: H² and 10⁻¹⁶/H
        }

        double CostAt(int parameter, double shift)
        {
            var machine = (IEvolves)MachineFactory.Build(query.Experiment.Machine, Precision.Double, query.Experiment.Seed);
            var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
            DataFactory.Load(query.Experiment, machine, null).Train.Read([query.Sample], batch);
            machine.Learning.Theta[parameter] += shift;
            machine.Prepare(batch);
            machine.Evolve();
            return machine.Cost();
        }
    }

    /// <summary>Red when the lab builds another machine than the command line, or counts samples otherwise.</summary>
    [Theory]
    [InlineData("machine=duffing-ring&sample=2&loss=0.01&noise=1E-4&seed=3", "imperfections.map.loss=0.01", "imperfections.reversal.noise=1E-4")]
    [InlineData("machine=pinball&seed=3&mirrorGain=0.01", "imperfections.reversal.gain=0.01")]
    public void The_numbers_are_those_of_simulate(string link, params string[] sets)
    {
        var query = Query(link);
        var folder = Directory.CreateTempSubdirectory("loschmidt-lab-");
        var simulated = SimulateCommand.Run(
            new SimulateRequest(query.Machine.Preset, false, sets, 3, null, 1, 2, false, folder.FullName, null, null, query.Sample), new Progress<string>(), default);
        var summary = LabEcho.Run(query, default);

        summary.EchoError.ShouldBe(simulated.EchoError);
        summary.BackAction.ShouldBe(simulated.BackAction);
        summary.EnergyDrift.ShouldBe(simulated.EnergyDrift);
        summary.Cost.ShouldBe(simulated.Cost);
    }

    /// <summary>Red when loss does not reach the machine, or acts on one way alone and is undone on the other.</summary>
    [Theory, MemberData(nameof(Machines))]
    public void The_more_is_lost_the_further_the_echo_misses_home(string machine)
    {
        double[] losses = [0, 1e-4, 1e-3, 1e-2];
        var summaries = losses.Select(loss => Echo(FormattableString.Invariant($"machine={machine}&loss={loss}"))).ToList();

        summaries.Select(summary => summary.EchoError).ShouldBeInOrder(SortDirection.Ascending);
        summaries.Select(summary => summary.RelativeError).Skip(1).ShouldBeInOrder(SortDirection.Ascending);
        summaries[^1].Verdict.ShouldContain("misses home");
        summaries[^1].Verdict.ShouldContain("loss");
    }

    /// <summary>Red when the phase of the mirror is put on in the wrong sense: a wave does not see a common phase, so its kick must stay right.</summary>
    [Fact]
    public void A_mirror_that_turns_every_phase_alike_does_not_spoil_the_kick_of_a_wave()
    {
        var (ideal, turned) = (Echo("machine=wave"), Echo("machine=wave&mirrorPhase=0.3"));

        turned.EchoError.ShouldBeGreaterThan(0.1);
        turned.Cosine.ShouldBe(ideal.Cosine, 1e-9);
        turned.Verdict.ShouldContain("common phase");
    }

    internal static LabSummary Echo(string link) => LabEcho.Run(Query(link), default);

    internal static LabQuery Query(string link) => LabQuery.Read(Read(link));

    internal static QueryCollection Read(string link) => new(link.Split('&').Select(part => part.Split('=', 2))
        .GroupBy(part => part[0], part => Uri.UnescapeDataString(part[1]))
        .ToDictionary(group => group.Key, group => new StringValues([.. group]), StringComparer.Ordinal));
}
