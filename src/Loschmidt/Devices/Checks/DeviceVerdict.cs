namespace Loschmidt.Devices.Checks;

/// <summary>What a device can be trained with, and at what price.</summary>
/// <param name="Fit">Whether nothing was found that spoils a training.</param>
/// <param name="TrainableBy">Names of estimators, the best first; empty where it can be trained by none.</param>
/// <param name="Faults">The words of what is broken, the gravest first.</param>
/// <param name="Words">The verdict in a sentence or two.</param>
public sealed record DeviceVerdict(bool Fit, IReadOnlyList<string> TrainableBy, IReadOnlyList<string> Faults, string Words)
{
    /// <summary>ε to train with: a third of the largest at which the answer is still linear; null where none was found.</summary>
    public double? Epsilon { get; init; }

    /// <summary>Smallest ε whose effect stands above the noise.</summary>
    public double? SmallestEpsilon { get; init; }

    /// <summary>Largest ε at which the effect is still linear within 10 %.</summary>
    public double? LargestEpsilon { get; init; }

    /// <summary>Γ at which one step with <see cref="Epsilon"/> moved outputs by a few per cent; null of host-updated devices.</summary>
    public double? DecayRate { get; init; }

    /// <summary>Steps that must be averaged until they point downhill by one standard deviation.</summary>
    public double Averages { get; init; } = double.NaN;

    /// <summary>Seconds of one echo: the longer of what the device states and what was measured.</summary>
    public double EchoSeconds { get; init; } = double.NaN;

    /// <summary>Training steps that <see cref="Hours"/> is for.</summary>
    public long Steps { get; init; }

    /// <summary>Hours of <see cref="Steps"/> steps of one sample each, averages included.</summary>
    public double Hours { get; init; } = double.NaN;
}
