using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Loschmidt.Formulas;

namespace Loschmidt.Graphs;

/// <summary>Settings of machine kind <c>pinball</c>: a ball in the plane, steered by another on a rail, which learns where to sit.</summary>
public sealed record PinballSettings : IValidatableObject
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

    /// <summary>U.</summary>
    [Description("energy U of the ball in the plane in a static field, a formula in its place x and y: 0.05*exp(-((x-0.4)^2+(y-0.5)^2)/0.02) + 0.02*x")]
    public string? Field { get; init; }

    /// <summary>Reads the field's formula.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        try
        {
            ReadField();
            return [];
        }
        catch (FormulaException problem)
        {
            return [new FormulaProblem($"at {problem.Message}", nameof(Field), problem.Position)];
        }
    }

    /// <summary>U(x, y); null for none.</summary>
    /// <exception cref="FormulaException">It cannot be read.</exception>
    internal Formula? ReadField() => Field is null ? null : Formula.Parse(Field, new FormulaScope(["x", "y"], []));
}
