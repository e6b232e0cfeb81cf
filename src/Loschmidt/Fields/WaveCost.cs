using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Kernels;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields;

/// <summary>
/// The cost of a wave machine: distance of the field, or of its intensity, from the packet expected for the label.
/// </summary>
/// <remarks>
/// In stored values (ΔV absorbed) the field cost is Σ φ_j|Ψ_j − Ψᵗ_j|² with flow Ψᵗ + (Ψ − Ψᵗ)e^(−iεφ), and the
/// intensity cost Σ (φ_j/ΔV)(I_j − Iᵗ_j)² with flow Ψ e^(−2iε(φ/ΔV)(I − Iᵗ)).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WaveCost<T> : ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WaveCostKind _kind;
    private readonly T[] _weight;
    private readonly T[][] _targetQ;
    private readonly T[][] _targetP;
    private readonly T[] _phase;
    private readonly T[] _scratch;
    private int _label;

    /// <summary>Computes weights and both targets.</summary>
    public WaveCost(WaveSettings settings)
    {
        var lattice = settings.Lattice;
        _kind = settings.Target.Kind;
        var scale = _kind == WaveCostKind.Field ? 1 : 1 / lattice.CellVolume;
        _weight = Array.ConvertAll(WaveShapes.OutputRegions(lattice, settings.Target), w => T.CreateChecked(w * scale));
        _targetQ = new T[2][];
        _targetP = new T[2][];
        var z = settings.Target.Position * lattice.Length;
        var carrier = settings.Target.Carrier ? settings.Packet.Carrier : 0;
        for (var label = 0; label < 2; label++)
        {
            var (q, p) = (new double[lattice.Sites], new double[lattice.Sites]);
            WaveShapes.AddPacket(lattice, settings.Packet, WaveShapes.OutputX(lattice, label), z, carrier, z, q, p);
            _targetQ[label] = Array.ConvertAll(q, T.CreateChecked);
            _targetP[label] = Array.ConvertAll(p, T.CreateChecked);
        }

        _phase = new T[lattice.Sites];
        _scratch = new T[lattice.Sites];
    }

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public void Prepare(Batch batch, int lanes)
    {
        var label = batch.Labels[0];
        if (label is not (0 or 1))
            throw new ArgumentException($"a wave machine answers 0 or 1; got the label {label}");

        _label = label;
    }

    /// <inheritdoc/>
    public double Value(PhaseView<T> x) => _kind == WaveCostKind.Field ? FieldValue(x) : IntensityValue(x);

    /// <inheritdoc/>
    public void Inject(PhaseView<T> x, double epsilon)
    {
        var (q, p) = (_targetQ[_label], _targetP[_label]);
        if (_kind == WaveCostKind.Field)
        {
            TensorPrimitives.Multiply(_weight, T.CreateChecked(epsilon), _phase);
            TensorPrimitives.Subtract(x.Q, q, x.Q);
            TensorPrimitives.Subtract(x.P, p, x.P);
            PhaseRotation.ByIntensity(x.Q, x.P, _phase, T.Zero, _scratch);
            TensorPrimitives.Add(x.Q, q, x.Q);
            TensorPrimitives.Add(x.P, p, x.P);
            return;
        }

        var twice = T.CreateChecked(2 * epsilon);
        for (var i = 0; i < _phase.Length; i++)
            _phase[i] = twice * _weight[i] * (Intensity(x.Q[i], x.P[i]) - Intensity(q[i], p[i]));

        PhaseRotation.ByIntensity(x.Q, x.P, _phase, T.Zero, _scratch);
    }

    /// <inheritdoc/>
    public void Gradient(PhaseView<T> x, PhaseView<T> gradient)
    {
        var (q, p) = (_targetQ[_label], _targetP[_label]);
        if (_kind == WaveCostKind.Field)
        {
            TensorPrimitives.Subtract(x.Q, q, gradient.Q);
            TensorPrimitives.Multiply(gradient.Q, _weight, gradient.Q);
            TensorPrimitives.Subtract(x.P, p, gradient.P);
            TensorPrimitives.Multiply(gradient.P, _weight, gradient.P);
            return;
        }

        for (var i = 0; i < _weight.Length; i++)
        {
            var slope = T.CreateChecked(2) * _weight[i] * (Intensity(x.Q[i], x.P[i]) - Intensity(q[i], p[i]));
            gradient.Q[i] = slope * x.Q[i];
            gradient.P[i] = slope * x.P[i];
        }
    }

    private static T Intensity(T q, T p) => (q * q + p * p) * T.CreateChecked(0.5);

    private double FieldValue(PhaseView<T> x)
    {
        var (q, p) = (_targetQ[_label], _targetP[_label]);
        var sum = 0.0;
        for (var i = 0; i < _weight.Length; i++)
        {
            var (dq, dp) = (double.CreateTruncating(x.Q[i] - q[i]), double.CreateTruncating(x.P[i] - p[i]));
            sum += double.CreateTruncating(_weight[i]) * (dq * dq + dp * dp);
        }

        return 0.5 * sum;
    }

    private double IntensityValue(PhaseView<T> x)
    {
        var (q, p) = (_targetQ[_label], _targetP[_label]);
        var sum = 0.0;
        for (var i = 0; i < _weight.Length; i++)
        {
            var difference = double.CreateTruncating(Intensity(x.Q[i], x.P[i]) - Intensity(q[i], p[i]));
            sum += double.CreateTruncating(_weight[i]) * difference * difference;
        }

        return sum;
    }
}
