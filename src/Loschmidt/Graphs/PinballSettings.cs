using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Graphs;

/// <summary>Settings of machine kind <c>pinball</c>: a ball in the plane, steered by another on a rail, which learns where to sit.</summary>
public sealed record PinballSettings
{
    /// <summary>m.</summary>
    [Range(1e-6, 1e6)]
    [Description("mass of the ball in the plane")]
    public double Mass { get; init; } = 1;

    /// <summary>k.</summary>
    [Range(-1e6, 1e6)]
    [Description("strength k of the repulsion k/sqrt((x - theta)^2 + y^2 + softening) between the balls; negative attracts")]
    public double Strength { get; init; } = 0.1;

    /// <summary>s².</summary>
    [Range(1e-9, 1e6)]
    [Description("softening s^2 of the repulsion: the balls are that round, and the force stays finite when they meet")]
    public double Softening { get; init; } = 0.05;

    /// <summary>Ω.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the ball on the rail: it recoils while the other passes; 0 holds it during a pass")]
    public double InverseMass { get; init; } = 0.2;

    /// <summary>Ω of the decay step.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the ball on the rail during the decay step: the same, unless it is held during a pass")]
    public double DecayInverseMass { get; init; } = 0.2;

    /// <summary>T.</summary>
    [Range(1e-6, 1e6)]
    [Description("time of one pass")]
    public double Duration { get; init; } = 4;

    /// <summary>Steps per pass.</summary>
    [Range(1, 10_000_000)]
    [Description("steps of one pass")]
    public int Steps { get; init; } = 400;

    /// <summary>The splitting's name.</summary>
    [Description("drift-kick-drift, kick-drift-kick, strang, strang-inside-out, yoshida4, mclachlan4, "
        + "yoshida6 or lie-trotter")]
    public string Splitting { get; init; } = "kick-drift-kick";

    /// <summary>What the two numbers of a sample are.</summary>
    [Description("what a sample's two inputs are: the ball's launch position (x, y), or its launch velocity")]
    public PinballInput Input { get; init; } = PinballInput.Position;

    /// <summary>The other half of the launch.</summary>
    [Description("the other half of the launch, the same for all samples: velocity (vx, vy) where inputs are positions, and the other way round")]
    public IReadOnlyList<double> Launch { get; init; } = [0, -0.5];

    /// <summary>Smallest initial θ.</summary>
    [Range(-1e6, 1e6)]
    [Description("leftmost place where the ball on the rail starts; the seed draws it")]
    public double RailFrom { get; init; } = -0.5;

    /// <summary>Largest initial θ.</summary>
    [Range(-1e6, 1e6)]
    [Description("rightmost place where the ball on the rail starts")]
    public double RailTo { get; init; } = 0.5;

    /// <summary>Static force.</summary>
    [Description("a constant force (fx, fy) on the ball in the plane")]
    public IReadOnlyList<double> Push { get; init; } = [0, 0];

    /// <summary>Springs to the origin.</summary>
    [Description("stiffnesses (kx, ky) of springs from the ball in the plane to the origin; negative drives it away")]
    public IReadOnlyList<double> Spring { get; init; } = [0, 0];

    /// <summary>Hills and holes.</summary>
    [Description("hills of the static field, each [height, x, y, width]; a negative height is a hole")]
    public IReadOnlyList<IReadOnlyList<double>> Bumps { get; init; } = [];

    /// <summary>Hills and holes drawn by the seed.</summary>
    [Range(0, 1000)]
    [Description("further hills and holes that the seed draws: places within the unit square around the origin, heights up to bumpHeight")]
    public int RandomBumps { get; init; }

    /// <summary>Height of drawn ones.</summary>
    [Range(0, 1e6)]
    [Description("largest height, or depth, of a drawn hill")]
    public double BumpHeight { get; init; } = 0.05;

    /// <summary>Width of drawn ones.</summary>
    [Range(1e-6, 1e6)]
    [Description("width of a drawn hill")]
    public double BumpWidth { get; init; } = 0.3;
}
