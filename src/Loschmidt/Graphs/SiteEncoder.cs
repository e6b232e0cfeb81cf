using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Graphs;

/// <summary>Writes inputs into initial positions and momenta of chosen sites; all other sites start at rest, or where
/// told.</summary>
public sealed record SiteEncoder
{
    /// <summary>Sites whose initial position is an input; features 0, 1, … in this order.</summary>
    public IReadOnlyList<int> PositionSites { get; init; } = [];

    /// <summary>Sites whose initial momentum is an input; the features after the positions.</summary>
    public IReadOnlyList<int> MomentumSites { get; init; } = [];

    /// <summary>q at the start, [sites], to which inputs are added; empty for zero.</summary>
    public IReadOnlyList<double> RestPositions { get; init; } = [];

    /// <summary>p at the start, [sites], to which inputs are added; empty for zero.</summary>
    public IReadOnlyList<double> RestMomenta { get; init; } = [];

    /// <summary>What an input is multiplied by on its way in: a position a unit of it.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Input numbers per sample.</summary>
    public int Features => PositionSites.Count + MomentumSites.Count;

    /// <summary>Inputs are initial positions of these sites.</summary>
    public static SiteEncoder Positions(params IReadOnlyList<int> sites) => new() { PositionSites = sites };

    /// <summary>Inputs are initial momenta of these sites.</summary>
    public static SiteEncoder Momenta(params IReadOnlyList<int> sites) => new() { MomentumSites = sites };

    /// <summary>Bits are initial positions of these sites: 0 stands at −amplitude, 1 at +amplitude.</summary>
    /// <param name="sites">Sites of the machine.</param>
    /// <param name="bitSites">Where bits enter; features 0, 1, … in this order.</param>
    /// <param name="amplitude">Displacement of a bit.</param>
    /// <param name="biasSites">Sites that start displaced whatever the bits; may be empty.</param>
    /// <param name="bias">Their displacement.</param>
    /// <exception cref="ArgumentException">A bit or a bias has a site outside the machine, or both have the same.</exception>
    public static SiteEncoder Bits(int sites, IReadOnlyList<int> bitSites, double amplitude, IReadOnlyList<int> biasSites, double bias)
    {
        ArgumentNullException.ThrowIfNull(bitSites);
        ArgumentNullException.ThrowIfNull(biasSites);
        var rest = new double[sites];
        var taken = new HashSet<int>();
        foreach (var site in bitSites.Concat(biasSites))
        {
            if (site < 0 || site >= sites || !taken.Add(site))
            {
                throw new ArgumentException($"bits and biases need different sites of 0 to {sites - 1}; {site} is another or taken twice");
            }
        }

        foreach (var site in bitSites)
        {
            rest[site] = -amplitude;
        }

        foreach (var site in biasSites)
        {
            rest[site] = bias;
        }

        return new() { PositionSites = bitSites, RestPositions = rest, Scale = 2 * amplitude };
    }

    /// <summary>The site that a feature enters, and whether by position; null beyond the encoder's features.</summary>
    internal (int? Site, bool IsPosition) PlaceOf(int feature) =>
        feature < PositionSites.Count ? (PositionSites[feature], true)
        : feature < Features ? (MomentumSites[feature - PositionSites.Count], false)
        : (null, false);

    /// <summary>Overwrites x with the initial state of the batch; padding lanes are zero.</summary>
    internal void Write<T>(Batch batch, PhaseView<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x.Q.Clear();
        x.P.Clear();
        Rest(RestPositions, x.Q, x);
        Rest(RestMomenta, x.P, x);
        AddInputs(PositionSites, batch, 0, x.Q, x);
        AddInputs(MomentumSites, batch, PositionSites.Count, x.P, x);
    }

    internal void ThrowUnlessWithin(int sites)
    {
        if (PositionSites.Concat(MomentumSites).Any(site => site < 0 || site >= sites)
            || (RestPositions.Count != 0 && RestPositions.Count != sites)
            || (RestMomenta.Count != 0 && RestMomenta.Count != sites))
        {
            throw new ArgumentException(
                $"the encoder names a site outside 0 to {sites - 1}, or rests of another length");
        }
    }

    private static void Rest<T>(IReadOnlyList<double> rest, Span<T> plane, PhaseView<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var site = 0; site < rest.Count; site++)
        {
            plane.Slice(site * x.Lanes, x.Active).Fill(T.CreateTruncating(rest[site]));
        }
    }

    private void AddInputs<T>(IReadOnlyList<int> sites, Batch batch, int feature, Span<T> plane, PhaseView<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < sites.Count; i++)
        {
            for (var lane = 0; lane < x.Active; lane++)
            {
                var input = batch.Inputs[(feature + i) * batch.Lanes + lane];
                plane[sites[i] * x.Lanes + lane] += T.CreateTruncating(Scale * input);
            }
        }
    }
}
