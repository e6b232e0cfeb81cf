using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Fields.Photonic;

/// <summary>cos φ and sin φ of φ = χ_l T_s θ, computed in double whenever θ changed.</summary>
internal sealed class PhaseTable<T>(int count, double strength)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double[] _phase = new double[count];
    private readonly double[] _sine = new double[count];
    private readonly double[] _cosine = new double[count];
    private readonly T[] _cos = new T[count];
    private readonly T[] _sin = new T[count];

    /// <summary>χ_l T_s, rad per unit of θ.</summary>
    public double Strength { get; } = strength;

    /// <summary>Number of phases.</summary>
    public int Count => _phase.Length;

    /// <summary>cos φ.</summary>
    public ReadOnlySpan<T> Cos => _cos;

    /// <summary>sin φ.</summary>
    public ReadOnlySpan<T> Sin => _sin;

    /// <summary>Tabulates θ.</summary>
    public void Load(ReadOnlySpan<double> theta)
    {
        TensorPrimitives.Multiply(theta, Strength, _phase);
        SinCos.Of<double>(_phase, _sine, _cosine);
        TensorPrimitives.ConvertTruncating<double, T>(_cosine, _cos);
        TensorPrimitives.ConvertTruncating<double, T>(_sine, _sin);
    }
}
