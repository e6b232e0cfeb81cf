using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using Loschmidt.Machines;
using Loschmidt.Sequences.Layers;
using Loschmidt.Sequences.Stack;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Sequences;

/// <summary>A stack of Hamiltonian recurrent units that reads series of any length and is trained by their echoes.</summary>
/// <remarks>
/// Without a batch norm all layers retrace their way together, 64 steps at a time, and the memory of a whole training step does not depend on the length of
/// the series. With one, the input of every block is kept: what couples different times has to be known before the way home can go on.
/// Lanes are cut into groups by their number alone, and sums run over groups in order, so bits do not depend on threads. Workers left over when every
/// group has one share the blocks of a group, where no batch norm couples times: a single long series keeps as many cores busy as there are blocks.
/// <para>G. Pourcel and M. Ernoult, arXiv:2506.05259.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class HssmMachine<T> : ISequenceMachine
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StackLayout _layout;
    private readonly StackWeights<T> _weights;
    private readonly IUnitParameters _unit;
    private readonly LaneGroup<T>[] _groups;
    private readonly ParallelOptions _threads;
    private readonly StagePlan _plan;
    private readonly ulong _seed;
    private SequenceEcho? _echo;
    private IUnitJourney<T>[][] _journeys = [];
    private Batch? _batch;

    /// <summary>Builds a stack at its initial parameters.</summary>
    /// <param name="settings">The stack.</param>
    /// <param name="lanes">Samples of a batch.</param>
    /// <param name="seed">Draws the initial parameters and what training drops.</param>
    /// <param name="threads">Workers; 0 means every core. Results do not depend on it.</param>
    /// <exception cref="ArgumentException">The settings contradict each other.</exception>
    public HssmMachine(HssmSettings settings, int lanes, ulong seed, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        StackRules.Check(settings, typeof(T) == typeof(double));
        (Settings, Lanes, _seed) = (settings, lanes, seed);
        Outputs = settings.Head.Kind == HeadKind.Forecast ? settings.Channels : settings.Head.Outputs;
        _unit = UnitJourneys.Parameters(settings.Unit);
        _layout = new StackLayout(settings, Outputs);
        Learning = new LearningField(_layout.Parameters.Count, 0, 0);
        _layout.Draw(seed, Learning.Theta);
        _weights = new StackWeights<T>(settings, _layout, _unit, ShapeOf(1));
        var groups = LaneGroups.Of(lanes);
        _threads = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        _plan = StagePlan.For(settings, _threads.MaxDegreeOfParallelism, groups.Count);
        _groups = [.. groups.Select(group => new LaneGroup<T>(ShapeOf(group.Lanes), group.First, settings, _unit, _weights, _plan))];
    }

    /// <summary>The stack.</summary>
    public HssmSettings Settings { get; }

    /// <inheritdoc/>
    public string Kind => "hssm";

    /// <inheritdoc/>
    public ParameterLayout Parameters => _layout.Parameters;

    /// <inheritdoc/>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes { get; }

    /// <summary>0: samples are series of any length, see <see cref="Batch.Series"/>.</summary>
    public int Features => 0;

    /// <summary>0: targets are part of the series.</summary>
    public int Targets => 0;

    /// <inheritdoc/>
    public int Outputs { get; }

    /// <inheritdoc/>
    public long Moment { get; set; }

    private bool CouplesTimes => Settings.Norm is NormKind.Batch or NormKind.BatchEma;

    /// <inheritdoc/>
    public double Gradient(SequenceEcho echo, Batch batch, Span<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, Parameters.Count, nameof(gradient));
        Ready(echo);
        Load(batch);
        if (CouplesTimes)
        {
            ForwardBlockByBlock(batch);
            ReturnBlockByBlock();
        }
        else
        {
            var mask = Dropped();
            ForGroups((group, journeys) =>
            {
                group.Begin(batch, journeys, mask);
                group.Forward(judged: true);
                group.Return();
            });
        }

        gradient.Clear();
        Gather(gradient);
        Listen(gradient, echo.Method);
        return Cost();
    }

    /// <inheritdoc/>
    public double TrainingCost(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Ready(_echo ?? new SequenceEcho(SequenceMethod.Paired));
        Load(batch);
        if (CouplesTimes)
        {
            ForwardBlockByBlock(batch);
        }
        else
        {
            var mask = Dropped();
            ForGroups((group, journeys) =>
            {
                group.Begin(batch, journeys, mask);
                group.Forward(judged: true);
            });
        }

        return Cost();
    }

    /// <inheritdoc/>
    public double EchoError { get; private set; }

    /// <inheritdoc/>
    public string? EchoWarning { get; private set; }

    /// <inheritdoc/>
    public long BytesFor(SequenceEcho echo, int steps) => LaneGroups.Of(Lanes).Sum(group => StackMemory.OfGroup<T>(
        Settings, ShapeOf(group.Lanes), _unit.Coefficients, echo.Method, steps, _plan)) + StackMemory.OfWeights<T>(Settings, ShapeOf(1));

    /// <inheritdoc/>
    public void Settle(Span<double> theta) => _weights.Settle(theta);

    private TrainingMask? Dropped() =>
        Settings.Dropout > 0 ? new TrainingMask(new Dropout(_seed, Settings.Dropout), (uint)Moment) : null;

    private void Gather(Span<double> gradient)
    {
        var theta = Learning.Theta;
        foreach (var group in _groups)
        {
            Add(group.Encoder.WeightGradient, gradient[_layout.EncoderWeight]);
            Add(group.Encoder.BiasGradient, gradient[_layout.EncoderBias]);
            Add(group.Head.WeightGradient, gradient[_layout.HeadWeight]);
            Add(group.Head.BiasGradient, gradient[_layout.HeadBias]);
        }

        for (var index = 0; index < Settings.Blocks; index++)
        {
            var total = _groups[0].Blocks[index].Gradient;
            foreach (var group in _groups.AsSpan(1))
            {
                total.Add(group.Blocks[index].Gradient);
            }

            total.AddTo(theta, gradient, _layout.Blocks[index]);
        }
    }

    private void Ready(SequenceEcho echo)
    {
        if (_echo != echo)
        {
            _journeys = [.. LaneGroups.Of(Lanes).Select(group => Enumerable.Range(0, Settings.Blocks)
                .Select(_ => UnitJourneys.Create<T>(Settings.Unit, UnitShape.Of<T>(_unit.Oscillators, group.Lanes), echo)).ToArray())];
            _echo = echo;
        }
    }

    private void Load(Batch batch)
    {
        var series = batch.Series
            ?? throw new ArgumentException("an hssm machine reads series; this batch holds plain numbers", nameof(batch));
        if (series.Channels != Settings.Channels)
        {
            throw new ArgumentException(
                $"the series have {series.Channels} channels, this machine reads {Settings.Channels}", nameof(batch));
        }

        _weights.Load(Learning.Theta);
    }

    private bool IsJudged(Batch batch) => Settings.Head.Kind switch
    {
        HeadKind.Classification => true,
        HeadKind.Regression => batch.Series!.TargetChannels > 0,
        _ => true,
    };

    private void ForGroups(Action<LaneGroup<T>, IUnitJourney<T>[]> work)
    {
        if (_groups.Length == 1 || _threads.MaxDegreeOfParallelism == 1)
        {
            for (var index = 0; index < _groups.Length; index++)
            {
                work(_groups[index], _journeys[index]);
            }

            return;
        }

        try
        {
            Parallel.For(0, _groups.Length, _threads, index => work(_groups[index], _journeys[index]));
        }
        catch (AggregateException faults)
        {
            // The caller is to see what happened, as it would on one thread.
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }

    private StackShape ShapeOf(int lanes) => new(
        Settings.Channels, Settings.Hidden, StackShape.Padded<T>(Settings.Hidden), _unit.Oscillators,
        UnitShape.Of<T>(_unit.Oscillators, lanes).Width, Outputs, StackShape.Padded<T>(Outputs), lanes);

    private static void Add(ReadOnlySpan<double> values, Span<double> sum) => TensorPrimitives.Add(sum, values, sum);
}
