namespace Loschmidt.Experiments.Data;

/// <summary>How long a download may keep silent, and how often it is taken up again.</summary>
/// <param name="Connect">Longest wait for a connection.</param>
/// <param name="Silence">Longest wait for an answer, and between two pieces of it.</param>
/// <param name="Attempts">Most attempts at one place, as long as each brings bytes before it is cut.</param>
public sealed record FetchLimits(TimeSpan Connect, TimeSpan Silence, int Attempts)
{
    /// <summary>Fifteen seconds to connect, thirty of silence, five attempts.</summary>
    public static FetchLimits Default { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), 5);
}
