using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The gradient of a sequence machine, whose error enters at every step of the way home.</summary>
/// <remarks>
/// Echoes go through the oscillators; what is memoryless between the layers has ordinary derivatives, whatever the method. Recommended:
/// <see cref="SequenceMethod.Paired"/> or its limit <see cref="SequenceMethod.Tangent"/>, in any precision. The literal <see cref="SequenceMethod.Echo"/> is
/// the definition; in float it loses long, mean-pooled series in rounding.
/// </remarks>
/// <param name="Method">How.</param>
/// <param name="Epsilon">Strength of the nudge; null lets every layer choose.</param>
public sealed record SequenceEstimator(SequenceMethod Method, double? Epsilon = null) : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => Method switch
    {
        SequenceMethod.Bptt => "bptt",
        SequenceMethod.Echo => "echo",
        SequenceMethod.OneSided => "one-sided",
        SequenceMethod.Tangent => "tangent",
        _ => "paired",
    };

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<ISequenceMachine>(machine, out reason);

    /// <summary>Ways through the oscillators: out, back over the stored way, or home once more for each echo.</summary>
    public double Passes(IMachine machine) => Method switch
    {
        SequenceMethod.Bptt or SequenceMethod.OneSided => 2,
        _ => 3,
    };

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient) =>
        Capability.Get<ISequenceMachine>(machine).Gradient(new SequenceEcho(Method, Epsilon), batch, gradient);
}
