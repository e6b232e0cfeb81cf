using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Runs;

/// <summary>A process that lives on when the studio ends or its terminal is interrupted; what it says goes into files.</summary>
internal static partial class DetachedProcess
{
    // SIGTERM, which loschmidt takes as it takes Ctrl-C: a studio that was started in the background has children that ignore SIGINT.
    private const int Termination = 15;

    // The shell only turns the streams into files and becomes the command: the process keeps its number.
    private const string Redirection = "exec \"$@\" >\"$LOSCHMIDT_OUTPUT\" 2>\"$LOSCHMIDT_ERRORS\" </dev/null";

    /// <summary>Starts a command.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="output">File for its standard output.</param>
    /// <param name="errors">File for its standard error.</param>
    /// <exception cref="StudioException">The program cannot be started.</exception>
    public static Process Start(IReadOnlyList<string> command, string output, string errors)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(command[0], command.Skip(1)) { CreateNoWindow = true }
            : new ProcessStartInfo(
                Session() ?? "/bin/sh", [.. Session() is null ? [] : new[] { "/bin/sh" }, "-c", Redirection, "loschmidt", .. command]);
        start.Environment["LOSCHMIDT_OUTPUT"] = output;
        start.Environment["LOSCHMIDT_ERRORS"] = errors;
        try
        {
            return Process.Start(start) ?? throw new StudioException($"{command[0]} could not be started");
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            throw new StudioException($"{command[0]} could not be started ({e.Message})", e);
        }
    }

    /// <summary>Asks the process that works on a run to finish its step and save, as Ctrl-C does; once more, and it ends at once.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="owner">Who holds its lock.</param>
    /// <exception cref="StudioException">It is not ours to stop: on another computer, or not this program.</exception>
    public static void Interrupt(string run, RunOwner owner)
    {
        if (OperatingSystem.IsWindows())
            throw new StudioException($"{run}: a training cannot be interrupted from outside on Windows; press Ctrl-C where it runs");
        if (owner.Host != Environment.MachineName)
            throw new StudioException($"{run}: process {owner.Process} on {owner.Host} works on it; stop it there");
        if (owner.Process <= 1 || owner.Process == Environment.ProcessId || !IsLoschmidt(owner.Process))
            throw new StudioException($"{run}: process {owner.Process} is no training of loschmidt; it is left alone");
        if (Kill(owner.Process, Termination) != 0)
            throw new StudioException($"{run}: process {owner.Process} cannot be signalled; does it belong to another user?");
    }

    private static bool IsLoschmidt(int process)
    {
        try
        {
            var commandLine = $"/proc/{process}/cmdline";
            if (File.Exists(commandLine))
                return File.ReadAllText(commandLine).Contains("loschmidt", StringComparison.OrdinalIgnoreCase);
            using var other = Process.GetProcessById(process);
            return other.ProcessName.Contains("loschmidt", StringComparison.OrdinalIgnoreCase) || other.ProcessName == "dotnet";
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The program that makes a session of its own; where there is none, the terminal's Ctrl-C reaches trainings too, which save themselves.</summary>
    private static string? Session() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, "setsid")).FirstOrDefault(File.Exists);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
