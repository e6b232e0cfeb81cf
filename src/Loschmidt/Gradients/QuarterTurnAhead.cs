using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Gradients;

/// <summary>Superposes a recorded field on the light that it meets, a quarter turn ahead of it: Ψ ← Ψ + i·strength·λ.</summary>
/// <param name="record">λ.</param>
/// <param name="strength">What it is amplified by.</param>
internal sealed class QuarterTurnAhead(FieldRecord record, double strength) : IInfluence
{
    /// <inheritdoc/>
    public void Act<T>(PhaseView<T> field, in Moment moment)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < field.Q.Length; i++)
        {
            field.Q[i] -= T.CreateTruncating(strength * record.P[i]);
            field.P[i] += T.CreateTruncating(strength * record.Q[i]);
        }
    }
}
