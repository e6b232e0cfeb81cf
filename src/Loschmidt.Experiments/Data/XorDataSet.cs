using Loschmidt.Machines;

namespace Loschmidt.Experiments.Data;

/// <summary>The four pairs of bits (a₀, a₁) with label a₀ ⊕ a₁; row r is a₀ = r/2, a₁ = r mod 2.</summary>
public sealed class XorDataSet : IDataSet
{
    /// <inheritdoc/>
    public string Name => "xor";

    /// <inheritdoc/>
    public int Count => 4;

    /// <inheritdoc/>
    public int Features => 2;

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public int Classes => 2;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            var (a0, a1) = Math.DivRem(rows[lane], 2);
            destination.Inputs[lane] = a0;
            destination.Inputs[destination.Lanes + lane] = a1;
            destination.Labels[lane] = a0 ^ a1;
        }
    }
}
