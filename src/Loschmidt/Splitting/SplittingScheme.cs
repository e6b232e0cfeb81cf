namespace Loschmidt.Splitting;

/// <summary>How a step of H = A₁ + … + Aₙ is put together from flows of its parts: a table of numbers.</summary>
/// <remarks>
/// A scheme is a composition S(γ₁h) … S(γₘh) of one basic step S. Strang: half flows of the outer parts around a whole
/// flow of the innermost. A palindromic table run on the reversed state undoes itself, which is what an echo needs;
/// whether a table is
/// one is read off its numbers. For H = T(p) + V(q) written kinetic part first, <see cref="DriftKickDrift"/> and
/// <see cref="KickDriftKick"/> are the two leapfrogs. Every part hears its parameters at its own flow.
/// </remarks>
public sealed record SplittingScheme
{
    private const double McLachlan1 = 0.28;
    private const double McLachlan2 = 0.62546642846767004501;

    private SplittingScheme(string name, int order, BasicStep basic, IReadOnlyList<double> substeps)
    {
        Name = name;
        Order = order;
        Basic = basic;
        Substeps = substeps;
    }

    /// <summary>Strang with the first part outermost; for T + V the leapfrog drift-kick-drift. Second order.</summary>
    public static SplittingScheme Strang { get; } = new("strang", 2, BasicStep.FirstPartOutermost, [1]);

    /// <summary>Strang with the last part outermost; for T + V the leapfrog kick-drift-kick. Second order.</summary>
    public static SplittingScheme StrangInsideOut { get; } =
        new("strang-inside-out", 2, BasicStep.LastPartOutermost, [1]);

    /// <summary>Leapfrog of T + V: half a drift, a kick, half a drift. Forces are taken at the half step.</summary>
    public static SplittingScheme DriftKickDrift { get; } = Strang with { Name = "drift-kick-drift", Parts = 2 };

    /// <summary>Leapfrog of T + V: half a kick, a drift, half a kick.</summary>
    public static SplittingScheme KickDriftKick { get; } = StrangInsideOut with { Name = "kick-drift-kick", Parts = 2 };

    /// <summary>Fourth order from three Strang steps, the middle one backwards and long.</summary>
    /// <remarks>H. Yoshida, Phys. Lett. A 150 (1990) 262.</remarks>
    public static SplittingScheme Yoshida4 { get; } = Compose(
        "yoshida4", 4, 1 / (2 - Math.Cbrt(2)), -Math.Cbrt(2) / (2 - Math.Cbrt(2)), 1 / (2 - Math.Cbrt(2)));

    /// <summary>Sixth order from seven Strang steps (Yoshida's solution A).</summary>
    /// <remarks>H. Yoshida, Phys. Lett. A 150 (1990) 262; digits as in E. Hairer, C. Lubich, G. Wanner, sect.
    /// V.3.2.</remarks>
    public static SplittingScheme Yoshida6 { get; } = Compose(
        "yoshida6", 6, 0.78451361047755726382, 0.23557321335935813368, -1.17767998417887100695, 1.31518632068391121889,
        -1.17767998417887100695, 0.23557321335935813368, 0.78451361047755726382);

    /// <summary>Fourth order from five Strang steps; error constant far below <see cref="Yoshida4"/> for 5/3 of its
    /// work. The better choice.</summary>
    /// <remarks>R. I. McLachlan, SIAM J. Sci. Comput. 16 (1995) 151.</remarks>
    public static SplittingScheme McLachlan4 { get; } = Compose(
        "mclachlan4", 4, McLachlan1, McLachlan2, 1 - 2 * (McLachlan1 + McLachlan2), McLachlan2, McLachlan1);

    /// <summary>One flow of each part in turn. First order and not palindromic: fit for simulation, refused for
    /// echoes.</summary>
    public static SplittingScheme LieTrotter { get; } = new("lie-trotter", 1, BasicStep.OneAfterAnother, [1]);

    /// <summary>Every scheme that comes with the library.</summary>
    public static IReadOnlyList<SplittingScheme> All { get; } =
        [DriftKickDrift, KickDriftKick, Strang, StrangInsideOut, Yoshida4, McLachlan4, Yoshida6, LieTrotter];

    /// <summary>The word experiments use.</summary>
    public string Name { get; private init; }

    /// <summary>p: the error after a fixed time falls as hᵖ. Stated by the literature, measured by a test.</summary>
    public int Order { get; }

    /// <summary>γ, the fractions of a step taken by the basic step.</summary>
    public IReadOnlyList<double> Substeps { get; }

    /// <summary>The number of parts it is for; null for any number.</summary>
    public int? Parts { get; private init; }

    internal BasicStep Basic { get; private init; }

    /// <summary>A composition of Strang steps from your own table.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="order">The order you expect.</param>
    /// <param name="substeps">γ, which must add up to 1.</param>
    /// <exception cref="ArgumentException">The fractions do not add up to one step.</exception>
    public static SplittingScheme Compose(string name, int order, params double[] substeps)
    {
        var sum = substeps.Sum();
        return Math.Abs(sum - 1) <= 1e-12
            ? new(name, order, BasicStep.FirstPartOutermost, substeps)
            : throw new ArgumentException($"the substeps of '{name}' add up to {sum}, not to one step",
                nameof(substeps));
    }

    /// <summary>The scheme of this name.</summary>
    /// <exception cref="ArgumentException">No scheme is called so; the message lists the names.</exception>
    public static SplittingScheme Named(string name) =>
        All.FirstOrDefault(scheme => scheme.Name == name)
        ?? throw new ArgumentException(
            $"'{name}' is no splitting; there are {string.Join(", ", All.Select(scheme => scheme.Name))}");

    /// <summary>The same composition with the last part outermost instead of the first, or the other way
    /// round.</summary>
    public SplittingScheme InsideOut() => this with
    {
        Name = $"{Name}-inside-out",
        Basic = Basic switch
        {
            BasicStep.FirstPartOutermost => BasicStep.LastPartOutermost,
            BasicStep.LastPartOutermost => BasicStep.FirstPartOutermost,
            _ => Basic,
        },
    };

    /// <summary>The table for n parts, flattened, adjacent flows of the same part merged.</summary>
    /// <exception cref="ArgumentException">The scheme is for another number of parts.</exception>
    public IReadOnlyList<Stage> Stages(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        if (Parts is { } wanted && wanted != parts)
        {
            throw new ArgumentException(
                $"{Name} is the leapfrog of {wanted} parts, and this Hamiltonian has {parts} (where θ recoils "
                + "and every part has parameters, its free flight is one more); use strang or strang-inside-out");
        }

        var table = new List<Stage>();
        foreach (var stage in Substeps.SelectMany(substep => BasicStages(parts, substep)))
        {
            if (table.Count > 0 && table[^1].Part == stage.Part)
            {
                table[^1] = stage with { Coefficient = table[^1].Coefficient + stage.Coefficient };
            }
            else
            {
                table.Add(stage);
            }
        }

        return table;
    }

    /// <summary>Whether the table for n parts reads the same backwards, so that a reversed state finds its way
    /// home.</summary>
    public bool IsPalindromic(int parts)
    {
        var stages = Stages(parts);
        return stages.SequenceEqual(stages.Reverse());
    }

    private IEnumerable<Stage> BasicStages(int parts, double substep)
    {
        var order = Enumerable.Range(0, parts);
        return Basic switch
        {
            BasicStep.OneAfterAnother => order.Select(part => new Stage(part, substep)),
            BasicStep.FirstPartOutermost => Around(order, substep),
            _ => Around(order.Reverse(), substep),
        };
    }

    private static IEnumerable<Stage> Around(IEnumerable<int> outermostFirst, double substep)
    {
        var halves = outermostFirst.Select(part => new Stage(part, substep / 2)).ToList();
        return halves.Concat(Enumerable.Reverse(halves));
    }
}
