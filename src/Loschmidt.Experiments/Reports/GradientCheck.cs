using System.Diagnostics;
using System.Numerics.Tensors;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reports;

/// <summary>Asks every estimator for the same gradient of the same machine and holds the answers against a reference.</summary>
/// <remarks>
/// The reference is the reverse sweep (or the adjoint) of the <i>double</i> machine, also when the machine under test is float. Estimators
/// that depend on ε (or on a difference step) are quoted at their best one, with the slope of their error.
/// </remarks>
internal sealed class GradientCheck
{
    private const int FullDifferences = 64;
    private const int FullShifts = 512;

    // An echo that misses its beginning by more of its state belongs to another way home, and so does its gradient.
    private const double LostEcho = 0.1;

    // What grows at every step has grown out of all proportion.
    private const double Meaningless = 1e6;

    private static readonly double[] DifferenceSteps = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5];

    private readonly IMachine _machine;
    private readonly Batch _batch;
    private readonly double[] _reference;
    private readonly double[] _gradient;
    private readonly Probes _probes;
    private readonly string _referenceName;
    private readonly CancellationToken _cancellation;
    private readonly List<string> _notes = [];
    private double _worstEcho = LostEcho;
    private string? _lostEcho;

    /// <summary>Prepares a check.</summary>
    /// <param name="machine">The machine under test.</param>
    /// <param name="exact">The same machine in double, for the reference; may be the same object.</param>
    /// <param name="batch">Samples, laid out for <paramref name="machine"/>.</param>
    /// <param name="exactBatch">The same samples, laid out for <paramref name="exact"/>.</param>
    /// <param name="seed">Seed of the probe directions.</param>
    /// <param name="cancellation">Stops between two gradients.</param>
    public GradientCheck(
        IMachine machine, IMachine exact, Batch batch, Batch exactBatch, ulong seed, CancellationToken cancellation)
    {
        (_machine, _batch, _cancellation) = (machine, batch, cancellation);
        _reference = new double[machine.Parameters.Count];
        _gradient = new double[machine.Parameters.Count];
        IGradientEstimator oracle = machine is ISequenceMachine ? new SequenceEstimator(SequenceMethod.Bptt) : new ReverseSweepEstimator();
        if (!oracle.Supports(exact, out _))
        {
            oracle = new AdjointEstimator();
        }

        if (!oracle.Supports(exact, out _))
        {
            oracle = new CentralDifferencesEstimator(1e-3);
        }

        if (machine is ImperfectMachine)
        {
            _notes.Add("the reference is the gradient of the machine without its imperfections; estimators see the machine with them");
        }

        _referenceName = oracle.Name;
        oracle.Estimate(exact, exactBatch, _reference);
        var warning = (exact as ISequenceMachine)?.EchoWarning;
        if (!(TensorPrimitives.MaxMagnitude<double>(_reference) < Meaningless))
        {
            _notes.Add("the reference itself means nothing here, and neither does what is compared with it"
                + (warning is null ? ": it is no number, or larger than any cost could make it" : $": {warning}"));
        }
        else if (warning is not null)
        {
            _notes.Add(warning);
        }

        _probes = new Probes(machine.Parameters, _reference, seed);
    }

    /// <summary>Runs the named estimators and reports.</summary>
    /// <param name="preset">Name of the experiment.</param>
    /// <param name="precision">Precision of the machine under test.</param>
    /// <param name="names">Names out of <see cref="EstimatorRegistry.Names"/>.</param>
    public GradcheckReport Run(string preset, string precision, IEnumerable<string> names)
    {
        var rows = new List<GradcheckRow>();
        var slopes = new List<GradcheckSlope>();
        var refused = new List<GradcheckRefusal>();
        foreach (var name in names)
        {
            _cancellation.ThrowIfCancellationRequested();
            var known = EstimatorRegistry.Find(name);
            var estimator = known.At(_machine, null);
            if (!estimator.Supports(_machine, out var reason))
            {
                refused.Add(new GradcheckRefusal(name, reason));
                continue;
            }

            rows.Add(known.Trial switch
            {
                Trial.OverEpsilon => Scanned(known, slopes),
                Trial.OverSteps => Differences(),
                _ when estimator is MoebiusEstimator shifting && _reference.Length > FullShifts => Shifts(shifting),
                _ when estimator is ComplexStepEstimator && _reference.Length > FullDifferences => ComplexSteps(),
                _ => Row(estimator, null),
            });
        }

        return new GradcheckReport(preset, precision, _referenceName, rows, slopes, refused)
        {
            Notes = _lostEcho is null ? _notes : [.. _notes, _lostEcho],
        };
    }

    private GradcheckRow Scanned(KnownEstimator known, List<GradcheckSlope> slopes)
    {
        var scan = EpsilonScan.Run(ε => known.At(_machine, ε), _machine, _batch, _reference, _cancellation);
        slopes.Add(new GradcheckSlope(known.Name, scan.Slope));
        return Row(known.At(_machine, scan.Best), scan.Best);
    }

    private GradcheckRow Row(IGradientEstimator estimator, double? epsilon)
    {
        using var memory = new PeakMemory();
        var clock = Stopwatch.StartNew();
        estimator.Estimate(_machine, _batch, _gradient);
        var seconds = clock.Elapsed.TotalSeconds;
        if (_machine is ISequenceMachine { EchoError: var error } sequences && error > _worstEcho)
        {
            (_worstEcho, _lostEcho) = (error, $"{estimator.Name}: the echo is lost here, and its gradient is not the machine's: {sequences.EchoWarning}");
        }

        return Row(
            estimator.Name, Fidelity.Of(_gradient, _reference), estimator.Passes(_machine), seconds, memory.Bytes, epsilon, Tensors());
    }

    private GradcheckRow Differences()
    {
        var probes = _reference.Length <= FullDifferences ? null : _probes;
        var best = default((Fidelity Fidelity, double Step, double Seconds, long Bytes, IReadOnlyList<GradcheckTensor> Tensors)?);
        foreach (var step in DifferenceSteps.Where(step => new CentralDifferencesEstimator(step).Supports(_machine, out _)))
        {
            _cancellation.ThrowIfCancellationRequested();
            using var memory = new PeakMemory();
            var clock = Stopwatch.StartNew();
            var estimator = new CentralDifferencesEstimator(step);
            Fidelity fidelity;
            IReadOnlyList<GradcheckTensor> tensors = [];
            if (probes is null)
            {
                estimator.Estimate(_machine, _batch, _gradient);
                fidelity = Fidelity.Of(_gradient, _reference);
                tensors = Tensors();
            }
            else
            {
                var along = probes.Directions.Select(direction => estimator.Along(_machine, _batch, direction)).ToArray();
                fidelity = Fidelity.Of(along, probes.Project(_reference));
            }

            if (best is null || fidelity.RelativeError < best.Value.Fidelity.RelativeError)
            {
                best = (fidelity, step, clock.Elapsed.TotalSeconds, memory.Bytes, tensors);
            }
        }

        var (agreement, at, seconds, bytes, perTensor) = best!.Value;
        var passes = CentralDifferencesEstimator.PassesAlong(_machine, probes?.Directions.Count ?? _reference.Length);
        return Row("central-differences", agreement, passes, seconds, bytes, at, perTensor) with
        {
            Probes = probes?.Directions.Count,
        };
    }

    /// <summary>The rule is for one parameter at a time, not for directions: some of many, spread evenly over all.</summary>
    private GradcheckRow Shifts(MoebiusEstimator estimator)
    {
        var chosen = Enumerable.Range(0, FullDifferences).Select(i => (int)((long)i * _reference.Length / FullDifferences)).ToArray();
        using var memory = new PeakMemory();
        var clock = Stopwatch.StartNew();
        estimator.Estimate(_machine, _batch, chosen, _gradient);
        var fidelity = Fidelity.Of([.. chosen.Select(i => _gradient[i])], [.. chosen.Select(i => _reference[i])]);
        return Row(
            estimator.Name, fidelity, estimator.Passes(_machine), clock.Elapsed.TotalSeconds, memory.Bytes, estimator.Shift, []) with
        {
            Probes = chosen.Length,
        };
    }

    private GradcheckRow ComplexSteps()
    {
        var analytic = (IStepsComplex)_machine;
        using var memory = new PeakMemory();
        var clock = Stopwatch.StartNew();
        var along = _probes.Directions.Select(direction => analytic.ComplexStep(_batch, direction)).ToArray();
        var fidelity = Fidelity.Of(along, _probes.Project(_reference));
        return Row(
            "complex-step", fidelity, _probes.Directions.Count, clock.Elapsed.TotalSeconds, memory.Bytes, null, []) with
        {
            Probes = _probes.Directions.Count,
        };
    }

    private static GradcheckRow Row(
        string name, Fidelity fidelity, double passes, double seconds, long bytes, double? epsilon,
        IReadOnlyList<GradcheckTensor> tensors) =>
        new(name, fidelity.Cosine, fidelity.NormRatio, fidelity.RelativeError, passes, seconds, bytes, epsilon, tensors);

    private IReadOnlyList<GradcheckTensor> Tensors() =>
    [
        .. _machine.Parameters.Tensors.Where(tensor => tensor.IsLearned).Select(tensor =>
        {
            var fidelity = Fidelity.Of(
                _gradient.AsSpan(tensor.Offset, tensor.Count), _reference.AsSpan(tensor.Offset, tensor.Count));
            return new GradcheckTensor(tensor.Name, fidelity.Cosine, fidelity.NormRatio, fidelity.RelativeError);
        }),
    ];
}
