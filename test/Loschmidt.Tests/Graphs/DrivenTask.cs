using Loschmidt.Costs;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Splitting;
using Loschmidt.Terms;
using Loschmidt.Tests.Terms;

namespace Loschmidt.Tests.Graphs;

/// <summary>Four wells in a chain, two of them pumped, judged by position and momentum at every step.</summary>
internal static class DrivenTask
{
    public const int Steps = 24;

    public static HamiltonianParts<double> Parts(string splitting, Quadrature quadrature = Quadrature.StepEnds)
    {
        var chain = Graph.Chain(4);
        var (count, first) = quadrature == Quadrature.StepEnds ? (Steps, 1) : (Steps + 1, 0);
        return new()
        {
            Hamiltonian = new(
                4, [new KineticTerm<double>([0.7, 1, 1.4, 0.9], trained: true)],
                [
                    new SiteTerm<double, DuffingSite>("wells", chain),
                    new BondTerm<double, QuarticSpring>("springs", chain),
                    new DrivenSiteTerm<double, PumpedSite>("pump", (0, 0), (0, 1), (2, 1)),
                ]),
            Schedule = new(2.4, Steps, SplittingScheme.Named(splitting)),
            Input = new() { PositionSites = [1, 3], MomentumSites = [2] },
            Output = [3],
            Cost = new PositionCost<double>([3], 0.3),
            RunningCost = new SampledCost<double>(new QuadraticPhaseCost<double>([2, 3], [0.6], [0.3]), count, first),
            Quadrature = quadrature,
            Drive = new SampledDrive<double>(2, Steps),
            HearsInputs = true,
            Lanes = 3,
        };
    }

    public static HamiltonianMachine<double> Machine(HamiltonianParts<double> parts)
    {
        var machine = new HamiltonianMachine<double>(parts);
        machine.Tensor("wells/hardening").Fill(0.4);
        machine.Tensor("springs/hardening").Fill(0.5);
        machine.Tensor("pump/push").Fill(0.8);
        machine.Tensor("pump/pump").Fill(0.3);
        machine.Tensor("pump/barrier").Fill(0.5);
        return machine;
    }

    public static Batch Batch(IMachine machine, int active = 3)
    {
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = active };
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = i % batch.Lanes < active ? 0.7 * new RandomStream(1, "drive").Normal((uint)i) : 0;
        }

        for (var i = 0; i < batch.Targets.Length; i++)
        {
            batch.Targets[i] = 0.5 * new RandomStream(1, "wanted").Normal((uint)i);
        }

        return batch;
    }
}
