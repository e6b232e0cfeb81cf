using System.Runtime.InteropServices;

namespace Loschmidt.Benchmarks;

/// <summary>A contender of this library, in this process.</summary>
/// <param name="name">How the table calls it.</param>
/// <param name="step">The work.</param>
/// <param name="check">What it computed from the agreed initial state.</param>
internal sealed class OwnContender(string name, Action step, Check? check) : IContender
{
    public string Name { get; } = name;

    public string Version { get; } = $"Loschmidt, {RuntimeInformation.FrameworkDescription}";

    public Turn Run(double seconds) => Turn.Take(step, seconds, check);
}
