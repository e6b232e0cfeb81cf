using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Loschmidt.Benchmarks;

/// <summary>A studio in a process of its own, started as people start it.</summary>
internal sealed class StudioServer : IDisposable
{
    private const double TicksPerSecond = 100; // of /proc, whatever the kernel's own clock

    private readonly Process _process;

    /// <summary>Starts it and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public StudioServer(string runs)
    {
        var program = Path.Combine(Path.GetDirectoryName(Host.BenchmarkFolder())!, "loschmidt");
        var start = new ProcessStartInfo(program, ["studio", "--json", "--port", "0", "--runs", runs]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_Tiered", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        Started = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        var document = "";
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            document += line;
            if (line == "}")
                break;
        }

        Listening = Stopwatch.GetElapsedTime(Started);
        using var ready = JsonDocument.Parse(document.Length > 0 ? document : throw new InvalidOperationException("the studio did not start"));
        Address = new Uri(ready.RootElement.GetProperty("address").GetString()!);
        HasPages = ready.RootElement.GetProperty("pages").GetBoolean();
    }

    /// <summary>When the process was asked for.</summary>
    public long Started { get; }

    /// <summary>How long it took until it listened.</summary>
    public TimeSpan Listening { get; }

    public Uri Address { get; }

    public bool HasPages { get; }

    /// <summary>Processor time so far, all threads together; seconds.</summary>
    public double ProcessorSeconds
    {
        get
        {
            var fields = File.ReadAllText($"/proc/{_process.Id}/stat").Split(") ")[1].Split(' ');
            return (Parse(fields[11]) + Parse(fields[12])) / TicksPerSecond;
        }
    }

    /// <summary>Resident memory now; bytes.</summary>
    public long Memory => 1024 * Parse(File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))[6..].Trim(' ', '\t', 'k', 'B'));

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
