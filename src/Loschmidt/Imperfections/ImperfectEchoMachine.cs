using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Imperfections;

/// <summary>An imperfect machine that is sent home: something happens on both ways, and its reversal and its error signal have errors.</summary>
internal class ImperfectEchoMachine : ImperfectMachine, ITrimsMirror, IWatchable, IConserves, ICountsQuanta, IKeepsAncillas
{
    private readonly IExposed _inner;
    private readonly PassageErrors? _passage;
    private readonly InjectionErrors? _injection;
    private readonly LevelControl? _level;
    private readonly QuantumNoise? _quantum;
    private readonly ReversalErrors _reversal;

    public ImperfectEchoMachine(IExposed inner, IEvolves model, ImperfectionSettings settings, ulong seed)
        : base(inner, model, settings, seed)
    {
        _inner = inner;
        var passage = new PassageErrors(settings, seed, Occasion);
        _passage = passage.None ? null : passage;
        inner.Passage = _passage;
        _injection = settings.Injection is { } injection ? new InjectionErrors(injection, seed) : null;
        _level = settings.Compensation is { Reamplify: true } ? new LevelControl(inner) : null;
        _quantum = settings.Quantum is { } quantum ? new QuantumNoise(quantum, Lanes, seed, Occasion) : null;
        var modes = new ModeCount();
        inner.Expose(modes);
        _reversal = new ReversalErrors(settings.Reversal ?? new ReversalSettings(), inner, modes.Modes, seed, Occasion);
    }

    /// <inheritdoc/>
    public Span<double> MirrorTrim => _reversal.Trim;

    /// <inheritdoc/>
    public IReadOnlyList<FieldShape> Fields => (_inner as IWatchable)?.Fields ?? [];

    /// <inheritdoc/>
    public int Steps => (_inner as IWatchable)?.Steps ?? 0;

    /// <inheritdoc/>
    public Action<int>? Watcher
    {
        get => (_inner as IWatchable)?.Watcher;
        set
        {
            if (_inner is IWatchable watchable)
            {
                watchable.Watcher = value;
            }
        }
    }

    /// <inheritdoc/>
    public void CopyField(int field, int lane, Span<double> values) => ((IWatchable)_inner).CopyField(field, lane, values);

    /// <inheritdoc/>
    public double Energy() => (_inner as IConserves)?.Energy() ?? double.NaN;

    /// <inheritdoc/>
    public double Norm() => (_inner as IConserves)?.Norm() ?? double.NaN;

    /// <inheritdoc/>
    public double Photons() => (_inner as ICountsQuanta)?.Photons() ?? double.NaN;

    /// <inheritdoc/>
    public double ManleyRowe() => (_inner as ICountsQuanta)?.ManleyRowe() ?? double.NaN;

    /// <inheritdoc/>
    public IReadOnlyList<AncillaGroup> AncillaGroups => (_inner as IKeepsAncillas)?.AncillaGroups ?? [];

    /// <inheritdoc/>
    public void CountAncillas(Span<double> quanta) => (_inner as IKeepsAncillas)?.CountAncillas(quanta);

    /// <inheritdoc/>
    public override void Prepare(Batch batch)
    {
        base.Prepare(batch);
        _quantum?.Enter(_inner);
        _level?.Begin();
    }

    /// <inheritdoc/>
    public override void Evolve()
    {
        base.Evolve();
        _quantum?.Order(_inner);
        _level?.End();
    }

    /// <inheritdoc/>
    public void Reverse()
    {
        _inner.Reverse();
        Hear();
    }

    /// <inheritdoc/>
    public void Nudge(double epsilon)
    {
        if (_injection is null)
        {
            _inner.Nudge(epsilon);
        }
        else
        {
            _injection.Nudge(_inner, epsilon);
        }
    }

    /// <inheritdoc/>
    public void Return()
    {
        LingerBeforeTheMirror();
        _level?.Amplify();
        _inner.Expose(_reversal);
        _quantum?.Reflect(_inner);
        Errors.TurnHome(_inner.Learning.Theta);
        _inner.Return();
        _quantum?.Order(_inner);
        _passage?.ComeHome(_inner.Learning);
        Occasion.NextPass();
        Hear();
    }

    // What stands here is reversed already: R F_τ R.
    private void LingerBeforeTheMirror()
    {
        if (Settings.Reversal is { Delay: > 0 and var late })
        {
            _inner.Reverse();
            ((ILingers)_inner).Linger(late);
            _inner.Reverse();
        }
    }

    /// <inheritdoc/>
    public void Keep()
    {
        _inner.Keep();
        Errors.Keep();
    }

    /// <inheritdoc/>
    public void Recall()
    {
        _inner.Recall();
        Errors.Recall();
        Hear();
    }

    /// <inheritdoc/>
    public HomeDistance DistanceFromKept() => _inner.DistanceFromKept();

    private sealed class ModeCount : IInfluence
    {
        public int Modes { get; private set; }

        public void Act<T>(PhaseView<T> field, in Moment moment)
            where T : unmanaged, IFloatingPointIeee754<T> => Modes = field.Coordinates;
    }
}
