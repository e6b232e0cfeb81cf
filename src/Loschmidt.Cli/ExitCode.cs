namespace Loschmidt.Cli;

/// <summary>What the process says when it leaves.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadInput = 2;
    public const int Interrupted = 130;
}
