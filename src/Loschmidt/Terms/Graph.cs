using Loschmidt.Numerics.Random;

namespace Loschmidt.Terms;

/// <summary>Sites and the bonds between them.</summary>
public sealed class Graph
{
    /// <summary>A graph from its bonds.</summary>
    /// <param name="sites">Number of sites.</param>
    /// <param name="bonds">Bonds between different sites.</param>
    /// <exception cref="ArgumentException">A bond leaves the graph or joins a site to itself.</exception>
    public Graph(int sites, params IEnumerable<Bond> bonds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sites);
        Sites = sites;
        Bonds = [.. bonds];
        foreach (var (from, to) in Bonds)
        {
            if (from == to || Math.Min(from, to) < 0 || Math.Max(from, to) >= sites)
            {
                throw new ArgumentException($"bond {from}-{to} must join two different sites of 0 to {sites - 1}",
                    nameof(bonds));
            }
        }
    }

    /// <summary>Number of sites.</summary>
    public int Sites { get; }

    /// <summary>The bonds, in the order of their parameters.</summary>
    public IReadOnlyList<Bond> Bonds { get; }

    /// <summary>Sites in a row: bonds (0, 1), (1, 2), …</summary>
    public static Graph Chain(int sites) => new(sites, Enumerable.Range(0, sites - 1).Select(i => new Bond(i, i + 1)));

    /// <summary>Sites in a circle: a chain whose ends are joined; at least three.</summary>
    public static Graph Ring(int sites)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sites, 3);
        return new(sites, Enumerable.Range(0, sites).Select(i => new Bond(i, (i + 1) % sites)));
    }

    /// <summary>A rectangle of sites with open edges; site (column, row) is row·width + column. Horizontal bonds come
    /// first.</summary>
    public static Graph Grid(int width, int height) => new(
        width * height,
        Enumerable.Range(0, width * height)
            .Where(site => site % width < width - 1)
            .Select(site => new Bond(site, site + 1))
            .Concat(Enumerable.Range(0, width * (height - 1)).Select(site => new Bond(site, site + width))));

    /// <summary>A connected random graph: a random spanning tree, then further different bonds.</summary>
    /// <param name="sites">Number of sites.</param>
    /// <param name="bonds">Bonds altogether, at least sites − 1 and at most sites(sites − 1)/2.</param>
    /// <param name="seed">The same seed gives the same graph.</param>
    public static Graph Random(int sites, int bonds, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bonds, sites - 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bonds, sites * (sites - 1) / 2);
        var random = new RandomStream(seed, "graph");
        var present = new HashSet<Bond>();
        for (var site = 1; site < sites; site++)
        {
            present.Add(new(random.Index(site, 0, (uint)site), site));
        }

        for (var draw = 0u; present.Count < bonds; draw++)
        {
            var (a, b) = (random.Index(sites, 1, draw), random.Index(sites, 2, draw));
            if (a != b)
            {
                present.Add(new(Math.Min(a, b), Math.Max(a, b)));
            }
        }

        return new(sites, present.OrderBy(bond => bond.From).ThenBy(bond => bond.To));
    }
}
