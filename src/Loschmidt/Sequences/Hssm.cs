using System.Numerics;

namespace Loschmidt.Sequences;

/// <summary>Builds Hamiltonian state-space models in the words of the field.</summary>
/// <example>
/// <code>
/// var machine = Hssm.Reading(channels: 6).Hidden(64).Linear(blocks: 6, oscillators: 256, complex: true)
///     .Norm(NormKind.BatchEma).Dropout(0.05).Classify(classes: 2).Build&lt;float&gt;(lanes: 32, seed: 1);
/// </code>
/// </example>
public sealed class Hssm
{
    private Hssm(HssmSettings settings) => Settings = settings;

    /// <summary>What was said so far.</summary>
    public HssmSettings Settings { get; }

    /// <summary>A stack that reads so many numbers a step.</summary>
    public static Hssm Reading(int channels) => new(new HssmSettings { Channels = channels });

    /// <summary>H, channels between the layers.</summary>
    public Hssm Hidden(int channels) => new(Settings with { Hidden = channels });

    /// <summary>Blocks of harmonic oscillators with trained step sizes.</summary>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="oscillators">P.</param>
    /// <param name="complex">Whether B and C are complex.</param>
    public Hssm Linear(int blocks, int oscillators, bool complex = false) => Units(blocks, new UnitSettings
    {
        Kind = UnitKind.Linear, Oscillators = oscillators, Complex = complex, StepMap = StepMap.Logistic, Step = 1,
    });

    /// <summary>Blocks of anharmonic oscillators with a fixed step size.</summary>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="oscillators">P.</param>
    /// <param name="step">h.</param>
    public Hssm Nonlinear(int blocks, int oscillators, double step = 1e-4) => Units(blocks, new UnitSettings
    {
        Kind = UnitKind.Nonlinear, Oscillators = oscillators, StepMap = StepMap.Fixed, Step = step,
    });

    /// <summary>Blocks of oscillators in every detail.</summary>
    public Hssm Units(int blocks, UnitSettings unit) => new(Settings with { Blocks = blocks, Unit = unit });

    /// <summary>How a block's input is normalised.</summary>
    public Hssm Norm(NormKind kind) => new(Settings with { Norm = kind });

    /// <summary>Share of activations dropped in training.</summary>
    public Hssm Dropout(double share) => new(Settings with { Dropout = share });

    /// <summary>Asks for a class.</summary>
    public Hssm Classify(int classes, Pooling pool = Pooling.Mean) =>
        Head(new HeadSettings { Kind = HeadKind.Classification, Outputs = classes, Pool = pool });

    /// <summary>Asks for numbers: once, or at every k-th step.</summary>
    public Hssm Regress(int outputs, Pooling pool = Pooling.Mean, int every = 1) =>
        Head(new HeadSettings { Kind = HeadKind.Regression, Outputs = outputs, Pool = pool, Every = every });

    /// <summary>Asks at every step for the input some steps ahead.</summary>
    public Hssm Forecast(int horizon = 1) => Head(new HeadSettings { Kind = HeadKind.Forecast, Horizon = horizon });

    /// <summary>A read-out in every detail.</summary>
    public Hssm Head(HeadSettings head) => new(Settings with { Head = head });

    /// <summary>Builds the machine.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="lanes">Samples of a batch.</param>
    /// <param name="seed">Draws the initial parameters.</param>
    /// <param name="threads">Workers; 0 means every core.</param>
    public HssmMachine<T> Build<T>(int lanes, ulong seed, int threads = 0)
        where T : unmanaged, IFloatingPointIeee754<T> => new(Settings, lanes, seed, threads);
}
