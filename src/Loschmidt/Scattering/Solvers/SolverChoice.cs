using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Scattering.Solvers;

/// <summary>Chooses a solver by the shape of a network, counting fused operations per sample, never by a clock.</summary>
internal static class SolverChoice
{
    // Work that is done once per θ is shared by a usual batch of a hundred, but runs at a twenty-fifth of the speed: one matrix, in double, no lanes
    // (measured: benchmark verb scattering-shapes).
    private const double Shared = 4;

    /// <summary>The solver asked for, or the cheapest that the network permits.</summary>
    /// <exception cref="ArgumentException">The one asked for does not fit the network; says why.</exception>
    public static SolverKind For(ScatteringNetwork network)
    {
        var order = new ModeOrder(network);
        var kind = network.Options.Solver;
        var refusal = Refusal(kind, network, order);
        if (refusal is not null)
        {
            throw new ArgumentException($"machine.solver: {refusal}; use auto or dense");
        }

        if (kind != SolverKind.Auto)
        {
            return kind;
        }

        return new[] { SolverKind.Layered, SolverKind.LowRank, SolverKind.Dense }
            .Where(one => Refusal(one, network, order) is null)
            .MinBy(one => Operations(one, network, order));
    }

    /// <summary>Builds it.</summary>
    public static ILaneSolver<T> Build<T>(SolverKind kind, ScatteringNetwork network)
        where T : unmanaged, IFloatingPointIeee754<T> => kind switch
        {
            SolverKind.Layered => new LayeredSolver<T>(new ModeOrder(network)),
            SolverKind.LowRank => new LowRankSolver<T>(new ModeOrder(network), Sources(network.Readout)),
            _ => new DenseSolver<T>(network),
        };

    /// <summary>Fused operations for forward and adjoint fields of one sample.</summary>
    public static double Operations(SolverKind kind, ScatteringNetwork network, ModeOrder order)
    {
        double n = network.Modes, d = order.Inputs, rest = order.Rest;
        double columns = network.Readout.Reflection ? network.Readout.Outputs.Count : 4;
        double sources = Sources(network.Readout).Count(mode => !order.IsInput(mode));
        double heard = order.Heard.To - order.Heard.From;
        double complexity = order.InputsAreReal ? 1 : 2;
        return kind switch
        {
            SolverKind.Layered =>
                (complexity * ((d * heard * heard) + (2 * d * heard * columns))) + LaneFactor<double>.Operations(order.Envelope())
                + (4 * rest * rest * columns),
            SolverKind.LowRank =>
                (4 * d * d * d / 6) + (4 * d * d * columns) + (4 * rest * (d + sources) * columns)
                + (((4 * rest * rest * rest / 6) + (4 * rest * rest * (d + sources))) / Shared),
            // One lane at a time: no vectors.
            _ => 8 * ((4 * n * n * n / 3) + (4 * n * n * columns)),
        };
    }

    private static string? Refusal(SolverKind kind, ScatteringNetwork network, ModeOrder order) => kind switch
    {
        SolverKind.Auto or SolverKind.Dense => null,
        _ when !network.IsReciprocal => "complex couplings make A unsymmetric, which only the dense solver takes",
        _ when !network.IsDamped => "a mode has neither port nor loss, so elimination needs pivots",
        _ when network.Options.LearnPortRates => "port rates are learned and may become 0, so elimination needs pivots",
        _ when order.Inputs == 0 => "no mode hears an input",
        SolverKind.Layered when !order.InputsAreApart => "input modes are coupled among themselves, so they cannot be eliminated one by one",
        SolverKind.Layered when order.Rest == 0 => "all modes hear inputs, so that nothing is left to eliminate them into",
        _ => null,
    };

    private static IEnumerable<int> Sources(ScatteringReadout readout) =>
        readout.Outputs.Concat(Enumerable.Range(0, readout.Probe.Count).Where(mode => readout.Probe[mode] != 0));
}
