using System.Globalization;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>What a figure was computed on: <c>hardware.json</c>, which two equal runs may write differently.</summary>
/// <param name="Processor">Its name; <c>unknown</c> where the system does not tell.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="Threads">Threads that trainings could use.</param>
/// <param name="VectorBits">Widest vectors that the processor has.</param>
/// <param name="MemoryBytes">Memory that the process may use.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="Dotnet">Framework and its version.</param>
/// <param name="Version">Version of the program.</param>
internal sealed record Hardware(
    string Processor, int Cores, int Threads, int VectorBits, long MemoryBytes, string System, string Dotnet, string Version)
{
    /// <summary>This computer.</summary>
    /// <param name="threads">Threads that were asked for; 0 for every core.</param>
    public static Hardware Examine(int threads)
    {
        var computer = Computer.Examine();
        return new(
            computer.Processor, computer.Cores, threads == 0 ? computer.Cores : threads, computer.VectorBits, computer.MemoryBytes,
            computer.System, computer.Dotnet, computer.Version);
    }

    /// <summary>What it was and how it was used, as names and words.</summary>
    /// <param name="seconds">Wall-clock time of the figure.</param>
    public IEnumerable<(string Name, string Words)> Facts(double seconds)
    {
        yield return ("time", Units.Duration(seconds));
        yield return ("processor", Processor);
        yield return ("cores", string.Create(CultureInfo.InvariantCulture, $"{Cores}, vectors of {VectorBits} bits; memory {Units.Bytes(MemoryBytes)}"));
        yield return ("threads", Threads.ToString(CultureInfo.InvariantCulture));
        yield return ("system", $"{System}, {Dotnet}, loschmidt {Version}");
    }
}
