namespace Loschmidt.Experiments.Runs;

/// <summary>How a run stands, as its folder tells.</summary>
public enum RunStatus
{
    /// <summary>A process works on it.</summary>
    Running,

    /// <summary>It did all its steps.</summary>
    Finished,

    /// <summary>It was told to stop, and saved what it had.</summary>
    Interrupted,

    /// <summary>Its process died; it has what its last checkpoint has.</summary>
    Stopped,

    /// <summary>A number stopped being finite, or its watchdog ended it; it has the state before that.</summary>
    Failed,

    /// <summary>One of its files cannot be read.</summary>
    Corrupt,
}
