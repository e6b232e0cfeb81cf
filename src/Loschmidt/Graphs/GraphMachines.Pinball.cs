using System.Numerics;
using Loschmidt.Costs;
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
    /// <param name="seed">Draws where the ball on the rail starts, and the hills that are left to it.</param>
    /// <param name="arithmetic">Numbers the phase point is kept in.</param>
    /// <exception cref="ArgumentException">A list in the settings has another length than it needs; the message says which.</exception>
    public static HamiltonianMachine<T> Build<T>(
        PinballSettings settings, ulong seed, Arithmetic arithmetic = Arithmetic.Floating)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(settings);
        RequirePair(settings.Launch, "launch");
        RequirePair(settings.Push, "push");
        RequirePair(settings.Spring, "spring");
        var plane = new Graph(2, new Bond(0, 1));
        List<ITerm<T>> forces = [new BondTerm<T, SoftRepulsion>("rail", plane, settings.Strength, settings.Softening)];
        if (settings.Push.Concat(settings.Spring).Any(one => one != 0))
        {
            forces.Add(new BondTerm<T, PlaneForce>("force", plane, [.. settings.Push, .. settings.Spring]));
        }

        var bumps = BumpsOf(settings, seed);
        if (bumps.Count > 0)
        {
            forces.Add(new BondTerm<T, GaussianBump>(
                "bumps", new Graph(2, Enumerable.Repeat(new Bond(0, 1), bumps.Count)),
                [.. Enumerable.Range(0, 4).SelectMany(number => bumps.Select(bump => bump[number]))]));
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

    private static List<IReadOnlyList<double>> BumpsOf(PinballSettings settings, ulong seed)
    {
        foreach (var bump in settings.Bumps)
        {
            if (bump.Count != 4 || !(bump[3] > 0))
            {
                throw new ArgumentException($"a bump is [height, x, y, width] with a width > 0, not [{string.Join(", ", bump)}]");
            }
        }

        var random = new RandomStream(seed, "bumps");
        return
        [
            .. settings.Bumps,
            .. Enumerable.Range(0, settings.RandomBumps).Select(bump => new[]
            {
                Between(-settings.BumpHeight, settings.BumpHeight, bump, 0), Between(-1, 1, bump, 1), Between(-1, 1, bump, 2), settings.BumpWidth,
            }),
        ];

        double Between(double from, double to, int bump, uint number) => from + (to - from) * random.Uniform(number, (uint)bump);
    }

    private static void RequirePair(IReadOnlyList<double> pair, string name)
    {
        if (pair.Count != 2)
        {
            throw new ArgumentException($"{name} is a pair of numbers, one along x and one along y, not {pair.Count}");
        }
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
