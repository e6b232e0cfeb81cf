using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>What one pass of the Stockham algorithm reads and writes.</summary>
/// <remarks>
/// The pass cuts sequences of length r·M, interleaved with period S, into r sequences of length M, period r·S:
/// y[q + S(rp + k)] = w^{pk} Σ_j e^{−2πi jk/r} x[q + S(p + jM)], w = e^{−2πi/(rM)}, p &lt; M, q &lt; S.
/// Outputs of p = 0, which have no twiddle, are multiplied by <see cref="Scale"/>.
/// </remarks>
internal unsafe struct Stage<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* FromRe;
    public T* FromIm;
    public nint FromStride;
    public T* ToRe;
    public T* ToIm;
    public nint ToStride;
    public nint M;
    public nint S;

    /// <summary>[(M − 1) × (r − 1) × 2]: w^{pk} for p, k ≥ 1.</summary>
    public T* Twiddles;

    /// <summary>1 in every pass but the last, where M = 1 and it carries the normalisation.</summary>
    public T Scale;
}
