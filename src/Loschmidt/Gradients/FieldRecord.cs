using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Gradients;

/// <summary>Copies the light that it meets, to be sent in again.</summary>
internal sealed class FieldRecord : IInfluence
{
    /// <summary>q, [coordinates × lanes], padding dark.</summary>
    public double[] Q { get; private set; } = [];

    /// <summary>p, [coordinates × lanes], padding dark.</summary>
    public double[] P { get; private set; } = [];

    /// <summary>Σ|Ψ|², summed over samples.</summary>
    public double Power { get; private set; }

    /// <inheritdoc/>
    public void Act<T>(PhaseView<T> field, in Moment moment)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Q.Length != field.Q.Length)
        {
            (Q, P) = (new double[field.Q.Length], new double[field.Q.Length]);
        }

        Power = 0;
        for (var i = 0; i < Q.Length; i++)
        {
            var shines = i % field.Lanes < field.Active;
            Q[i] = shines ? double.CreateTruncating(field.Q[i]) : 0;
            P[i] = shines ? double.CreateTruncating(field.P[i]) : 0;
            Power += 0.5 * (Q[i] * Q[i] + P[i] * P[i]);
        }
    }
}
