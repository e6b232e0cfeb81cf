using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Formulas;
using Loschmidt.Numerics.Random;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

public static partial class GraphMachines
{
    /// <summary>A ball in the plane and a ball on the rail y = 0 that learns where to sit; judged by x at the end.</summary>
    /// <remarks>
    /// H = (p_x² + p_y²)/2m + k/√((x − θ)² + y² + s²) + U(x, y) + Ωπ²/2, C = (x − x_target)². Features: the launch position or velocity; target:
    /// x_target. V. López-Pastor, F. Marquardt, Phys. Rev. X 13 (2023) 031020, Fig. 5.
    /// </remarks>
    /// <param name="settings">Its description.</param>
    /// <param name="seed">Draws where the ball on the rail starts.</param>
    /// <param name="arithmetic">Numbers the phase point is kept in.</param>
    /// <exception cref="FormulaException">The static field cannot be read.</exception>
    /// <exception cref="ArgumentException">The launch is no pair.</exception>
    public static HamiltonianMachine<T> Build<T>(
        PinballSettings settings, ulong seed, Arithmetic arithmetic = Arithmetic.Floating)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Launch.Count != 2)
        {
            throw new ArgumentException($"launch is a pair of numbers, one along x and one along y, not {settings.Launch.Count}");
        }

        List<ITerm<T>> forces = [new BondTerm<T, SoftRepulsion>("rail", new Graph(2, new Bond(0, 1)), settings.Strength, settings.Softening)];
        if (settings.ReadField() is { } field)
        {
            forces.Add(new FormulaTerm<T>("field", field, [0, 1], []));
        }

        var byPosition = settings.Input == PinballInput.Position;
        var machine = new HamiltonianMachine<T>(new()
        {
            Kind = "pinball",
            Hamiltonian = new(2, [new KineticTerm<T>([settings.Mass, settings.Mass])], forces),
            Schedule = new(settings.Duration, settings.Steps, SplittingScheme.Named(settings.Splitting)),
            Input = byPosition
                ? new() { PositionSites = [0, 1], RestMomenta = [.. settings.Launch.Select(velocity => settings.Mass * velocity)] }
                : new() { MomentumSites = [0, 1], RestPositions = settings.Launch, Scale = settings.Mass },
            Output = [0],
            Cost = new PositionCost<T>([0]),
            InverseMass = settings.InverseMass,
            DecayInverseMass = settings.DecayInverseMass,
            Arithmetic = arithmetic,
        });
        Draw(machine.Tensor("rail/position"), settings.RailFrom, settings.RailTo, seed, "rail");
        return machine;
    }

    private static void Draw(Span<double> values, double from, double to, ulong seed, string stream)
    {
        var random = new RandomStream(seed, stream);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = from + (to - from) * random.Uniform(0, (uint)i);
        }
    }
}
