using System.Globalization;
using System.Text.Json;

namespace Loschmidt.Benchmarks;

/// <summary>A contender of the sequences, ours included: a process of its own, so that memory is counted alike.</summary>
/// <param name="name">How the tables call it.</param>
/// <param name="start">Starts its process.</param>
/// <param name="request">The request: what, with which threads.</param>
/// <param name="turns">Turns it has at most: of a step of many seconds a few say enough.</param>
internal sealed class SequencePeer(string name, Func<PeerProcess> start, string request, int turns = int.MaxValue)
    : IContender, IDisposable
{
    private const int WarmUpSteps = 256;

    private PeerProcess? _process;
    private Turn? _last;
    private int _turns;

    public string Name { get; } = name;

    public string Version { get; private set; } = "";

    /// <summary>Steps of the series that it reads.</summary>
    public required int Steps { get; init; }

    /// <summary>C, or what stands for it.</summary>
    public double Cost { get; private set; }

    /// <summary>File of the last gradient, in the folder of the problem.</summary>
    public string Gradient { get; private set; } = "";

    public void WarmUp()
    {
        _process ??= start();
        WarmUp(_process);
    }

    public Turn Run(double seconds)
    {
        if (_turns++ < turns)
        {
            _last = Turned(_process!.Ask(Request(Steps, seconds)));
        }

        return _last!;
    }

    /// <summary>Anonymous memory of one step above the level before it; bytes, in a fresh process.</summary>
    public long Memory()
    {
        using var process = start();
        WarmUp(process);
        return ResidentMemory.Growth(process.Id, () => process.Ask(Request(Steps, 0)));
    }

    public void Dispose() => _process?.Dispose();

    private void WarmUp(PeerProcess process)
    {
        // TorchScript compiles at the second call, with what it saw at the first.
        for (var call = 0; call < 3; call++)
        {
            process.Ask(Request(WarmUpSteps, 0));
        }
    }

    private string Request(int steps, double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{request} {steps} {seconds}");

    private Turn Turned(JsonElement answer)
    {
        Version = answer.GetProperty("version").GetString() ?? "";
        Cost = answer.GetProperty("cost").GetDouble();
        Gradient = answer.GetProperty("gradient").GetString() ?? "";
        return new(answer.GetProperty("step_ms").GetDouble(), answer.GetProperty("step_ms_min").GetDouble());
    }
}
