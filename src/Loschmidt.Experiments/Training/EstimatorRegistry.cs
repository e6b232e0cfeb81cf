using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>The one place that knows every estimator, a line each: training and comparisons build them here.</summary>
internal static class EstimatorRegistry
{
    private const double Nudge = 1e-3;

    // Far above rounding, far below the curvature of any cost of order one.
    private const double DifferenceStep = 1e-4;

    // All parameters move at once, so the cost moves by √N of these; noise in it is divided by them.
    private const double ShakeStep = 1e-3;

    // Exact at any shift; half a linewidth moves every amplitude by about as much as it can be moved.
    private const double MoebiusShift = 0.5;

    // A pass of 1000 steps is then run 3.6 times, one of 10,000 steps 5.8 times.
    private const int Snapshots = 10;

    /// <summary>Every estimator, in the order of reports. Those without an accuracy differ from the gradient by design, not by a fault.</summary>
    public static IReadOnlyList<KnownEstimator> All { get; } =
    [
        new("reverse-sweep", Trial.Once, static (_, _) => new ReverseSweepEstimator()) { InSilico = true },
        new("reversing-adjoint", Trial.Once, static (_, _) => new ReversingAdjointEstimator()) { InSilico = true },
        new("revolve", Trial.Once, static (_, _) => new RevolveEstimator(Snapshots)) { InSilico = true },
        new("bptt", Trial.Once, static (_, _) => new SequenceEstimator(SequenceMethod.Bptt)) { InSilico = true },
        new("adjoint", Trial.Once, static (_, _) => new AdjointEstimator()) { InSilico = true },
        new("reciprocity", Trial.Once, static (_, _) => new ReciprocityEstimator()),
        new("parameter-shift", Trial.Once, static (machine, h) => machine is IScatters ? new MoebiusEstimator(h ?? MoebiusShift) : new SineShiftEstimator()),
        new("adjoint-field", Trial.Once, static (_, _) => new AdjointFieldEstimator()),
        new("weak-probe", Trial.Once, static (_, _) => new ProbeEstimator(ProbeModel.Weak)) { Accuracy = double.PositiveInfinity },
        new("pump-probe", Trial.Once, static (_, _) => new ProbeEstimator(ProbeModel.Pumped)) { Accuracy = double.PositiveInfinity },
        new("tangent", Trial.Once, static (machine, _) => Either(machine, SequenceMethod.Tangent, null, static _ => new TangentEstimator())) { InSilico = true },
        new("paired", Trial.OverEpsilon, static (_, ε) => new SequenceEstimator(SequenceMethod.Paired, ε)) { InSilico = true },
        new("echo", Trial.OverEpsilon, static (machine, ε) => Either(machine, SequenceMethod.Echo, ε, static ε => new EchoEstimator(ε))),
        new("one-sided", Trial.OverEpsilon, static (machine, ε) => Either(machine, SequenceMethod.OneSided, ε, static ε => new OneSidedEchoEstimator(ε))) { Accuracy = 1e-2 },
        new("equilibrium", Trial.OverEpsilon, static (_, ε) => new EquilibriumEstimator(ε ?? Nudge, Symmetric: true)) { Accuracy = 1e-2 },
        new("equilibrium-one-sided", Trial.OverEpsilon, static (_, ε) => new EquilibriumEstimator(ε ?? Nudge, Symmetric: false)) { Accuracy = 3e-2 },
        new("coupled-learning", Trial.OverEpsilon, static (_, ε) => new CoupledLearningEstimator(ε ?? Nudge)) { Accuracy = 0.3, DirectionOnly = true },
        new("hebbian", Trial.Once, static (_, _) => new HebbianEstimator()) { Accuracy = double.PositiveInfinity },
        new("spsa", Trial.Once, static (_, h) => new SpsaEstimator(h ?? ShakeStep)) { Accuracy = double.PositiveInfinity },
        new("physics-aware", Trial.Once, static (_, _) => new PhysicsAwareEstimator()) { Accuracy = double.PositiveInfinity },
        new("in-silico", Trial.Once, static (_, _) => new InSilicoEstimator()) { Accuracy = double.PositiveInfinity, InSilico = true },
        new("central-differences", Trial.OverSteps, static (_, h) => new CentralDifferencesEstimator(h ?? DifferenceStep)),
        new("forward-sensitivity", Trial.Once, static (_, _) => new ForwardSensitivityEstimator()) { InSilico = true },
        new("complex-step", Trial.Once, static (_, _) => new ComplexStepEstimator()) { InSilico = true },
    ];

    /// <summary>Their names, in the same order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(known => known.Name)];

    /// <summary>The estimator of that name.</summary>
    /// <exception cref="ArgumentException">None has it; says which there are.</exception>
    public static KnownEstimator Find(string name) => All.FirstOrDefault(known => known.Name == name)
        ?? throw new ArgumentException($"no estimator is called '{name}'; accepted: {string.Join(", ", Names)}", nameof(name));

    /// <summary>The exact one that a machine is judged by: reverse sweep, backpropagation through time, adjoint, or differences where it has none of them.</summary>
    /// <param name="exact">The machine, in double.</param>
    public static IGradientEstimator Oracle(IMachine exact) =>
        new IGradientEstimator[]
        {
            exact is ISequenceMachine ? new SequenceEstimator(SequenceMethod.Bptt) : new ReverseSweepEstimator(), new AdjointEstimator(),
        }.FirstOrDefault(oracle => oracle.Supports(exact, out _)) ?? new CentralDifferencesEstimator(1e-3);

    // Machines that read series have echoes of their own, and choose the strength of their nudges where none is given.
    private static IGradientEstimator Either(IMachine machine, SequenceMethod method, double? epsilon, Func<double, IGradientEstimator> other) =>
        machine is ISequenceMachine ? new SequenceEstimator(method, epsilon) : other(epsilon ?? Nudge);
}
