using System.Runtime.InteropServices;

namespace Loschmidt.Benchmarks;

/// <summary>A contender of this library, in this process.</summary>
/// <param name="name">How the table calls it.</param>
/// <param name="step">The work.</param>
/// <param name="check">What it computed from the agreed initial state.</param>
internal sealed class OwnContender(string name, Action step, Check? check) : IContender
{
    /// <summary>Long enough for the runtime to recompile what is hot on the same core.</summary>
    public const double CompilerSeconds = 1;

    public string Name { get; } = name;

    public string Version { get; } = $"Loschmidt, {RuntimeInformation.FrameworkDescription}";

    public Turn Run(double seconds) => Turn.Take(step, seconds, check);

    public void WarmUp() => Turn.Take(step, CompilerSeconds);
}
