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
    public LearningField(int count, double inverseMass)
    {
        if (!double.IsFinite(inverseMass) || inverseMass < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(inverseMass), inverseMass, "the inverse mass is a finite number >= 0");
        }

        _theta = new double[count];
        _pi = new double[count];
        InverseMass = inverseMass;
    }

    /// <summary>θ, the trained parameters.</summary>
    public Span<double> Theta => _theta;

    /// <summary>π, the momenta conjugate to θ.</summary>
    public Span<double> Pi => _pi;

    /// <summary>Ω, the inverse mass during a pass.</summary>
    public double InverseMass { get; }

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

    /// <summary>Overwrites Θ with another of the same length.</summary>
    public void CopyFrom(LearningField other)
    {
        other.Theta.CopyTo(_theta);
        other.Pi.CopyTo(_pi);
    }
}
