using System.Numerics.Tensors;

namespace Loschmidt.Machines;

/// <summary>The learning field Θ = (θ, π): the parameters and their canonical momenta, part of a machine's state.</summary>
/// <remarks>
/// During a pass π̇ = −∂H/∂θ, so π hears every flow of the machine; θ̇ = Ωπ. With Ω = 0 the parameters are frozen during a
/// pass and several lanes may share them; with Ω ≠ 0 they recoil and samples pass one after another.
/// Always double, whatever the precision of the evaluation field.
/// </remarks>
public sealed class LearningField
{
    private readonly double[] _theta;
    private readonly double[] _pi;

    /// <summary>A field at rest at the origin.</summary>
    /// <param name="count">Number of parameters.</param>
    /// <param name="inverseMass">Ω of H_θ = Ωπ²/2 during a pass; 0 freezes θ.</param>
    /// <param name="decayInverseMass">Ω during the decay step; the same physical constant, also where θ is held during a pass.</param>
    public LearningField(int count, double inverseMass, double decayInverseMass)
    {
        ThrowUnlessMass(inverseMass, nameof(inverseMass));
        ThrowUnlessMass(decayInverseMass, nameof(decayInverseMass));

        _theta = new double[count];
        _pi = new double[count];
        InverseMass = inverseMass;
        DecayInverseMass = decayInverseMass;
    }

    /// <summary>θ, the trained parameters.</summary>
    public Span<double> Theta => _theta;

    /// <summary>π, the momenta conjugate to θ.</summary>
    public Span<double> Pi => _pi;

    /// <summary>Ω, the inverse mass during a pass.</summary>
    public double InverseMass { get; }

    /// <summary>Ω during the decay step.</summary>
    public double DecayInverseMass { get; }

    /// <summary>Whether θ recoils during a pass (Ω ≠ 0).</summary>
    public bool Recoils => InverseMass != 0;

    /// <summary>Number of parameters.</summary>
    public int Count => _theta.Length;

    /// <summary>Free flight θ += Ωπt, the exact flow of Ωπ²/2.</summary>
    public void Drift(double time)
    {
        if (Recoils)
        {
            TensorPrimitives.MultiplyAdd(_pi, InverseMass * time, _theta, _theta);
        }
    }

    /// <summary>Time reversal of the learning field alone: π → −π.</summary>
    public void Reverse() => TensorPrimitives.Negate<double>(_pi, _pi);

    /// <summary>The decay step with the field empty, θ̇ = Ωπ, π̇ = −Γπ for a time T_D, in closed form.</summary>
    /// <remarks>θ += s(Ω/Γ)(1 − e^(−ΓT_D)) π, then π ← e^(−ΓT_D) π. From π = −ε ∂C/∂θ and T_D → ∞ this is θ −= sη ∂C/∂θ, η = εΩ/Γ.</remarks>
    /// <param name="rate">Γ, the damping rate.</param>
    /// <param name="time">T_D; infinity for a complete decay.</param>
    /// <param name="scale">s, a schedule's factor on Ω/Γ.</param>
    public void Decay(double rate, double time, double scale = 1)
    {
        var remaining = Math.Exp(-rate * time);
        TensorPrimitives.MultiplyAdd(_pi, scale * DecayInverseMass / rate * (1 - remaining), _theta, _theta);
        TensorPrimitives.Multiply(_pi, remaining, _pi);
    }

    /// <summary>Overwrites Θ with another of the same length.</summary>
    public void CopyFrom(LearningField other)
    {
        other.Theta.CopyTo(_theta);
        other.Pi.CopyTo(_pi);
    }

    private static void ThrowUnlessMass(double value, string name)
    {
        if (!double.IsFinite(value) || value < 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "an inverse mass is a finite number >= 0");
        }
    }
}
