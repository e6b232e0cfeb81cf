using Loschmidt.Machines;

namespace Loschmidt.Imperfections;

/// <summary>A machine as it is built rather than as it was designed: the same verbs, with errors at every seam.</summary>
/// <remarks>
/// θ here is what was programmed; the machine inside has θ plus the errors of its parameters. A device shows no derivatives, so
/// estimators that look inside are refused; its <see cref="Model"/>, which knows of no error, has them.
/// </remarks>
public abstract class ImperfectMachine : IModelled, IDrawsNoise, IRefuses, IFabricated
{
    private readonly DriveErrors? _drive;
    private readonly double[] _outputs;
    private readonly double[] _slope;
    private Batch? _batch;

    private protected ImperfectMachine(IEvolves inner, IEvolves model, ImperfectionSettings settings, ulong seed)
    {
        (Inner, Model, Settings, Occasion) = (inner, model, settings, new Occasion(inner.Lanes));
        Learning = new LearningField(inner.Learning.Count, inner.Learning.InverseMass, inner.Learning.DecayInverseMass);
        Learning.CopyFrom(inner.Learning); // of the same matter too
        Errors = new ParameterErrors(
            settings.Parameters ?? new ParameterSettings(), settings.Map?.Jitter ?? 0, Learning.Count, seed, Occasion);
        _drive = settings.Drive is { } drive ? new DriveErrors(drive, inner, seed, Occasion) : null;
        Detection = settings.Detection is { } detection ? new DetectionErrors(detection, seed, Occasion) : null;
        var judged = Detection is not null && Judging(inner) is not null ? inner.Outputs * inner.Lanes : 0;
        (_outputs, _slope) = (new double[judged], new double[judged]);
    }

    /// <summary>What separates it from its equations.</summary>
    public ImperfectionSettings Settings { get; }

    /// <inheritdoc/>
    public IEvolves Model { get; }

    /// <inheritdoc/>
    public string Kind => Inner.Kind;

    /// <inheritdoc/>
    public ParameterLayout Parameters => Inner.Parameters;

    /// <inheritdoc/>
    /// <remarks>As programmed; the errors of the parameters come on top, inside.</remarks>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes => Inner.Lanes;

    /// <inheritdoc/>
    public int Features => Inner.Features;

    /// <inheritdoc/>
    public int Targets => Inner.Targets;

    /// <inheritdoc/>
    public int Outputs => Inner.Outputs;

    /// <summary>Training steps that the device has seen, by which its parameters have walked; <see cref="Name"/> counts them in training.</summary>
    public long Age
    {
        set => Errors.Age = value;
    }

    internal Occasion Occasion { get; }

    private protected IEvolves Inner { get; }

    private protected ParameterErrors Errors { get; }

    private protected DetectionErrors? Detection { get; }

    private protected int Active => _batch?.Active ?? Lanes;

    /// <summary>Puts errors on a machine.</summary>
    /// <param name="machine">The machine; belongs to the result from now on.</param>
    /// <param name="model">The same machine without errors, another object.</param>
    /// <param name="settings">The errors.</param>
    /// <param name="seed">Names every random number.</param>
    /// <exception cref="NotSupportedException">The machine has no such seam, or errors contradict each other; the message says which.</exception>
    public static ImperfectMachine Of(IEvolves machine, IEvolves model, ImperfectionSettings settings, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        if (ImperfectionRules.Problem(machine, settings) is { } problem)
        {
            throw new NotSupportedException(problem);
        }

        return machine switch
        {
            IExposed exposed when Judging(machine) is { } judge => new ImperfectJudgingEchoMachine(exposed, judge, model, settings, seed),
            IExposed exposed => new ImperfectEchoMachine(exposed, model, settings, seed),
            IScatters scatterer => new ImperfectScatterer(scatterer, model, settings, seed),
            _ when Judging(machine) is { } judge => new ImperfectJudgingMachine(judge, model, settings, seed),
            _ => new ImperfectForwardMachine(machine, model, settings, seed),
        };
    }

    /// <summary>θ that the device has on its way out where <see cref="Learning"/> is what was programmed: rounded, with spread and walk on top.</summary>
    /// <param name="theta">[parameters], overwritten.</param>
    public void RealTheta(Span<double> theta)
    {
        GradientLength.Require(this, theta);
        Errors.Make(Learning.Theta, theta);
        if (Inner is IScatters scatterer && !Errors.None)
        {
            PassivePorts.Fabricate(scatterer, Learning.Theta, theta);
        }
    }

    /// <inheritdoc/>
    public virtual void Prepare(Batch batch)
    {
        Occasion.Meet(batch);
        _batch = batch;
        var there = Inner.Learning;
        Learning.Pi.CopyTo(there.Pi);
        if (Errors.None)
        {
            Learning.Theta.CopyTo(there.Theta);
        }
        else
        {
            RealTheta(there.Theta);
            Errors.Compare(Learning.Theta, there.Theta);
        }

        Inner.Prepare(_drive?.Distort(batch) ?? batch);
    }

    /// <inheritdoc/>
    public virtual void Evolve()
    {
        Inner.Evolve();
        Occasion.NextPass();
        Hear();
    }

    /// <inheritdoc/>
    /// <remarks>Of outputs as they were read where the cost is a function of them alone; else of the field as it is, for the log.</remarks>
    public double Cost()
    {
        if (_outputs.Length == 0 || _batch is null)
        {
            return Inner.Cost();
        }

        Read(_outputs);
        return ((IJudges)Inner).Judge(_outputs, _batch, _slope);
    }

    /// <inheritdoc/>
    public void Read(Span<double> outputs)
    {
        Inner.Read(outputs);
        Detection?.Distort(outputs[..(Outputs * Lanes)], Lanes, Active);
    }

    /// <inheritdoc/>
    /// <remarks>An error that amplifies is told first: the machine inside knows of none and blames itself.</remarks>
    public string? DescribeFault() => Inner.DescribeFault() is { } fault && Amplification.Describe(Settings) is { } cause
        ? $"{cause}. As the machine without imperfections sees it: {fault}"
        : Inner.DescribeFault();

    /// <inheritdoc/>
    public void Name(long moment, int block)
    {
        Occasion.Name(moment, block * Lanes);
        if (moment >= 0)
        {
            Age = moment;
        }

        (Inner as IDrawsNoise)?.Name(moment, block);
    }

    /// <inheritdoc/>
    public string? Refusal<TCapability>()
        where TCapability : IMachine =>
        this is TCapability
            ? (Inner as IRefuses)?.Refusal<TCapability>()
            : Inner is TCapability
                ? $"this {Kind} machine has imperfections, so it is a device whose inside nobody knows; remove the key 'imperfections', or use "
                    + AllowedEstimators.Of(this)
                : null;

    private static IJudges? Judging(IEvolves machine) =>
        machine is IJudges judge && (machine as IRefuses)?.Refusal<IJudges>() is null ? judge : null;

    /// <summary>Learns from the machine inside where Θ is now.</summary>
    private protected void Hear()
    {
        Inner.Learning.Pi.CopyTo(Learning.Pi);
        if (Learning.Recoils)
        {
            Errors.See(Inner.Learning.Theta, Learning.Theta);
        }
    }
}
