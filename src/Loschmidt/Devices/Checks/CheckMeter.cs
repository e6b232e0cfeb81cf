using System.Diagnostics;
using System.Globalization;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Devices.Checks;

/// <summary>Says how long a check will take, and how far it is where it takes long.</summary>
/// <param name="bench">The device; its readings have been chosen.</param>
/// <param name="progress">Hears it; null where nobody does.</param>
internal sealed class CheckMeter(CheckBench bench, IProgress<string>? progress)
{
    // Counted with sound devices; how far a rate has to be lowered until a step shows makes it more or fewer.
    private const int SelfLearningPasses = 1500;
    private const int HostUpdatedPasses = 800;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly int _passes = bench.Hello.Kind == DeviceKind.SelfLearning ? SelfLearningPasses : HostUpdatedPasses;
    private string _stage = "";

    /// <summary>Times an evaluation, tells what all of them will take, and watches from now on.</summary>
    public void Begin()
    {
        bench.Rewind();
        var before = bench.Line.Passes;
        bench.Evaluate(0);
        WireAction[] way = [bench.Prepare(0), .. Enumerable.Repeat(WireAction.Evolve, bench.Line.Passes - before), .. bench.Looks()];
        var evaluation = Math.Max(bench.Line.Waited, bench.Hello.SecondsFor(way));
        var seconds = evaluation * _passes / (bench.Line.Passes - before);
        progress?.Report(string.Create(
            CultureInfo.InvariantCulture,
            $"about {_passes} passes, {(seconds < 90 ? $"{Math.Ceiling(seconds)} seconds" : $"{Math.Ceiling(seconds / 60)} minutes")}"));
        bench.Line.Answered = Tell;
    }

    /// <summary>Says what is being measured.</summary>
    public void Stage(string name)
    {
        _stage = name;
        progress?.Report(name);
    }

    private void Tell()
    {
        if (_clock.Elapsed >= Every)
        {
            _clock.Restart();
            progress?.Report($"{_stage}: {bench.Line.Passes} of about {Math.Max(_passes, bench.Line.Passes)} passes");
        }
    }
}
