using Loschmidt.Numerics.Kernels;
using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.Sequences.Layers;

namespace Loschmidt.Sequences.Stack;

/// <summary>One answer a series, from the mean over time or from the last step.</summary>
/// <remarks>
/// Classification: C = −ln softmax(y)[label], by log-softmax, which neither underflows nor loses the gradient of a saturated error.
/// Regression: C = mean over outputs of (y − target)², y through tanh on request.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class PooledHead<T> : IStackHead<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StackShape _shape;
    private readonly HeadSettings _settings;
    private readonly HeadWeights<T> _weights;
    private readonly double[] _pool, _answers, _targets, _error;
    private readonly T[] _rowError;
    private readonly int[] _lengths, _labels;

    /// <summary>Reserves room.</summary>
    public PooledHead(StackShape shape, HeadSettings settings, HeadWeights<T> weights)
    {
        (_shape, _settings, _weights) = (shape, settings, weights);
        _pool = new double[shape.Lanes * shape.Width];
        _answers = new double[shape.Lanes * shape.Outputs];
        _targets = new double[shape.Lanes * shape.Outputs];
        _error = new double[shape.Outputs];
        _rowError = new T[shape.Lanes * shape.Width];
        (_lengths, _labels) = (new int[shape.Lanes], new int[shape.Lanes]);
        WeightGradient = new double[shape.Hidden * shape.Outputs];
        BiasGradient = new double[shape.Outputs];
    }

    public double[] WeightGradient { get; }

    public double[] BiasGradient { get; }

    private bool Averages => _settings.Pool == Pooling.Mean;

    public void Begin(Batch batch, int firstLane, ReadOnlySpan<int> lengths)
    {
        lengths.CopyTo(_lengths);
        Array.Clear(_pool);
        Array.Clear(_rowError);
        Array.Clear(WeightGradient);
        Array.Clear(BiasGradient);
        var series = batch.Series!;
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            if (lengths[lane] == 0)
            {
                continue;
            }

            _labels[lane] = batch.Labels[firstLane + lane];
            if (_settings.Kind == HeadKind.Regression && series.TargetsOf(firstLane + lane) > 0)
            {
                series.ReadTargets(firstLane + lane, 0, 1, _targets.AsSpan(lane * _shape.Outputs, _shape.Outputs));
            }
        }
    }

    public void Hear(in StackPiece piece, T* x)
    {
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            var first = Math.Max(0, Averages ? 0 : _lengths[lane] - 1 - piece.FirstStep);
            Widened.AccumulateRows(
                piece.StepsOf[lane] - first, x + (((first * _shape.Lanes) + lane) * _shape.Width), _shape.Lanes * _shape.Width,
                _pool.AsSpan(lane * _shape.Width, _shape.Width));
        }
    }

    public double Conclude(bool judged)
    {
        var (cost, outputs) = (0.0, _shape.Outputs);
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            if (_lengths[lane] == 0)
            {
                continue;
            }

            var pool = _pool.AsSpan(lane * _shape.Width, _shape.Hidden);
            var share = Averages ? 1.0 / _lengths[lane] : 1;
            TensorPrimitives.Multiply(pool, share, pool);
            var answer = _answers.AsSpan(lane * outputs, outputs);
            Answer(pool, 1, answer);

            if (judged)
            {
                cost += Judge(lane, answer);
                PullBack(lane, pool, share);
            }
        }

        return cost;
    }

    public void Error(in StackPiece piece, T* x, T* dx)
    {
        new Span<T>(dx, piece.Rows * _shape.Width).Clear();
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            var error = _rowError.AsSpan(lane * _shape.Width, _shape.Width);
            var first = Averages ? 0 : _lengths[lane] - 1 - piece.FirstStep;
            for (var step = Math.Max(0, first); step < piece.StepsOf[lane]; step++)
            {
                error.CopyTo(new Span<T>(dx + (((step * _shape.Lanes) + lane) * _shape.Width), _shape.Width));
            }
        }
    }

    public void Say(in StackPiece piece, T* x, long heard, Span<double> answers)
    {
        if (heard == 0)
        {
            Array.Clear(_pool);
        }

        for (var step = 0; step < piece.Steps; step++)
        {
            var row = new ReadOnlySpan<T>(x + (step * _shape.Width), _shape.Hidden);
            for (var k = 0; k < row.Length; k++)
            {
                var value = double.CreateTruncating(row[k]);
                _pool[k] = Averages ? _pool[k] + value : value;
            }

            Answer(_pool.AsSpan(0, _shape.Hidden), Averages ? 1.0 / (heard + step + 1) : 1, answers.Slice(step * _shape.Outputs, _shape.Outputs));
        }
    }

    public ReadOnlySpan<double> Answer(int lane) => _answers.AsSpan(lane * _shape.Outputs, _shape.Outputs);

    /// <summary>The cost of one answer; leaves ∂C/∂y, before any tanh, in the error.</summary>
    private double Judge(int lane, ReadOnlySpan<double> answer)
    {
        if (_settings.Kind == HeadKind.Classification)
        {
            return Softmax.CrossEntropy(answer, _labels[lane], _settings.Floor, _error);
        }

        var cost = 0.0;
        for (var k = 0; k < answer.Length; k++)
        {
            var miss = answer[k] - _targets[(lane * answer.Length) + k];
            cost += miss * miss / answer.Length;
            _error[k] = 2 * miss / answer.Length * (_settings.Tanh ? 1 - (answer[k] * answer[k]) : 1);
        }

        return cost;
    }

    private void PullBack(int lane, ReadOnlySpan<double> pool, double share)
    {
        var outputs = _shape.Outputs;
        TensorPrimitives.Add<double>(BiasGradient, _error, BiasGradient);
        var row = _rowError.AsSpan(lane * _shape.Width, _shape.Width);
        for (var k = 0; k < pool.Length; k++)
        {
            var sum = 0.0;
            for (var output = 0; output < outputs; output++)
            {
                WeightGradient[(k * outputs) + output] += _error[output] * pool[k];
                sum += _error[output] * _weights.Weight[(k * outputs) + output];
            }

            row[k] = T.CreateTruncating(share * sum);
        }
    }

    private void Answer(ReadOnlySpan<double> pool, double share, Span<double> answer)
    {
        _weights.Bias.CopyTo(answer);
        for (var k = 0; k < pool.Length; k++)
        {
            for (var output = 0; output < answer.Length; output++)
            {
                answer[output] += share * pool[k] * _weights.Weight[(k * answer.Length) + output];
            }
        }

        if (_settings.Kind == HeadKind.Regression && _settings.Tanh)
        {
            foreach (ref var value in answer)
            {
                value = Math.Tanh(value);
            }
        }
    }
}
