using System.Numerics.Tensors;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Schema;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Commands;

/// <summary>What an answer says.</summary>
/// <param name="Key">What its number counts: <c>sample</c>, or <c>after</c> so many steps or numbers.</param>
/// <param name="Outputs">Numbers of an answer.</param>
/// <param name="Labelled">Whether it is a class: the brightest output.</param>
/// <param name="Classes">[outputs]: names of the classes where outputs are logits; empty where they are brightnesses, or no classes.</param>
internal sealed record AnswerForm(string Key, int Outputs, bool Labelled, IReadOnlyList<string> Classes)
{
    /// <summary>Answers of a machine that reads plain samples.</summary>
    public static AnswerForm Of(TrainedMachine trained) => new(
        trained.Experiment.Data.Set == DataSetKind.Series ? "after" : "sample", trained.Machine.Outputs, trained.Classes > 0, []);

    /// <summary>Answers of a machine that reads series; the time is not forecast.</summary>
    public static AnswerForm Of(TrainedMachine trained, SeriesReading reading, string key) =>
        ((HssmSettings)trained.Experiment.Machine).Head.Kind switch
        {
            HeadKind.Classification => new AnswerForm(key, trained.Machine.Outputs, true, Names(reading.Classes, trained.Machine.Outputs)),
            HeadKind.Forecast => new AnswerForm(key, reading.Channels, false, []),
            _ => new AnswerForm(key, trained.Machine.Outputs, false, []),
        };

    /// <summary>softmax(y).</summary>
    /// <param name="logits">y, [classes].</param>
    /// <param name="probabilities">[classes], overwritten.</param>
    public static void Softmax(ReadOnlySpan<double> logits, Span<double> probabilities)
    {
        // The exponential of a large logit would be infinite.
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), probabilities);
        TensorPrimitives.SoftMax(probabilities, probabilities);
    }

    // A machine may have more outputs than the training had classes.
    private static IReadOnlyList<string> Names(IReadOnlyList<string> classes, int outputs) =>
        [.. Enumerable.Range(0, outputs).Select(k => k < classes.Count ? classes[k] : $"#{k}")];
}
