using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Runs;

/// <summary>Tells processes to stop: after their step, and at once only when somebody insists.</summary>
internal sealed class RunStops
{
    private readonly Lock _gate = new();
    private readonly HashSet<(string Run, int Process)> _told = [];

    /// <summary>Asks the process that works on a run to stop; it saves what it has. A sweep's job stops its whole sweep.</summary>
    /// <param name="run">The run.</param>
    /// <param name="now">Whether a second word is meant, which ends the process without waiting for its step.</param>
    /// <exception cref="StudioException">No process works on it, it is not ours, or it was told already.</exception>
    public StartedDocument Stop(RunFolder run, bool now)
    {
        var name = OneLine.Of(run.Address);
        var owner = run.Owner ?? throw new StudioException($"{name}: no process works on it; there is nothing to stop");
        lock (_gate)
        {
            if (!now && _told.Contains((run.FullPath, owner.Process)))
                throw new StudioException($"{name}: process {owner.Process} was told to stop and ends after its step; once more, 'now', ends it at once");
            DetachedProcess.Interrupt(name, owner);
            _told.Add((run.FullPath, owner.Process));
        }

        return new StartedDocument(run.Address, owner.Process);
    }
}
