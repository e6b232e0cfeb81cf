using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Graphs;

/// <summary>How inputs become the initial state of a machine of kind <c>formula</c>.</summary>
public sealed record FormulaEncoderSettings
{
    /// <summary>Sites that inputs displace.</summary>
    [Description("sites whose position at the start is an input, in the order of the inputs")]
    public int[] Positions { get; init; } = [];

    /// <summary>Sites that inputs push.</summary>
    [Description("sites whose momentum at the start is an input, after those of the positions")]
    public int[] Momenta { get; init; } = [];

    /// <summary>Factor on every input.</summary>
    [Range(-1e6, 1e6)]
    [Description("what an input is multiplied by")]
    public double Scale { get; init; } = 1;

    /// <summary>Where bits 0 and 1 stand.</summary>
    [Range(0, 1e6)]
    [Description("inputs are bits: 0 stands at minus this position, 1 at plus it")]
    public double? Bits { get; init; }

    /// <summary>q at the start, one for all sites or one each.</summary>
    [Description("positions at the start, to which inputs are added: one number for all sites or one each; nothing for 0")]
    public double[] RestPositions { get; init; } = [];

    /// <summary>p at the start, one for all sites or one each.</summary>
    [Description("momenta at the start, to which inputs are added: one number for all sites or one each; nothing for 0")]
    public double[] RestMomenta { get; init; } = [];

    /// <summary>The encoder.</summary>
    /// <param name="sites">Sites of the machine.</param>
    /// <exception cref="ArgumentException">A list has another length, or bits are momenta.</exception>
    public SiteEncoder Build(int sites)
    {
        if (Bits is not null && (Momenta.Length > 0 || Scale != 1))
            throw new ArgumentException("encoder.bits are positions, and say themselves how far; leave out momenta and scale");
        var (positions, momenta) = (Everywhere(RestPositions, sites, "restPositions"), Everywhere(RestMomenta, sites, "restMomenta"));
        if (Bits is { } amplitude)
        {
            positions = positions.Length == 0 ? new double[sites] : positions;
            foreach (var site in Positions.Where(site => site >= 0 && site < sites))
            {
                positions[site] -= amplitude;
            }
        }

        return new()
        {
            PositionSites = Positions, MomentumSites = Momenta, RestPositions = positions, RestMomenta = momenta,
            Scale = Bits is { } bits ? 2 * bits : Scale,
        };
    }

    private static double[] Everywhere(double[] values, int sites, string name) =>
        values.Length == 1 ? [.. Enumerable.Repeat(values[0], sites)]
        : values.Length == 0 || values.Length == sites ? [.. values]
        : throw new ArgumentException($"encoder.{name} takes one number or {sites}, not {values.Length}");
}
