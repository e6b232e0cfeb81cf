using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Runs;
using Loschmidt.Studio;
using Loschmidt.Studio.Pages;

namespace Loschmidt.Cli;

/// <summary>Ties the verbs to the work behind them.</summary>
internal static class Wiring
{
    public static Services Services { get; } = new()
    {
        Train = TrainCommand.Run,
        Resume = TrainCommand.Resume,
        Sweep = SweepCommand.Run,
        Tolerance = ToleranceCommand.Run,
        Evaluate = EvaluateCommand.Run,
        Predict = PredictCommand.Run,
        Simulate = SimulateCommand.Run,
        Gradcheck = GradcheckCommand.Run,
        DeviceCheck = DeviceCheckCommand.Run,
        DeviceFit = DeviceFitCommand.Run,
        Compare = CompareCommand.Run,
        Fetch = static (request, progress, remark, stop) => new DataFetch(progress, remark).Run(request, stop),
        Reproduce = ReproduceCommand.Run,
        Serve = static (request, say, stop) =>
            DeviceServeCommand.Run(request, Console.OpenStandardInput(), Console.OpenStandardOutput(), say, stop),
        Record = static (command, file, say) =>
            DeviceRecordCommand.Record(command, file, Console.OpenStandardInput(), Console.OpenStandardOutput(), say),
        Replay = static file => DeviceRecordCommand.Replay(file, Console.OpenStandardInput(), Console.OpenStandardOutput()),
        Studio = StudioCommand.Run,
        Offline = OfflinePages.Write,
        Browse = Browser.Open,
        RunsFolder = static option => Path.GetFullPath(option ?? RunFolder.DefaultRoot),
        EchoError = SelfTest.EchoError,
    };
}
