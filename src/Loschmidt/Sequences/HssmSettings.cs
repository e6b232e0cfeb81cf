using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Sequences;

/// <summary>A Hamiltonian state-space model: encoder, blocks of oscillators with pointwise layers between them, head.</summary>
/// <remarks>
/// x = Wₑ u + bₑ; per block: z = norm(x), o = HRU(z) = C φ + D∘z, v = dropout(GELU(o)), x ← x + dropout((W₁v + b₁)∘σ(W₂v + b₂)); then the head.
/// <para>G. Pourcel and M. Ernoult, arXiv:2506.05259.</para>
/// </remarks>
public sealed record HssmSettings
{
    /// <summary>N, numbers of the input per step.</summary>
    [Range(1, 65536)]
    [Description("channels N of the input")]
    public int Channels { get; init; } = 1;

    /// <summary>H, channels between the layers.</summary>
    [Range(1, 65536)]
    [Description("channels H between the layers")]
    public int Hidden { get; init; } = 64;

    /// <summary>Number of blocks.</summary>
    [Range(1, 1024)]
    [Description("blocks, one above the other")]
    public int Blocks { get; init; } = 2;

    /// <summary>The oscillators of every block.</summary>
    [Description("the oscillators of every block")]
    public UnitSettings Unit { get; init; } = new();

    /// <summary>Normalisation of every block's input.</summary>
    [Description("normalisation of a block's input: none, layer, batch or batch-ema (the released form)")]
    public NormKind Norm { get; init; } = NormKind.Layer;

    /// <summary>Share of channels dropped in training, twice a block.</summary>
    [Range(0, 0.95)]
    [Description("share of activations dropped in training; one mask for all samples of a batch")]
    public double Dropout { get; init; }

    /// <summary>The read-out.</summary>
    [Description("the read-out and what it is judged by")]
    public HeadSettings Head { get; init; } = new();
}
