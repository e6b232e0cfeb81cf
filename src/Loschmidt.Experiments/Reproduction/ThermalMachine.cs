using System.Runtime.CompilerServices;
using Loschmidt.Costs;
using Loschmidt.Graphs;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.Numerics.Reals;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The smallest machine that learns: one oscillator whose stiffness 1 + θ/2 is its one parameter, and four samples.</summary>
/// <remarks>Displaced by x it is to be found at y a fixed time later, C = (q − y)²; the samples want different stiffnesses, so that none is right for all.</remarks>
internal sealed class ThermalMachine
{
    /// <summary>Samples of the task.</summary>
    public const int Samples = 4;

    private static readonly double[] Starts = [1, -0.8, 0.6, 1.2], Targets = [0.1, 0.35, -0.3, -0.35];

    private readonly HamiltonianMachine<double> _machine;
    private readonly Batch _batch;
    private double _decayRate;

    /// <summary>Builds it with θ made of some matter.</summary>
    public ThermalMachine(LearningMatter matter)
    {
        _machine = new HamiltonianMachine<double>(new()
        {
            Hamiltonian = new(1, [new KineticTerm<double>(new Graph(1))], [new SiteTerm<double, TunedSpring>("spring", new Graph(1))]),
            Schedule = new(2, 12, SplittingScheme.DriftKickDrift),
            Input = SiteEncoder.Positions(0),
            Output = [0],
            Cost = new PositionCost<double>([0]),
            Lanes = Samples,
        });
        _machine.Learning.MakeOf(matter, held: true);
        _batch = new Batch(1, 1, Samples);
    }

    /// <summary>Θ.</summary>
    public LearningField Field => _machine.Learning;

    /// <summary>π² of the last step, the mean of before and behind its decay: right to second order in ΓT_D.</summary>
    public double MeanSquare { get; private set; }

    /// <summary>C of every sample at some θ, of the machine itself: its discretisation included.</summary>
    public double[] Costs(double θ) =>
    [
        .. Enumerable.Range(0, Samples).Select(sample =>
        {
            Show(sample);
            Field.Theta[0] = θ;
            _machine.Prepare(_batch);
            _machine.Evolve();
            return _machine.Cost();
        }),
    ];

    /// <summary>Starts at a θ, at rest.</summary>
    public void Begin(double θ, double decayRate)
    {
        (Field.Theta[0], Field.Pi[0], _decayRate) = (θ, 0, decayRate);
    }

    /// <summary>One step: echoes of all samples with ε/4 each, or of one with ε; then the decay.</summary>
    /// <param name="epsilon">ε.</param>
    /// <param name="time">T_D.</param>
    /// <param name="bath">What it decays into.</param>
    /// <param name="step">Which, from 0.</param>
    /// <param name="sample">Which sample; null for all.</param>
    public void Step(double epsilon, double time, Bath bath, long step, int? sample)
    {
        var share = epsilon;
        if (sample is { } one)
        {
            Show(one);
        }
        else
        {
            (_batch.Active, share) = (Samples, epsilon / Samples);
            Starts.CopyTo(_batch.Inputs, 0);
            Targets.CopyTo(_batch.Targets, 0);
        }

        new SelfLearningCycle { Epsilon = share, DecayRate = _decayRate, DecayTime = time }.Kick(_machine, _batch);
        var kicked = Field.Pi[0];
        bath.Relax(Field, _decayRate, time, 1, step);
        MeanSquare = ((kicked * kicked) + (Field.Pi[0] * Field.Pi[0])) / 2;
    }

    private void Show(int sample)
    {
        _batch.Clear();
        _batch.Active = 1;
        (_batch.Inputs[0], _batch.Targets[0]) = (Starts[sample], Targets[sample]);
    }

    /// <summary>V = (1 + θ/2)q²/2.</summary>
    private readonly struct TunedSpring : ISiteEnergy
    {
        public static IReadOnlyList<string> Parameters => ["tuning"];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static R Energy<R>(R q, ReadOnlySpan<R> theta)
            where R : struct, IReal<R> => ((theta[0] / 2) + 1) * q * q / 2;
    }
}
