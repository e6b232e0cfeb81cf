namespace Loschmidt.Experiments.Exports;

/// <summary>Where a run is kept on a tracking server now.</summary>
/// <param name="Experiment">The experiment's name there, which is the run's preset.</param>
/// <param name="ExperimentId">The server's identifier of it.</param>
/// <param name="RunId">The server's identifier of the run.</param>
/// <param name="Lines">Lines of metrics sent this time; those sent before are not sent again.</param>
/// <param name="Values">Values in them.</param>
/// <param name="Status">RUNNING, FINISHED, FAILED or KILLED.</param>
public sealed record MlflowResult(string Experiment, string ExperimentId, string RunId, int Lines, int Values, string Status);
