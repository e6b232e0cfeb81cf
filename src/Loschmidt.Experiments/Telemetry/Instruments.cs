using System.Diagnostics.Metrics;

namespace Loschmidt.Experiments.Telemetry;

/// <summary>What this program measures of itself while it works: instruments of the meter <c>Loschmidt</c>, for OpenTelemetry or any other listener.</summary>
/// <remarks>Recorded at evaluations only, after the figures are made: nothing that is computed depends on who listens.</remarks>
internal static class Instruments
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Loschmidt";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Training steps done.</summary>
    public static readonly Counter<long> Steps = Meter.CreateCounter<long>("loschmidt.training.steps", "{step}", "Training steps done");

    /// <summary>Training steps a second since the evaluation before.</summary>
    public static readonly Gauge<double> Rate = Meter.CreateGauge<double>(
        "loschmidt.training.rate", "{step}/s", "Training steps a second since the evaluation before");

    /// <summary>Mean cost C since the evaluation before.</summary>
    public static readonly Gauge<double> Cost = Meter.CreateGauge<double>(
        "loschmidt.training.cost", "1", "Mean cost C of the steps since the evaluation before");

    /// <summary>How far an echo misses home.</summary>
    public static readonly Gauge<double> EchoError = Meter.CreateGauge<double>(
        "loschmidt.training.echo_error", "1", "Largest relative distance from the start at which a way home ended");

    /// <summary>Every other figure of an evaluation, its name in the tag <c>metric</c>.</summary>
    public static readonly Gauge<double> Figure = Meter.CreateGauge<double>(
        "loschmidt.training.metric", "1", "A figure of the newest evaluation, named by the tag metric");

    /// <summary>Bytes of checkpoints written.</summary>
    public static readonly Counter<long> CheckpointBytes = Meter.CreateCounter<long>(
        "loschmidt.checkpoint.written", "By", "Bytes of tensors written into checkpoints");

    /// <summary>Jobs of sweeps that ended, how in the tag <c>state</c>: finished, failed or open.</summary>
    public static readonly Counter<long> Jobs = Meter.CreateCounter<long>(
        "loschmidt.sweep.jobs", "{job}", "Jobs of sweeps that ended, by the tag state: finished, failed or open");
}
