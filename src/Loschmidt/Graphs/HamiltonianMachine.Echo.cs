using System.Numerics.Tensors;
using Loschmidt.Costs;
using Loschmidt.Evolution;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Graphs;

// The laboratory side: reverse, nudge, return; and the echo in the limit ε → 0.
public sealed partial class HamiltonianMachine<T>
{
    private readonly PhasePoint<T> _keptX;
    private readonly PhasePoint<T> _displacement;
    private readonly LearningField _keptLearning;
    private readonly FixedPointPoint<T>? _keptIntegers;
    private readonly double[] _dTheta;
    private readonly double[] _dPi;
    private double _nudge;
    private double _keptRunningCost;
    private bool _kept;

    /// <inheritdoc/>
    public string? Refusal<TCapability>()
        where TCapability : IMachine
    {
        if (MovingMatter.Refusal<TCapability>(Learning) is { } moving)
        {
            return moving;
        }

        if (typeof(TCapability) == typeof(IHearsInputs) && !_parts.HearsInputs)
        {
            return "the machine was not told to listen to its inputs: set HearsInputs in its parts";
        }

        if (typeof(TCapability).IsAssignableTo(typeof(IReverses)) && !_step.IsPalindromic)
        {
            return $"the splitting '{_parts.Schedule.Splitting.Name}' is not palindromic: a reversed state "
                + "would meet the flows in another order than it left them and miss its start by O(dt), far more "
                + "than any nudge; use a palindromic one "
                + "such as strang or mclachlan4";
        }

        if ((typeof(TCapability) == typeof(IJudges) || typeof(TCapability) == typeof(IPullsOutputsBack)) && !JudgedByOutputs)
        {
            return MoreThanOutputs;
        }

        if (typeof(TCapability) == typeof(IExposed) && _integers is not null)
        {
            return "in fixed point every flow must be undone to the last bit, and no imperfection is: use precision: double";
        }

        if (typeof(TCapability) == typeof(ILingers) && _parts.Drive is not null)
        {
            return "the machine is driven, and its drive ends with the pass: what it would do afterwards is not said";
        }

        if (typeof(TCapability) == typeof(IStepsComplex) && _step.NotAnalytic is { } term)
        {
            return $"'{term.Name}' has no flow in complex numbers, so no parameter can take an imaginary "
                + "step; use central differences";
        }

        return null;
    }

    /// <inheritdoc/>
    public void Reverse()
    {
        if (_integers is null)
        {
            _x.View.Reverse();
        }
        else
        {
            _integers.Reverse();
        }

        Learning.Reverse();
        TensorPrimitives.Negate<double>(_driveMomentum, _driveMomentum);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A running cost is nudged by ε times its weight wherever it was counted, during the <see cref="Return"/> that
    /// follows.
    /// </remarks>
    public void Nudge(double epsilon)
    {
        _nudge += epsilon;
        if (_parts.Cost is not null)
        {
            Nudge(_parts.Cost, epsilon);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The splitting is not palindromic; the message gives the
    /// cure.</exception>
    public void Return()
    {
        ThrowIfRefused<IReverses>();
        for (var n = Steps - 1; n >= 0; n--)
        {
            NudgeAlongTheWay(n + 1);
            Pass(n + 1, homeward: true);
            Step(n, homeward: true);
            Watcher?.Invoke(Steps - n);
        }

        NudgeAlongTheWay(0);
        _nudge = 0;
    }

    /// <inheritdoc/>
    public IInfluence? Passage { get; set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The arithmetic is fixed point; the message gives the cure.</exception>
    public void Expose(IInfluence influence)
    {
        ArgumentNullException.ThrowIfNull(influence);
        ThrowIfRefused<IExposed>();
        influence.Act(_x.View, default);
        influence.Act(Learning, default);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The machine is driven; the message says so.</exception>
    public void Linger(double time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(time);
        ThrowIfRefused<ILingers>();
        var steps = (int)Math.Ceiling(time / _dt);
        for (var n = 0; n < steps; n++)
        {
            _step.Step(_x.View, Learning.Theta, Learning.Pi, default, time / steps);
        }
    }

    /// <inheritdoc/>
    public void Keep()
    {
        _keptX.CopyFrom(_x);
        _keptLearning.CopyFrom(Learning);
        if (_integers is not null)
        {
            _keptIntegers!.CopyFrom(_integers);
        }

        _driveMomentum.CopyTo(_keptDriveMomentum, 0);
        _keptRunningCost = _runningCost;
        _kept = true;
    }

    /// <inheritdoc/>
    public void Recall()
    {
        if (!_kept)
        {
            throw new InvalidOperationException("nothing was kept: call Keep at the turning point first");
        }

        _x.CopyFrom(_keptX);
        Learning.CopyFrom(_keptLearning);
        _integers?.CopyFrom(_keptIntegers!);
        _keptDriveMomentum.CopyTo(_driveMomentum, 0);
        _runningCost = _keptRunningCost;
        _nudge = 0;
    }

    /// <inheritdoc/>
    public HomeDistance DistanceFromKept() => _kept
        ? HomeDistance.Between(_x.View, _keptX.View, Learning, _keptLearning)
        : throw new InvalidOperationException("nothing was kept: call Keep first");

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The splitting is not palindromic; the message gives the
    /// cure.</exception>
    public void TangentEcho(Span<double> gradient)
    {
        ThrowIfRefused<IDifferentiates>();
        RunTangentHome(gradient, []);
    }

    private void RunTangentHome(Span<double> gradient, Span<double> inputMomentum)
    {
        var dx = _displacement.View;
        dx.Q.Clear();
        dx.P.Clear();
        Array.Clear(_dTheta);
        Array.Clear(_dPi);
        AddInfinitesimalNudge(_parts.Cost, 1);
        var displacement = new JointState<T>(dx, Learning.Recoils ? _dTheta : [], _dPi);
        for (var n = Steps - 1; n >= 0; n--)
        {
            AddInfinitesimalNudge(RunningAt(n + 1, out var weight), weight);
            var drive = DriveAt(n, homeward: true, inputMomentum);
            if (_integers is null)
            {
                _step.Tangent(new(_x.View, Learning.Theta, Learning.Pi), displacement, drive, _dt);
            }
            else
            {
                _step.Tangent(_integers, new(_scratch.View, Learning.Theta, Learning.Pi), displacement, drive, _dt);
            }

            Watcher?.Invoke(Steps - n);
        }

        AddInfinitesimalNudge(RunningAt(0, out var first), first);
        TensorPrimitives.Negate<double>(_dPi, gradient);
    }

    private void Pass(int step, bool homeward)
    {
        if (Passage is not { } passage)
        {
            return;
        }

        ThrowIfRefused<IExposed>();
        var moment = new Moment(step, _dt, homeward);
        passage.Act(_x.View, moment);
        passage.Act(Learning, moment);
    }

    private void NudgeAlongTheWay(int step)
    {
        if (_nudge != 0 && RunningAt(step, out var weight) is { } cost)
        {
            Nudge(cost, _nudge * weight);
        }
    }

    // The flow of C∘R is R, the flow of C backwards, R. In integers the cost acts on a copy and its displacement is
    // rounded.
    private void Nudge(ICost<T> cost, double epsilon)
    {
        var x = _x.View;
        if (_integers is not null)
        {
            _scratch.CopyFrom(_x);
            x = _scratch.View;
        }

        x.Reverse();
        cost.Inject(x, -epsilon);
        x.Reverse();
        _integers?.MoveTo(x);
    }

    // d/dε of the nudge at ε = 0: dq −= ∂C/∂p, dp −= ∂C/∂q, both taken at the reversed state.
    private void AddInfinitesimalNudge(ICost<T>? cost, double weight)
    {
        if (cost is null)
        {
            return;
        }

        var gradient = _scratch.View;
        _x.View.Reverse();
        cost.Gradient(_x.View, gradient);
        _x.View.Reverse();
        var dx = _displacement.View;
        var minus = T.CreateTruncating(-weight);
        TensorPrimitives.MultiplyAdd(gradient.P, minus, dx.Q, dx.Q);
        TensorPrimitives.MultiplyAdd(gradient.Q, minus, dx.P, dx.P);
    }

    private void ThrowIfRefused<TCapability>()
        where TCapability : IMachine
    {
        if (Refusal<TCapability>() is { } reason)
        {
            throw new InvalidOperationException(reason);
        }
    }
}
