using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Numerics;

namespace Loschmidt.Relaxation;

/// <summary>θ in the precision of the phases, and the mean fields Σ_j W_ij (cos φ_j, sin φ_j) it makes.</summary>
/// <remarks>
/// The force Σ_j W_ij sin(φ_j − φ_i) is cos φ_i (W sin φ)_i − sin φ_i (W cos φ)_i: one product of the couplings, shared
/// by all samples, with the lanes of cosines and sines.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class OscillatorWeights<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OscillatorGraph _graph;
    private readonly AlignedBuffer<T> _matrices;

    /// <summary>Allocates; nothing is loaded yet.</summary>
    public OscillatorWeights(OscillatorGraph graph)
    {
        _graph = graph;
        _matrices = new AlignedBuffer<T>(Math.Max(1, graph.Entries));
        (FieldCosine, FieldSine, Pull) = (new T[graph.Free], new T[graph.Free], new T[graph.Free]);
    }

    /// <summary>h cos ψ, [free].</summary>
    public T[] FieldCosine { get; }

    /// <summary>h sin ψ, [free].</summary>
    public T[] FieldSine { get; }

    /// <summary>Σ |W_ij| over oscillators j that move, [free]: how strongly they can bend the energy of i.</summary>
    public T[] Pull { get; }

    /// <summary>Takes θ over.</summary>
    public void Load(ReadOnlySpan<double> theta)
    {
        Array.Clear(Pull);
        foreach (var coupling in _graph.Couplings)
        {
            var matrix = _matrices.Span.Slice(coupling.Place, coupling.Size);
            var values = theta.Slice(coupling.Offset, coupling.Count);
            if (coupling.IsWithin)
            {
                Unfold(values, coupling.A.Count, matrix);
            }
            else
            {
                TensorPrimitives.ConvertTruncating(values, matrix);
            }

            if (coupling.A.First >= _graph.Inputs)
            {
                AddPull(coupling, matrix);
            }
        }

        for (var i = 0; i < _graph.Free; i++)
        {
            var (sin, cos) = Math.SinCos(theta[_graph.Directions + i]);
            var strength = theta[_graph.Fields + i];
            (FieldCosine[i], FieldSine[i]) = (T.CreateTruncating(strength * cos), T.CreateTruncating(strength * sin));
        }
    }

    /// <summary>Adds the mean field of the inputs to a field.</summary>
    /// <param name="wave">Cosines and sines, [oscillators × row].</param>
    /// <param name="field">[free × row], <b>accumulated</b>.</param>
    /// <param name="row">Elements of a row.</param>
    /// <param name="vectors">Vectors of each row that take part, from the first.</param>
    public void AddHeld(T* wave, T* field, int row, int vectors)
    {
        foreach (var coupling in _graph.Couplings)
        {
            if (coupling.A.First < _graph.Inputs)
            {
                Add(coupling, transposed: true, wave, field, row, vectors);
            }
        }
    }

    /// <summary>Adds the mean field of the oscillators that move.</summary>
    /// <inheritdoc cref="AddHeld"/>
    public void AddMoving(T* wave, T* field, int row, int vectors)
    {
        foreach (var coupling in _graph.Couplings)
        {
            if (coupling.A.First >= _graph.Inputs)
            {
                Add(coupling, transposed: false, wave, field, row, vectors);
                if (!coupling.IsWithin)
                {
                    Add(coupling, transposed: true, wave, field, row, vectors);
                }
            }
        }
    }

    private static void Unfold(ReadOnlySpan<double> pairs, int count, Span<T> matrix)
    {
        var pair = 0;
        for (var i = 0; i < count; i++)
        {
            matrix[i * count + i] = T.Zero;
            for (var j = i + 1; j < count; j++)
            {
                matrix[i * count + j] = matrix[j * count + i] = T.CreateTruncating(pairs[pair++]);
            }
        }
    }

    private void AddPull(OscillatorCoupling coupling, ReadOnlySpan<T> matrix)
    {
        var rows = Pull.AsSpan(coupling.A.First - _graph.Inputs, coupling.A.Count);
        var columns = Pull.AsSpan(coupling.B.First - _graph.Inputs, coupling.B.Count);
        for (var i = 0; i < coupling.A.Count; i++)
        {
            var row = matrix.Slice(i * coupling.B.Count, coupling.B.Count);
            rows[i] += TensorPrimitives.SumOfMagnitudes(row);
            if (!coupling.IsWithin)
            {
                for (var j = 0; j < row.Length; j++)
                {
                    columns[j] += T.Abs(row[j]);
                }
            }
        }
    }

    private void Add(OscillatorCoupling coupling, bool transposed, T* wave, T* field, int row, int vectors)
    {
        var (to, from) = transposed ? (coupling.B, coupling.A) : (coupling.A, coupling.B);
        LaneProduct.Add(
            _matrices.Pointer + coupling.Place, transposed ? 1 : coupling.B.Count, transposed ? coupling.B.Count : 1,
            wave + (nint)from.First * row, field + (nint)(to.First - _graph.Inputs) * row, row, to.Count, from.Count, vectors);
        GC.KeepAlive(_matrices);
    }
}
