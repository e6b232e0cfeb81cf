using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Loschmidt.Studio.Pages;

/// <summary>Node.js and its package manager, as far as they are there.</summary>
/// <param name="path">The <c>PATH</c> that programs are started with; null for the process's own.</param>
/// <param name="where">Folders to look for them in; null for those of <c>PATH</c>.</param>
internal sealed partial class NodeTools(string? path = null, string? where = null)
{
    /// <summary>The oldest release that the pages' tools run on.</summary>
    public const int OldestMajor = 20;

    /// <summary>What keeps Node.js from building pages; null where nothing does.</summary>
    public string? Missing(CancellationToken cancellation)
    {
        if (Run("node", Path.GetTempPath(), cancellation, "--version") is not (0, var said))
            return $"the studio's pages are built with Node.js {OldestMajor} or newer, which is not on the PATH";
        return int.TryParse(said.Trim().TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major >= OldestMajor
            ? null
            : $"the studio's pages are built with Node.js {OldestMajor} or newer, and the one on the PATH is {said.Trim()}";
    }

    /// <summary>Runs npm in a folder; null when it succeeds, else the last thing that it complained about.</summary>
    public string? Npm(string folder, CancellationToken cancellation, params string[] arguments) =>
        Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, cancellation, arguments) switch
        {
            null => "npm, which comes with Node.js, is not on the PATH",
            (0, _) => null,
            (_, var said) => $"npm {arguments[0]} failed ({Complaint(said)})",
        };

    /// <summary>The first line that says what went wrong: behind it come traces and addresses of log files.</summary>
    private static string Complaint(string said)
    {
        string[] lines = [.. Colour().Replace(said, "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var line = lines.FirstOrDefault(line => (line.Contains("rror", StringComparison.Ordinal) || line.StartsWith('['))
            && !line.EndsWith(':') && !line.Contains("code E", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "it said nothing";
        return line.Replace("npm error ", "", StringComparison.Ordinal);
    }

    private (int Code, string Said)? Run(string program, string folder, CancellationToken cancellation, params string[] arguments)
    {
        if (Find(program) is not { } file)
            return null;
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_COLOR"] = "1";
        if (path is not null)
            start.Environment["PATH"] = path;
        try
        {
            using var process = Process.Start(start)!;
            using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            return (process.ExitCode, process.ExitCode == 0 ? said : errors.GetAwaiter().GetResult() + said);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private string? Find(string program) => (where ?? path ?? Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() && !Path.HasExtension(program) ? program + ".exe" : program))
        .FirstOrDefault(File.Exists);

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colour();
}
