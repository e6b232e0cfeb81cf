namespace Loschmidt.Studio.Lab;

/// <summary>What one echo came to.</summary>
internal sealed record LabSummary
{
    /// <summary>The sentence that people read.</summary>
    public required string Verdict { get; init; }

    /// <summary>The same on the command line.</summary>
    public required string Command { get; init; }

    /// <summary>How many parameters the cosine is taken over; of one, it is no more than a sign.</summary>
    public int ParameterCount { get; init; }

    /// <summary>C at the turning point.</summary>
    public double Cost { get; init; }

    /// <summary>How far an echo without a nudge misses home: max|x − x₀|/max|x₀|.</summary>
    public double EchoError { get; init; }

    /// <summary>1 − |⟨Ψ₀|Ψ⟩|² of that echo, normalised.</summary>
    public double Infidelity { get; init; }

    /// <summary>What that echo left on θ and π, which should be nothing.</summary>
    public double BackAction { get; init; }

    /// <summary>ε.</summary>
    public double Epsilon { get; init; }

    /// <summary>Cosine of the angle between the kick π and −ε ∂C/∂θ.</summary>
    public double Cosine { get; init; }

    /// <summary>1 − cosine, without the digits that the difference would lose.</summary>
    public double Misalignment { get; init; }

    /// <summary>|π|/|ε ∂C/∂θ|.</summary>
    public double NormRatio { get; init; }

    /// <summary>|π + ε ∂C/∂θ|/|ε ∂C/∂θ|: how far the kick is off, direction and length.</summary>
    public double RelativeError { get; init; }

    /// <summary>|∂C/∂θ|.</summary>
    public double GradientNorm { get; init; }

    /// <summary>Relative change of the energy on the way out; null where there is none.</summary>
    public double EnergyDrift { get; init; }

    /// <summary>Relative change of the conserved norm on the way out; null where there is none.</summary>
    public double NormDrift { get; init; }

    /// <summary>What else the machine says of why it did not come home.</summary>
    public string? Cause { get; init; }

    /// <summary>π after the echo, where it is short enough to be drawn as bars.</summary>
    public IReadOnlyList<double>? Kick { get; init; }

    /// <summary>−ε ∂C/∂θ of the ideal machine, likewise.</summary>
    public IReadOnlyList<double>? Predicted { get; init; }

    /// <summary>The course of the film; null where none was shot.</summary>
    public LabCourse? Course { get; init; }
}

/// <summary>Numbers of every moment of a film, in its order.</summary>
/// <param name="Time">In the machine's unit; 0 … T out, T … 2T home.</param>
/// <param name="Difference">‖forward − echo‖/‖forward‖ at equal moments; null on the way out.</param>
/// <param name="Progress">Part of −ε ∂C/∂θ that stands in the kick by now, its projection; null on the way out.</param>
/// <param name="Energy">H; null where there is none.</param>
internal sealed record LabCourse(IReadOnlyList<double> Time, IReadOnlyList<double> Difference, IReadOnlyList<double> Progress, IReadOnlyList<double> Energy);
