using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Experiments.Reports;

/// <summary>What this program runs on.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Dotnet">Framework and its version.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="Processor">Name of the processor; <c>unknown</c> where the system does not tell.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="VectorBits">Widest vectors that the processor has.</param>
/// <param name="MemoryBytes">Memory that the process may use.</param>
public sealed record Computer(
    string Version, string Dotnet, string System, string Processor, int Cores, int VectorBits, long MemoryBytes)
{
    /// <summary>Looks at this computer.</summary>
    public static Computer Examine() => new(
        typeof(Computer).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()})",
        ProcessorName(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    private static string ProcessorName()
    {
        const string Linux = "/proc/cpuinfo";
        if (File.Exists(Linux))
        {
            var line = File.ReadLines(Linux).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
            if (line is not null)
            {
                return line[(line.IndexOf(':') + 1)..].Trim();
            }
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }
}
