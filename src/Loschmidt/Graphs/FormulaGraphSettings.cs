using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

/// <summary>Sites and bonds of a machine of kind <c>formula</c>.</summary>
public sealed record FormulaGraphSettings
{
    /// <summary>Which sites are bonded.</summary>
    [Description("chain, ring, grid, all (every site with every other one) or bonds (those listed)")]
    public FormulaGraphKind Kind { get; init; } = FormulaGraphKind.Ring;

    /// <summary>Sites; of a grid width times height.</summary>
    [Range(1, 65536)]
    [Description("sites; of a grid width times height")]
    public int Sites { get; init; } = 8;

    /// <summary>Columns of a grid.</summary>
    [Range(1, 65536)]
    [Description("columns of a grid; of any other kind nothing")]
    public int? Width { get; init; }

    /// <summary>Bonds (from, to) where the kind is <see cref="FormulaGraphKind.Bonds"/>.</summary>
    [Description("for kind bonds: pairs of sites, such as [[0, 1], [1, 2]]; the first is a, the second b")]
    public int[][] Bonds { get; init; } = [];

    /// <summary>The graph.</summary>
    /// <exception cref="ArgumentException">The keys contradict each other; the message begins with the name of one.</exception>
    public Graph Build()
    {
        if (Kind != FormulaGraphKind.Bonds && Bonds.Length > 0)
            throw new ArgumentException("bonds are listed for kind: bonds only");
        if (Kind != FormulaGraphKind.Grid && Width is not null)
            throw new ArgumentException("width belongs to kind: grid only");
        return Kind switch
        {
            FormulaGraphKind.Chain => Graph.Chain(Sites),
            FormulaGraphKind.Ring when Sites < 3 => throw new ArgumentException("sites of a ring are at least 3; use kind: chain"),
            FormulaGraphKind.Ring => Graph.Ring(Sites),
            FormulaGraphKind.Grid when Width is not { } width || Sites % width != 0 =>
                throw new ArgumentException($"width of a grid must divide its {Sites} sites"),
            FormulaGraphKind.Grid => Graph.Grid(Width!.Value, Sites / Width.Value),
            FormulaGraphKind.All when Sites > 2048 => throw new ArgumentException("sites that are all bonded are at most 2048"),
            FormulaGraphKind.All => new Graph(
                Sites, Enumerable.Range(0, Sites).SelectMany(i => Enumerable.Range(i + 1, Sites - i - 1).Select(j => new Bond(i, j)))),
            _ when Array.Find(Bonds, bond => bond.Length != 2) is { } odd => throw new ArgumentException($"bonds are pairs of sites, not lists of {odd.Length}"),
            _ => new Graph(Sites, Bonds.Select(bond => new Bond(bond[0], bond[1]))),
        };
    }
}
