using System.Diagnostics;
using System.Text;

namespace Loschmidt.EndToEnd.Support;

/// <summary>Starts programs and waits for them.</summary>
internal sealed class Launcher
{
    // Far above anything a test waits for, so that a program that hangs fails its test and not the whole suite.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly ProcessStartInfo _start;
    private readonly StringBuilder _error = new();

    private Launcher(string program, IEnumerable<string> arguments)
    {
        _start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        _start.Environment["DOTNET_NOLOGO"] = "1";
        _start.Environment["NO_PROXY"] = "127.0.0.1"; // the tests' own server
        _start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
    }

    /// <summary>The built command line, as a process.</summary>
    public static Outcome Loschmidt(params string[] arguments) =>
        new Launcher("dotnet", [Checkout.CommandLine, .. arguments]).Run(null);

    /// <summary>The same in an environment with some variables changed; null removes one.</summary>
    public static Outcome Loschmidt(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var launcher = new Launcher("dotnet", [Checkout.CommandLine, .. arguments]);
        foreach (var (name, value) in environment)
        {
            launcher._start.Environment[name] = value;
        }

        return launcher.Run(null);
    }

    /// <summary>The same, interrupted as by Ctrl-C as soon as a line on standard error contains a text.</summary>
    public static Outcome Interrupted(string after, params string[] arguments)
    {
        // A shell may have told background jobs to ignore the signal, and children inherit that.
        var launcher = new Launcher("env", ["--default-signal=INT", "dotnet", Checkout.CommandLine, .. arguments]);
        var sent = false;
        return launcher.Run((process, line) =>
        {
            // Once only: the second signal would end the process at once.
            if (!sent && line.Contains(after, StringComparison.Ordinal))
            {
                sent = true;
                Process.Start("kill", ["-INT", process.Id.ToString()]).WaitForExit();
            }
        });
    }

    /// <summary>The same, killed as by a failing power supply as soon as a line on standard error contains a text, after
    /// something was done with the living process.</summary>
    public static Outcome Killed(string after, Action<int> first, params string[] arguments)
    {
        // Not done where lines are heard of: the process waits when nobody reads them.
        var launcher = new Launcher("dotnet", [Checkout.CommandLine, .. arguments]);
        Task? deed = null;
        var outcome = launcher.Run((process, line) =>
        {
            if (deed is null && line.Contains(after, StringComparison.Ordinal))
            {
                deed = Task.Run(() =>
                {
                    try
                    {
                        first(process.Id);
                    }
                    finally
                    {
                        process.Kill(entireProcessTree: true);
                    }
                });
            }
        });
        (deed ?? throw new InvalidOperationException($"no line contained '{after}'")).GetAwaiter().GetResult();
        return outcome;
    }

    /// <summary>The .NET command line itself.</summary>
    public static Outcome Dotnet(params string[] arguments) => new Launcher("dotnet", arguments).Run(null);

    /// <summary>Any other program.</summary>
    public static Outcome Start(string program, params string[] arguments) => new Launcher(program, arguments).Run(null);

    /// <summary>The .NET command line in a folder, keeping what it fetches in a folder of the test's own.</summary>
    public static Outcome DotnetIn(string folder, string fetched, params string[] arguments)
    {
        var launcher = new Launcher("dotnet", arguments) { _start = { WorkingDirectory = folder } };
        launcher._start.Environment["NUGET_PACKAGES"] = fetched;
        return launcher.Run(null);
    }

    /// <summary>A program in a folder.</summary>
    public static Outcome In(string program, string folder, params string[] arguments) =>
        new Launcher(program, arguments) { _start = { WorkingDirectory = folder } }.Run(null);

    /// <summary>A program in a folder, in an environment that has nothing but a home.</summary>
    public static Outcome Bare(string program, string folder, params string[] arguments)
    {
        var launcher = new Launcher(program, arguments) { _start = { WorkingDirectory = folder } };
        launcher._start.Environment.Clear();
        launcher._start.Environment["HOME"] = folder;
        return launcher.Run(null);
    }

    /// <summary>Whether a program is there and ends without an error.</summary>
    public static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            return new Launcher(program, arguments).Run(null).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program
        }
    }

    private Outcome Run(Action<Process, string>? onError)
    {
        using var process = new Process { StartInfo = _start };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                _error.Append(line.Data).Append('\n');
                onError?.Invoke(process, line.Data);
            }
        };
        process.Start();
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            var command = $"{_start.FileName} {string.Join(' ', _start.ArgumentList)}";
            throw new TimeoutException($"{command} did not end; it said: {_error}");
        }

        process.WaitForExit(); // now for the end of its standard error
        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), _error.ToString());
    }
}
