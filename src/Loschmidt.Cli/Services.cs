using Loschmidt.Devices.Checks;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;
using Loschmidt.Studio;
using Loschmidt.Studio.Pages;

namespace Loschmidt.Cli;

/// <summary>The work behind the verbs that run machines; tests put their own in its place.</summary>
internal sealed record Services
{
    public required Func<TrainRequest, IProgress<TrainProgress>, CancellationToken, TrainResult> Train { get; init; }

    public required Func<ResumeRequest, IProgress<TrainProgress>, CancellationToken, TrainResult> Resume { get; init; }

    public required Func<ToleranceRequest, IProgress<SweepProgress>, CancellationToken, ToleranceResult> Tolerance { get; init; }

    public required Func<SweepRequest, IProgress<SweepProgress>, CancellationToken, SweepResult> Sweep { get; init; }

    public required Func<EvaluateRequest, IProgress<TrainProgress>, CancellationToken, EvaluateResult> Evaluate { get; init; }

    public required Func<PredictRequest, TextWriter, IProgress<string>, CancellationToken, PredictResult> Predict { get; init; }

    public required Func<SimulateRequest, IProgress<string>, CancellationToken, SimulateResult> Simulate { get; init; }

    public required Func<GradcheckRequest, IProgress<string>, CancellationToken, GradcheckReport> Gradcheck { get; init; }

    public required Func<DeviceCheckRequest, IProgress<string>, CancellationToken, DeviceCheckReport> DeviceCheck { get; init; }

    public required Func<DeviceFitRequest, IProgress<string>, CancellationToken, DeviceFitResult> DeviceFit { get; init; }

    public required Func<CompareRequest, IProgress<string>, CancellationToken, CompareResult> Compare { get; init; }

    /// <summary>Fetches data; the second action hears remarks, a line each.</summary>
    public required Func<FetchRequest, IProgress<FetchProgress>, Action<string>, CancellationToken, FetchResult> Fetch { get; init; }

    public required Func<ReproduceRequest, IProgress<string>, CancellationToken, ReproduceResult> Reproduce { get; init; }

    /// <summary>Is a device, on standard input and output or on a port; the action hears where.</summary>
    public required Action<DeviceServeRequest, Action<string>, CancellationToken> Serve { get; init; }

    /// <summary>Starts the device of a command and writes what passes into a file; the action hears what the device says to people.</summary>
    public required Action<string, string, Action<string>> Record { get; init; }

    /// <summary>Plays the device's side of a recording.</summary>
    public required Action<string> Replay { get; init; }

    /// <summary>Serves the studio until somebody cancels; the first action hears where it listens, the second remarks.</summary>
    public required Action<StudioOptions, Action<StudioReady>, Action<string>, CancellationToken> Studio { get; init; }

    /// <summary>Writes the pages that need no server into a folder; the action hears remarks.</summary>
    public required Func<string, Action<string>, CancellationToken, OfflineReport> Offline { get; init; }

    /// <summary>Opens an address in the browser; false where none can be started.</summary>
    public required Func<Uri, bool> Browse { get; init; }

    /// <summary>Where runs are kept, given what <c>--runs</c> said.</summary>
    public required Func<string?, string> RunsFolder { get; init; }

    /// <summary>How far a small machine misses home after an echo without a nudge.</summary>
    public required Func<CancellationToken, double> EchoError { get; init; }
}
