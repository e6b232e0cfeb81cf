using Loschmidt.Devices.Wire;

namespace Loschmidt.Devices.Checks;

/// <summary>Measures a device through its protocol alone and says what it can be trained with.</summary>
/// <remarks>
/// Nothing is asked that a trainer would not ask, but for one input 1 % outside the stated range and one step asked for twice. The device is left as it
/// was found, as far as its snapshots hold.
/// </remarks>
public static class DeviceCheck
{
    private static readonly TimeSpan Rumour = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs all tests that apply.</summary>
    /// <param name="transport">The way to the device; opened here, and left open.</param>
    /// <param name="options">What is asked for; null for the usual.</param>
    /// <param name="progress">Hears what is being measured.</param>
    /// <param name="stop">Ends the check between two lines.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static DeviceCheckReport Run(
        IWireTransport transport, DeviceCheckOptions? options = null, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        options ??= new DeviceCheckOptions();
        var line = new DeviceLine(transport, options.Patience);
        CheckBench? bench = null;
        DeviceFinding? trouble = null;
        IReadOnlyList<DeviceResponsePoint> response = [];
        double? rate = null;
        var (ε, echo) = (double.NaN, double.NaN);
        try
        {
            progress?.Report("handshake");
            line.Greet();
            bench = new CheckBench(line, options.Seed, stop);
            (response, ε, rate, echo) = Measure(bench, progress);
        }
        catch (DeviceTrouble problem)
        {
            // Ctrl-C ends a device that is started here too, maybe before it is heard of here.
            if (stop.CanBeCanceled && stop.WaitHandle.WaitOne(Rumour))
            {
                throw new OperationCanceledException("the check was interrupted", problem, stop);
            }

            trouble = new DeviceFinding("answers", false, double.NaN, double.NaN, problem.Message.ReplaceLineEndings(" "), problem.Fault);
        }

        stop.ThrowIfCancellationRequested();
        IReadOnlyList<DeviceFinding> findings = [.. bench?.Findings ?? [], .. trouble is null ? Array.Empty<DeviceFinding>() : [trouble]];
        var verdict = CheckVerdict.Of(bench, findings, response, ε, rate, echo, options.Steps);
        return bench is null
            ? new DeviceCheckReport("", "", 0, 0, 0, findings, response, verdict)
            : new DeviceCheckReport(bench.Hello.Name, bench.KindWord, bench.Hello.Features, bench.Hello.Outputs, bench.Hello.Targets, findings, response, verdict);
    }

    private static (IReadOnlyList<DeviceResponsePoint> Response, double Epsilon, double? Rate, double Echo) Measure(CheckBench bench, IProgress<string>? progress)
    {
        progress?.Report("protocol");
        bench.Begin();
        ConformanceTests.Run(bench);
        progress?.Report("noise");
        SteadinessTests.Calibrate(bench);
        var meter = new CheckMeter(bench, progress);
        meter.Begin();
        meter.Stage("steadiness");
        if (!SteadinessTests.Remembers(bench))
        {
            return ([], double.NaN, null, EchoSeconds(bench));
        }

        SteadinessTests.Repeat(bench);
        ConformanceTests.Steps(bench);
        var (creep, drift) = SteadinessTests.Creep(bench);
        string? fault = null;
        if (bench.CanReverse)
        {
            meter.Stage("echo");
            fault = EchoTests.Run(bench, creep).Fault;
        }

        IReadOnlyList<DeviceResponsePoint> response = [];
        double? rate = null;
        var ε = bench.Range("epsilon").To / 10;
        if (bench.Hello.Kind == DeviceKind.SelfLearning && fault is null or "moves" && bench.CanReverse && !bench.Faults.Contains("verbs"))
        {
            meter.Stage("learning");
            (response, ε, rate) = LearningTests.Run(bench);
        }
        else if (bench.Hello.Kind == DeviceKind.HostUpdated)
        {
            meter.Stage("gradient");
            (response, ε) = HostTests.Run(bench);
        }

        SteadinessTests.Judge(bench, drift, fault is not null and not "moves" || bench.Faults.Contains("learning-not-reversed"));
        bench.Rewind();
        return (response, ε, rate, EchoSeconds(bench));
    }

    /// <summary>What one echo takes: the longer of what the device states and the median of what was waited for.</summary>
    private static double EchoSeconds(CheckBench bench)
    {
        WireAction[] echo = bench.CanReverse
            ? [bench.Prepare(0), WireAction.Evolve, WireAction.Reverse, WireAction.Evolve, WireAction.Reverse]
            : [bench.Prepare(0), WireAction.Evolve, WireAction.Read];
        var waited = new double[9];
        for (var i = 0; i < waited.Length; i++)
        {
            bench.Line.Ask(echo);
            waited[i] = bench.Line.Waited;
        }

        Array.Sort(waited);
        return Math.Max(waited[waited.Length / 2], bench.Hello.SecondsFor(echo));
    }
}
