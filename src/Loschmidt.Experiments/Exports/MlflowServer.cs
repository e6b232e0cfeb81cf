namespace Loschmidt.Experiments.Exports;

/// <summary>A tracking server of MLflow, and how patiently it is spoken to.</summary>
/// <param name="Address">Its address, such as <c>http://127.0.0.1:5000</c>; a path in it is kept.</param>
public sealed record MlflowServer(Uri Address)
{
    /// <summary>A bearer token; null sends none.</summary>
    public string? Token { get; init; }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long to wait before the first repetition of a request; twice as long before each further one.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How often a request is made at most.</summary>
    public int Tries { get; init; } = 4;
}
