namespace Loschmidt.Studio.Jobs;

/// <summary>One job: its state, who watches it, and how it is stopped.</summary>
internal sealed class Job(string id, JobRequest request) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JobDocument _state = new(id, "queued", request);

    /// <summary>Its name.</summary>
    public string Id { get; } = id;

    /// <summary>What was asked for.</summary>
    public JobRequest Request { get; } = request;

    /// <summary>Set when somebody wants it stopped.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>How it stands, and a task that ends with the next change.</summary>
    public (JobDocument State, Task Changed) Look()
    {
        lock (_gate)
        {
            return (_state, _changed.Task);
        }
    }

    /// <summary>Changes its state; one that has ended changes no more.</summary>
    public void Change(Func<JobDocument, JobDocument> change)
    {
        TaskCompletionSource told;
        lock (_gate)
        {
            if (_state.Ended)
                return;
            _state = change(_state);
            (told, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        told.SetResult();
    }

    /// <summary>Asks it to stop; one that has not begun ends at once.</summary>
    public void Cancel()
    {
        Change(static state => state.State == "queued" ? state with { State = "cancelled", Ahead = null } : state with { Note = "stopping" });
        _stop.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
