using System.Globalization;
using System.Numerics.Tensors;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Training;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Commands;

/// <summary>One answer a series: a class, numbers, or what comes after its end.</summary>
/// <param name="trained">Who answers.</param>
/// <param name="reading">How it is shown series.</param>
/// <param name="samples">The series as their file says them.</param>
internal sealed class SeriesSampleAnswers(TrainedMachine trained, SeriesReading reading, ISeriesSet samples) : IAnswers
{
    private readonly bool _forecasts = ((HssmSettings)trained.Experiment.Machine).Head.Kind == HeadKind.Forecast;

    public AnswerForm Form { get; } = AnswerForm.Of(trained, reading, "sample");

    public void Write(IPredictions predictions, Action<long> answered, CancellationToken cancellation)
    {
        var answer = new double[trained.Machine.Outputs];
        var last = new double[samples.Channels];
        new ForwardLoop(trained.Blocks).Run(
            trained.Theta, reading.Show(NamedSeries.Unjudged(samples)),
            (sample, outputs, _) =>
            {
                if (!TensorPrimitives.IsFiniteAll(outputs))
                {
                    throw new NonFiniteException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{samples.Name}: sample {sample}: the outputs are not finite; are its numbers scaled as those of "
                        + $"the training were?"));
                }

                outputs.CopyTo(answer);
                if (_forecasts)
                {
                    samples.ReadSteps((int)sample, samples.StepsOf((int)sample) - 1, last);
                }

                predictions.Add(sample, _forecasts ? reading.FromMachine(answer, last) : answer);
                answered(sample + 1);
            },
            cancellation);
    }

    public void Dispose()
    {
    }
}
