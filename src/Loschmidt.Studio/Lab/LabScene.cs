using System.Numerics.Tensors;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Training;
using Loschmidt.Imperfections;
using Loschmidt.Machines;

namespace Loschmidt.Studio.Lab;

/// <summary>A machine of the lab with a sample in it, the gradient that its echo should find, and how well it comes home.</summary>
/// <remarks>The ideal machine stays at hand inside the imperfect one: its Θ is Θ as it is now, in the middle of a pass too.</remarks>
internal sealed class LabScene
{
    private const int Drawable = 64;

    private readonly LabQuery _query;
    private readonly EchoLedger _ledger;

    /// <summary>Builds the machine, asks its adjoint for the gradient, and sends it out and home without a nudge.</summary>
    /// <param name="query">What was asked for.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="StudioException">There is no such sample.</exception>
    /// <exception cref="UnsuitableException">The settings contradict each other.</exception>
    /// <exception cref="NonFiniteException">The field stopped being finite; says why.</exception>
    public LabScene(LabQuery query, CancellationToken cancellation)
    {
        _query = query;
        var experiment = query.Experiment;
        var ideal = (IReverses)Build();
        var data = DataFactory.Load(experiment, ideal, folder: null).Train;
        Inside = ideal.Learning;
        Batch = new Batch(ideal.Features, ideal.Targets, ideal.Lanes);
        data.Read([Math.Min(query.Sample, data.Count - 1)], Batch);
        Predicted = PullBack(ideal, query.Epsilon);
        cancellation.ThrowIfCancellationRequested();
        Machine = experiment.Imperfections is { } errors ? (IReverses)ImperfectMachine.Of(ideal, Build(), errors, experiment.Seed) : ideal;
        var theta = Machine.Learning.Theta.ToArray();
        _ledger = EchoLedger.Of(Machine, Batch);
        theta.CopyTo(Machine.Learning.Theta); // an echo that misses home leaves θ displaced, where it recoils
        cancellation.ThrowIfCancellationRequested();

        IEvolves Build() => MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed);
    }

    /// <summary>The machine as it was asked for, with its errors.</summary>
    public IReverses Machine { get; }

    /// <summary>The sample, in lane 0.</summary>
    public Batch Batch { get; }

    /// <summary>Θ as it is now, also while a pass runs.</summary>
    public LearningField Inside { get; }

    /// <summary>−ε ∂C/∂θ of the ideal machine by its reference adjoint, [parameters].</summary>
    public double[] Predicted { get; }

    /// <summary>Whether the parameters are few enough to be drawn one by one.</summary>
    public bool IsSmall => Predicted.Length <= Drawable;

    /// <summary>Sums up one nudged echo.</summary>
    /// <param name="kick">π that it left, [parameters].</param>
    /// <param name="cost">C at its turning point.</param>
    /// <param name="course">The course of a film of it; null where there is none.</param>
    public LabSummary Summary(ReadOnlySpan<double> kick, double cost, LabCourse? course)
    {
        var (found, wanted) = (TensorPrimitives.Norm<double>(kick), TensorPrimitives.Norm<double>(Predicted));
        var misalignment = Misalignment(kick, found, Predicted, wanted);
        var home = _ledger.Home;
        return LabVerdict.Judged(_query, new LabSummary
        {
            Verdict = "",
            Command = _query.Command,
            ParameterCount = Predicted.Length,
            Cost = cost,
            EchoError = home.Field,
            Infidelity = Math.Max(0, 1 - home.Overlap),
            BackAction = home.Learning,
            Epsilon = _query.Epsilon,
            Cosine = 1 - misalignment,
            Misalignment = misalignment,
            NormRatio = found / wanted,
            RelativeError = TensorPrimitives.Distance<double>(kick, Predicted) / wanted,
            GradientNorm = wanted / _query.Epsilon,
            EnergyDrift = _ledger.EnergyDrift,
            NormDrift = _ledger.NormDrift,
            Cause = _ledger.Cause ?? (Machine as IExplainsLoss)?.BrokenReversal,
            Kick = IsSmall ? kick.ToArray() : null,
            Predicted = IsSmall ? Predicted : null,
            Course = course,
        });
    }

    // ½|a/|a| − b/|b||², which keeps its digits where 1 − a·b/|a||b| has none left.
    private static double Misalignment(ReadOnlySpan<double> a, double sizeOfA, ReadOnlySpan<double> b, double sizeOfB)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var apart = (a[i] / sizeOfA) - (b[i] / sizeOfB);
            sum += apart * apart;
        }

        return sum / 2;
    }

    private double[] PullBack(IReverses machine, double epsilon)
    {
        var gradient = new double[machine.Learning.Count];
        var theta = machine.Learning.Theta.ToArray();
        machine.Learning.Pi.Clear();
        ((IPullsBack)machine).PullBack(Batch, gradient, new double[gradient.Length]);
        if (machine.DescribeFault() is { } fault)
            throw new NonFiniteException(fault);
        theta.CopyTo(machine.Learning.Theta);
        machine.Learning.Pi.Clear();
        TensorPrimitives.Multiply(gradient, -epsilon, gradient);
        return gradient;
    }
}
