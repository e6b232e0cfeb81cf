using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Numerics;

namespace Loschmidt.Relaxation;

/// <summary>Conductances and the matrices that solve for voltages; the same for all samples.</summary>
/// <remarks>
/// Free voltages minimise ½Σ g (ΔV)², so they solve Kirchhoff's law L v = G V with L the Laplacian among free nodes and
/// G the conductances to held ones. Inverses are made in double.
/// </remarks>
/// <typeparam name="T">Precision of voltages.</typeparam>
internal sealed unsafe class ResistorCircuit<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _held, _free, _outputs;
    private readonly double[] _theta, _laplacian, _matrix, _inverse;
    private readonly AlignedBuffer<T> _toHeld, _toOutputs, _solve;

    /// <summary>Allocates room.</summary>
    /// <param name="held">Held nodes.</param>
    /// <param name="free">Free nodes.</param>
    /// <param name="outputs">The last free nodes, which are read.</param>
    /// <param name="floor">Least conductance.</param>
    public ResistorCircuit(int held, int free, int outputs, double floor)
    {
        (_held, _free, _outputs, Floor) = (held, free, outputs, floor);
        Pairs = free * (free - 1) / 2;
        Conductance = new double[held * free + Pairs];
        _theta = new double[Conductance.Length];
        (_laplacian, _matrix, _inverse) = (new double[free * free], new double[free * free], new double[free * free]);
        (_toHeld, _solve) = (new AlignedBuffer<T>((long)held * free), new AlignedBuffer<T>((long)free * free));
        _toOutputs = new AlignedBuffer<T>(Math.Max(1L, (long)Hidden * outputs));
    }

    /// <summary>Least conductance.</summary>
    public double Floor { get; }

    /// <summary>Resistors between free nodes.</summary>
    public int Pairs { get; }

    /// <summary>g, [held × free], then the pairs i &lt; j of free nodes.</summary>
    public double[] Conductance { get; }

    private int Hidden => _free - _outputs;

    /// <summary>g = floor + e^θ.</summary>
    public void Load(ReadOnlySpan<double> theta)
    {
        theta.CopyTo(_theta);
        for (var edge = 0; edge < theta.Length; edge++)
        {
            Conductance[edge] = Floor + Math.Exp(theta[edge]);
        }

        TensorPrimitives.ConvertTruncating<double, T>(Conductance.AsSpan(0, _held * _free), _toHeld.Span);
        Array.Clear(_laplacian);
        for (var held = 0; held < _held; held++)
        {
            for (var node = 0; node < _free; node++)
            {
                _laplacian[node * _free + node] += Conductance[held * _free + node];
            }
        }

        var pair = _held * _free;
        for (var i = 0; i < _free; i++)
        {
            for (var j = i + 1; j < _free; j++)
            {
                var g = Conductance[pair++];
                _laplacian[i * _free + i] += g;
                _laplacian[j * _free + j] += g;
                _laplacian[i * _free + j] = _laplacian[j * _free + i] = -g;
            }
        }
    }

    /// <summary>Gets ready to solve for all free nodes, outputs being joined to their targets by a conductance
    /// β.</summary>
    /// <returns>False where a negative β outweighs the network, so that no voltages are at rest.</returns>
    public bool TryNudge(double nudge)
    {
        _laplacian.CopyTo(_matrix, 0);
        for (var node = Hidden; node < _free; node++)
        {
            _matrix[node * _free + node] += nudge;
        }

        if (!PositiveInverse.TryOf(_matrix, _free, _inverse))
        {
            return false;
        }

        TensorPrimitives.ConvertTruncating<double, T>(_inverse, _solve.Span);
        return true;
    }

    /// <summary>Gets ready to solve for hidden nodes, outputs being held.</summary>
    public void Clamp()
    {
        for (var i = 0; i < Hidden; i++)
        {
            _laplacian.AsSpan(i * _free, Hidden).CopyTo(_matrix.AsSpan(i * Hidden));
            for (var output = 0; output < _outputs; output++)
            {
                _toOutputs.Span[i * _outputs + output] = T.CreateTruncating(-_laplacian[i * _free + Hidden + output]);
            }
        }

        PositiveInverse.TryOf(_matrix, Hidden, _inverse);
        TensorPrimitives.ConvertTruncating<double, T>(_inverse.AsSpan(0, Hidden * Hidden), _solve.Span);
    }

    /// <summary>current += G V, what the held nodes send into each free one; [free × lanes] from [held ×
    /// lanes].</summary>
    public void AddHeld(T* held, T* current, int lanes) =>
        LaneProduct.Add(_toHeld.Pointer, 1, _free, held, current, lanes, _free, _held, 1);

    /// <summary>current += what held outputs send into hidden nodes.</summary>
    public void AddOutputs(T* outputs, T* current, int lanes) =>
        LaneProduct.Add(_toOutputs.Pointer, _outputs, 1, outputs, current, lanes, Hidden, _outputs, 1);

    /// <summary>voltage += inverse · current, of the first nodes.</summary>
    public void AddSolution(T* current, T* voltage, int nodes, int lanes) =>
        LaneProduct.Add(_solve.Pointer, nodes, 1, current, voltage, lanes, nodes, nodes, 1);

    /// <summary>dg/dθ of a resistor.</summary>
    public double Sensitivity(int edge) => Conductance[edge] - Floor;
}
