using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Spins;

/// <summary>Three components in the frame of the spins, whose z is the axis they rest along.</summary>
public sealed record SpinVector
{
    /// <summary>Along x.</summary>
    [Range(-1e6, 1e6)]
    [Description("component along x")]
    public double X { get; init; }

    /// <summary>Along y, the component that time reversal turns round.</summary>
    [Range(-1e6, 1e6)]
    [Description("component along y, which time reversal turns round")]
    public double Y { get; init; }

    /// <summary>Along z, the axis the spins rest along.</summary>
    [Range(-1e6, 1e6)]
    [Description("component along z, the axis the spins rest along")]
    public double Z { get; init; }
}
