using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Loschmidt.Benchmarks;

/// <summary>The machine that the figures belong to.</summary>
internal static class Host
{
    private const string BoundVariable = "LOSCHMIDT_BENCHMARK_CORE";

    /// <summary>Processor, family and model: a name alone, such as "AMD EPYC", may cover several generations.</summary>
    public static string Processor { get; } =
        $"{CpuField("model name")} (family {CpuField("cpu family")}, model {CpuField("model")})";

    /// <summary>The processor as a folder name.</summary>
    public static string Slug { get; } = MakeSlug(Processor);

    /// <summary>The lines that stand above every result.</summary>
    public static string Describe(Options options) => $"""
        - processor: {Processor}, {(Vector512.IsHardwareAccelerated ? "512" : "256")}-bit vectors in use
        - {Where(options)}
        - {RuntimeInformation.OSDescription.Trim()}; {RuntimeInformation.FrameworkDescription}
        - {options.Rounds} interleaved rounds of {options.Seconds:0.##} s of {(options.WholeMachine ? "wall" : "processor")} time: median over rounds of the median
        - {DateTime.UtcNow:yyyy-MM-dd}
        """;

    /// <summary>Starts this program again on one core; null where that is done, unwanted or impossible.</summary>
    /// <remarks>
    /// An affinity set from inside would bind one thread only. From outside it holds for the compiler's and collector's
    /// threads, for the peers, and the runtime counts one processor.
    /// </remarks>
    public static int? RunAgainOnOneCore(string[] args, Options options)
    {
        var done = Environment.GetEnvironmentVariable(BoundVariable) is not null;
        if (options.Core < 0 || options.WholeMachine || done || !File.Exists("/usr/bin/taskset"))
        {
            return null;
        }

        var again = Peers.SelfStart([.. args, "--core", $"{options.Core}"]);
        var start = new ProcessStartInfo("/usr/bin/taskset", ["-c", $"{options.Core}", again.FileName, .. again.ArgumentList]);
        start.Environment[BoundVariable] = $"{options.Core}";
        using var bound = Process.Start(start) ?? throw new InvalidOperationException("cannot start taskset");
        bound.WaitForExit();
        return bound.ExitCode;
    }

    /// <summary>The folder <c>benchmark</c> of the checkout that this program was built in.</summary>
    /// <exception cref="DirectoryNotFoundException">The program lies outside a checkout.</exception>
    public static string BenchmarkFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Loschmidt.slnx")))
            {
                return Path.Combine(folder.FullName, "benchmark");
            }
        }

        throw new DirectoryNotFoundException("run the benchmarks from a checkout: no Loschmidt.slnx above the program");
    }

    private static string Where(Options options) => options switch
    {
        { WholeMachine: true } => $"{Environment.ProcessorCount} cores, threads as each table says",
        { Core: >= 0 } => $"everything on core {options.Core} (taskset), one thread each",
        _ => "everything on any core, one thread each",
    };

    private static string CpuField(string name)
    {
        const string source = "/proc/cpuinfo";
        var line = File.Exists(source)
            ? File.ReadLines(source).FirstOrDefault(l => l.Split(':')[0].Trim() == name)
            : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? "unknown";
    }

    private static string MakeSlug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}
