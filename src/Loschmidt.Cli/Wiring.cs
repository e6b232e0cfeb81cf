namespace Loschmidt.Cli;

/// <summary>Ties the verbs to the work behind them.</summary>
internal static class Wiring
{
    public static Services Services { get; } = new()
    {
        Train = static (_, _, _) => throw Absent(),
        Evaluate = static (_, _, _) => throw Absent(),
        Simulate = static (_, _, _) => throw Absent(),
        Gradcheck = static (_, _, _) => throw Absent(),
        RunsFolder = static option => Path.GetFullPath(option ?? "runs"),
        EchoError = static _ => throw Absent(),
        Fuzz = static (_, _, _, _) => throw Absent(),
    };

    private static UsageException Absent() => new("this verb's work is not part of this build");
}
