using System.Runtime.Serialization;

namespace Loschmidt.Experiments.Schema;

/// <summary>What turns a gradient, or a kick, into a change of θ.</summary>
public enum OptimiserKind
{
    /// <summary>The machine's own decay step: η = εΩ/Γ.</summary>
    Decay,

    /// <summary>θ −= η ∂C/∂θ.</summary>
    Sgd,

    /// <summary>Gradient descent with inertia.</summary>
    HeavyBall,

    /// <summary>Adam.</summary>
    Adam,

    /// <summary>Adam whose denominator never falls.</summary>
    [EnumMember(Value = "amsgrad")]
    AmsGrad,
}
