using System.Numerics;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>What a reproduction may ask for.</summary>
internal interface IWorkshop
{
    /// <summary>A preset with some keys changed.</summary>
    /// <param name="preset">Its name.</param>
    /// <param name="settings">Changes such as <c>machine.steps=50</c>, in order.</param>
    Experiment Plan(string preset, params IReadOnlyList<string> settings);

    /// <summary>The small version of a preset with some keys changed.</summary>
    /// <param name="preset">Its name.</param>
    /// <param name="settings">Changes, in order.</param>
    Experiment PlanSmall(string preset, params IReadOnlyList<string> settings);

    /// <summary>The variants of a preset that has a sweep block, in its order: what <c>loschmidt sweep</c> trains.</summary>
    /// <param name="preset">Its name.</param>
    /// <param name="quick">Whether its small version is meant.</param>
    IReadOnlyList<SweepVariant> Study(string preset, bool quick);

    /// <summary>The machine of an experiment, at its initial parameters.</summary>
    IReverses Build(Experiment experiment);

    /// <summary>A stack that reads series, at its initial parameters, with as many workers as there may be.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="settings">The stack.</param>
    /// <param name="lanes">Samples of a batch.</param>
    /// <param name="seed">Draws its parameters.</param>
    HssmMachine<T> Stack<T>(HssmSettings settings, int lanes, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The data of an experiment.</summary>
    DataSplits Samples(Experiment experiment);

    /// <summary>Trains experiments that do not depend on each other, side by side; reads no test split.</summary>
    /// <param name="experiments">What to train.</param>
    /// <returns>The runs, in the order of the experiments.</returns>
    /// <exception cref="OperationCanceledException">It was told to stop; finished runs are kept.</exception>
    IReadOnlyList<TrainedRun> Train(params IReadOnlyList<Experiment> experiments);

    /// <summary>As <see cref="Train"/>, and every run reads the test split once, after its last step, at the state that
    /// early stopping chose.</summary>
    /// <param name="experiments">What to train; nothing may be chosen among them.</param>
    /// <exception cref="OperationCanceledException">It was told to stop; finished runs are kept.</exception>
    IReadOnlyList<TrainedRun> TrainAndTest(IReadOnlyList<Experiment> experiments);

    /// <summary>Judges a trained state on the test split, on another machine or device than the one it was trained on: what
    /// <c>loschmidt evaluate --split test --set</c> does.</summary>
    /// <param name="run">The run.</param>
    /// <param name="settings">Changes such as <c>machine.loss=[0.2]</c>, in order.</param>
    /// <returns>Metrics such as <c>testAccuracy</c>.</returns>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    IReadOnlyDictionary<string, double> Judge(TrainedRun run, IReadOnlyList<string> settings);

    /// <summary>A linear read-out of the machine of an experiment as it was drawn: reservoir computing, λ chosen by the validation samples.</summary>
    /// <param name="experiment">Machine, data with classes and a validation split, seed.</param>
    /// <returns>Share of right answers to the validation samples and, read once at the end, to the test samples.</returns>
    (double Validation, double Test) Reservoir(Experiment experiment);

    /// <summary>How good a gradient of an imperfect machine is before it learns anything: what <c>loschmidt tolerance</c> measures.</summary>
    /// <param name="experiment">Machine, imperfections, and where its gradients come from.</param>
    /// <returns>Figures such as <c>cosine</c>, with the gradient of the device itself.</returns>
    IReadOnlyDictionary<string, double> ProbeGradient(Experiment experiment);

    /// <summary>Tells people what is being done.</summary>
    void Say(string stage);
}
