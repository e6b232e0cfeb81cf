namespace Loschmidt.Experiments.Telemetry;

/// <summary>Tells the instruments how one run goes on.</summary>
/// <param name="run">Its name.</param>
/// <param name="experiment">The name of its experiment.</param>
/// <param name="estimator">Where its gradient comes from.</param>
internal sealed class TrainingMeter(string run, string experiment, string estimator)
{
    private readonly KeyValuePair<string, object?>[] _tags =
        [new("run", run), new("experiment", experiment), new("estimator", estimator)];

    private (long Step, double Seconds) _before;

    /// <summary>Hears where the run stands when this process takes it up.</summary>
    /// <param name="step">Training steps done before.</param>
    /// <param name="seconds">Computing time that led there.</param>
    public void Begin(long step, double seconds) => _before = (step, seconds);

    /// <summary>Hears of an evaluation; does nothing where nobody listens.</summary>
    /// <param name="step">Training steps done.</param>
    /// <param name="seconds">Computing time that led there.</param>
    /// <param name="figures">What was found.</param>
    public void Evaluated(long step, double seconds, IReadOnlyList<(string Name, double Value)> figures)
    {
        if (!Instruments.Steps.Enabled)
            return;
        if (step > _before.Step)
        {
            Instruments.Steps.Add(step - _before.Step, _tags);
            Instruments.Rate.Record((step - _before.Step) / Math.Max(seconds - _before.Seconds, 1e-9), _tags);
            _before = (step, seconds);
        }

        foreach (var (name, value) in figures)
        {
            if (name == "cost")
                Instruments.Cost.Record(value, _tags);
            else if (name == "echoError")
                Instruments.EchoError.Record(value, _tags);
            else
                Instruments.Figure.Record(value, [.. _tags, new("metric", name)]);
        }
    }

    /// <summary>Hears of a checkpoint.</summary>
    /// <param name="bytes">Bytes of its tensors.</param>
    public void Saved(long bytes) => Instruments.CheckpointBytes.Add(bytes, _tags);

    /// <summary>Hears of a job of a sweep that ended.</summary>
    /// <param name="state">How.</param>
    public static void JobEnded(string state) => Instruments.Jobs.Add(1, new KeyValuePair<string, object?>("state", state));
}
