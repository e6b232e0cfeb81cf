using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Imperfections;

/// <summary>A machine as it is built rather than as it was designed: the same verbs, with errors at five seams.</summary>
/// <remarks>
/// θ here is what was programmed; the machine inside has θ plus the errors of its parameters. A device shows no derivatives, so
/// estimators that look inside are refused; its <see cref="Model"/>, which knows of no error, has them.
/// </remarks>
public abstract class ImperfectMachine : IModelled, IDrawsNoise, IRefuses
{
    private readonly double[] _offset;

    private protected ImperfectMachine(IEvolves inner, IEvolves model, ImperfectionSettings settings, ulong seed)
    {
        (Inner, Model, Settings) = (inner, model, settings);
        Learning = new LearningField(inner.Learning.Count, inner.Learning.InverseMass, inner.Learning.DecayInverseMass);
        Learning.CopyFrom(inner.Learning);
        _offset = new double[inner.Learning.Count];
        if (settings.Parameters is { Spread: > 0 and var spread })
        {
            var stream = new RandomStream(seed, "imperfections/parameters/spread");
            for (var i = 0; i < _offset.Length; i++)
            {
                _offset[i] = spread * stream.Normal(0, (uint)i);
            }
        }
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

    internal Occasion Occasion { get; } = new();

    private protected IEvolves Inner { get; }

    /// <summary>Puts errors on a machine.</summary>
    /// <param name="machine">The machine; belongs to the result from now on.</param>
    /// <param name="model">The same machine without errors, another object.</param>
    /// <param name="settings">The errors.</param>
    /// <param name="seed">Names every random number.</param>
    /// <exception cref="NotSupportedException">The machine has no such seam; the message says which.</exception>
    public static ImperfectMachine Of(IEvolves machine, IEvolves model, ImperfectionSettings settings, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        if (machine is ISequenceMachine)
        {
            throw new NotSupportedException($"a {machine.Kind} machine reads series, and no imperfections are modelled there");
        }

        var refusal = (machine as IRefuses)?.Refusal<IExposed>();
        if (machine is IExposed exposed && refusal is null)
        {
            return Judging(machine) is { } judging
                ? new ImperfectJudgingEchoMachine(exposed, judging, model, settings, seed)
                : new ImperfectEchoMachine(exposed, model, settings, seed);
        }

        if (settings.Reversal is not null)
        {
            throw new NotSupportedException(
                refusal ?? $"a {machine.Kind} machine is not sent home, so its reversal cannot fail; remove the key 'reversal'");
        }

        return machine is IScatters scatterer
            ? new ImperfectScatterer(scatterer, model, settings, seed)
            : Judging(machine) is { } judge
                ? new ImperfectJudgingMachine(judge, model, settings, seed)
                : new ImperfectForwardMachine(machine, model, settings, seed);
    }

    /// <inheritdoc/>
    public virtual void Prepare(Batch batch)
    {
        var (here, there) = (Learning, Inner.Learning);
        for (var i = 0; i < _offset.Length; i++)
        {
            there.Theta[i] = here.Theta[i] + _offset[i];
            there.Pi[i] = here.Pi[i];
        }

        Inner.Prepare(batch);
    }

    /// <inheritdoc/>
    public virtual void Evolve()
    {
        Inner.Evolve();
        Occasion.NextPass();
        Hear();
    }

    /// <inheritdoc/>
    public double Cost() => Inner.Cost();

    /// <inheritdoc/>
    public virtual void Read(Span<double> outputs) => Inner.Read(outputs);

    /// <inheritdoc/>
    public string? DescribeFault() => Inner.DescribeFault();

    /// <inheritdoc/>
    public void Name(long moment, int block)
    {
        Occasion.Name(moment, block * Lanes);
        (Inner as IDrawsNoise)?.Name(moment, block);
    }

    /// <inheritdoc/>
    public string? Refusal<TCapability>()
        where TCapability : IMachine =>
        this is TCapability
            ? (Inner as IRefuses)?.Refusal<TCapability>()
            : Inner is TCapability
                ? $"this {Kind} machine has imperfections, so it is a device whose inside nobody knows; remove the key 'imperfections', or "
                    + (this is IReverses ? "use echo, one-sided, central-differences or physics-aware"
                        : this is IScatters ? "use reciprocity, parameter-shift, central-differences or physics-aware" : "use central-differences or physics-aware")
                : null;

    private static IJudges? Judging(IEvolves machine) =>
        machine is IJudges judge && (machine as IRefuses)?.Refusal<IJudges>() is null ? judge : null;

    /// <summary>Learns from the machine inside where Θ is now.</summary>
    private protected void Hear()
    {
        var (here, there) = (Learning, Inner.Learning);
        for (var i = 0; i < _offset.Length; i++)
        {
            here.Theta[i] = there.Theta[i] - _offset[i];
            here.Pi[i] = there.Pi[i];
        }
    }
}
