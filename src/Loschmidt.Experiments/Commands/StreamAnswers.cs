using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary>Answers plain samples, batch by batch as they are read.</summary>
internal sealed class StreamAnswers(TrainedMachine trained, ISampleStream stream) : IAnswers
{
    public AnswerForm Form { get; } = AnswerForm.Of(trained);

    public void Write(IPredictions predictions, Action<long> answered, CancellationToken cancellation)
    {
        long samples = 0;
        new ForwardLoop(trained.Blocks).Run(
            trained.Theta, stream,
            (key, outputs, _) =>
            {
                predictions.Add(key, outputs);
                answered(++samples);
            },
            cancellation);
    }

    public void Dispose() => stream.Dispose();
}
