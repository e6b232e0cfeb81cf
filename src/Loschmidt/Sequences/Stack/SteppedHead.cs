using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Kernels;
using Loschmidt.Numerics.Linear;

namespace Loschmidt.Sequences.Stack;

/// <summary>Answers at many steps: a regression at every k-th, or a forecast of the input at every step.</summary>
/// <remarks>
/// y_t = Wₒ x_t + bₒ, through tanh on request; C = mean over targets and outputs of (y − target)². A forecast's target at step t is the input of step
/// t + horizon; steps without a target cost nothing.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class SteppedHead<T> : IStackHead<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StackShape _shape;
    private readonly HeadSettings _settings;
    private readonly HeadWeights<T> _weights;
    private readonly AlignedBuffer<T> _answers;
    private readonly SeriesRows<T> _targets;
    private readonly int[] _lengths;
    private readonly double[] _scales, _last;
    private ISeries _series = null!;
    private int _firstLane;
    private double _cost;

    /// <summary>Reserves room for a piece.</summary>
    public SteppedHead(StackShape shape, HeadSettings settings, HeadWeights<T> weights)
    {
        (_shape, _settings, _weights) = (shape, settings, weights);
        _answers = new AlignedBuffer<T>((long)shape.Rows * shape.AnswerWidth);
        _targets = new SeriesRows<T>(StackShape.PieceSteps, shape.Lanes, shape.Outputs);
        (_lengths, _scales) = (new int[shape.Lanes], new double[shape.Lanes]);
        _last = new double[shape.Lanes * shape.Outputs];
        WeightGradient = new double[shape.Hidden * shape.Outputs];
        BiasGradient = new double[shape.Outputs];
    }

    public double[] WeightGradient { get; }

    public double[] BiasGradient { get; }

    private bool Forecasts => _settings.Kind == HeadKind.Forecast;

    private int Every => Forecasts ? 1 : _settings.Every;

    public void Begin(Batch batch, int firstLane, ReadOnlySpan<int> lengths)
    {
        (_series, _firstLane, _cost) = (batch.Series!, firstLane, 0);
        lengths.CopyTo(_lengths);
        Array.Clear(WeightGradient);
        Array.Clear(BiasGradient);
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            var targets = Forecasts ? lengths[lane] - _settings.Horizon : lengths[lane] / Every;
            _scales[lane] = 1.0 / (Math.Max(1, targets) * (double)_shape.Outputs);
        }
    }

    public void Hear(in StackPiece piece, T* x)
    {
        AnswerRows(piece, x);
        var judged = Forecasts || _series.TargetChannels > 0;
        if (judged)
        {
            ReadTargets(piece);
        }

        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            for (var step = 0; step < piece.StepsOf[lane]; step++)
            {
                var row = (step * _shape.Lanes) + lane;
                var answer = _answers.Span.Slice(row * _shape.AnswerWidth, _shape.Outputs);
                var target = _targets.Span.Slice(row * _targets.Width, _shape.Outputs);
                for (var k = 0; k < answer.Length; k++)
                {
                    _last[(lane * _shape.Outputs) + k] = double.CreateTruncating(answer[k]);
                    if (judged && HasTarget(lane, piece.FirstStep + step))
                    {
                        var miss = double.CreateTruncating(answer[k] - target[k]);
                        _cost += _scales[lane] * miss * miss;
                    }
                }
            }
        }
    }

    public double Conclude(bool judged) => judged ? _cost : 0;

    public void Error(in StackPiece piece, T* x, T* dx)
    {
        AnswerRows(piece, x);
        ReadTargets(piece);
        var errors = _answers.Span;
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            var scale = T.CreateTruncating(2 * _scales[lane]);
            for (var step = 0; step < piece.Steps; step++)
            {
                var row = (step * _shape.Lanes) + lane;
                var answer = errors.Slice(row * _shape.AnswerWidth, _shape.AnswerWidth);
                if (step >= piece.StepsOf[lane] || !HasTarget(lane, piece.FirstStep + step))
                {
                    answer.Clear();
                    continue;
                }

                var target = _targets.Span.Slice(row * _targets.Width, _shape.Outputs);
                for (var k = 0; k < target.Length; k++)
                {
                    var slope = _settings.Tanh ? T.One - (answer[k] * answer[k]) : T.One;
                    answer[k] = scale * (answer[k] - target[k]) * slope;
                }

                answer[target.Length..].Clear();
            }
        }

        var rows = piece.Rows;
        RowGemm.AccumulateOuter(
            rows, x, _shape.Width, _shape.Hidden, _answers.Pointer, _shape.AnswerWidth, _shape.Outputs, WeightGradient);
        RowGemm.AccumulateColumns(rows, _answers.Pointer, _shape.AnswerWidth, _shape.Outputs, BiasGradient);
        RowGemm.Multiply(rows, _answers.Pointer, _shape.AnswerWidth, _weights.Transposed, dx, _shape.Width, null, accumulate: false);
    }

    public void Say(in StackPiece piece, T* x, long heard, Span<double> answers)
    {
        AnswerRows(piece, x);
        for (var step = 0; step < piece.Steps; step++)
        {
            for (var k = 0; k < _shape.Outputs; k++)
            {
                answers[(step * _shape.Outputs) + k] = double.CreateTruncating(_answers.Span[(step * _shape.AnswerWidth) + k]);
            }
        }
    }

    public ReadOnlySpan<double> Answer(int lane) => _last.AsSpan(lane * _shape.Outputs, _shape.Outputs);

    private bool HasTarget(int lane, int step) =>
        Forecasts ? step + _settings.Horizon < _lengths[lane] : (step + 1) % Every == 0;

    private void AnswerRows(in StackPiece piece, T* x)
    {
        RowGemm.Multiply(
            piece.Rows, x, _shape.Width, _weights.Packed, _answers.Pointer, _shape.AnswerWidth, _weights.PackedBias.Pointer,
            accumulate: false);
        if (_settings.Tanh && !Forecasts)
        {
            var end = _answers.Pointer + (piece.Rows * _shape.AnswerWidth);
            for (var answer = _answers.Pointer; answer < end; answer += Vector512<T>.Count)
            {
                Tanh.Of(Vector512.Load(answer)).Store(answer);
            }
        }
    }

    /// <summary>Puts the target of every step that has one into its row.</summary>
    private void ReadTargets(in StackPiece piece)
    {
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            if (Forecasts)
            {
                var start = piece.FirstStep + _settings.Horizon;
                var count = Math.Min(piece.StepsOf[lane], _lengths[lane] - start);
                if (count > 0)
                {
                    _targets.ReadInput(_series, _firstLane + lane, lane, start, count);
                }

                continue;
            }

            for (var step = 0; step < piece.StepsOf[lane]; step++)
            {
                if (HasTarget(lane, piece.FirstStep + step))
                {
                    _targets.ReadTarget(_series, _firstLane + lane, (step * _shape.Lanes) + lane, (piece.FirstStep + step + 1) / Every - 1);
                }
            }
        }
    }
}
