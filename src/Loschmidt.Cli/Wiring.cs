using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli;

/// <summary>Ties the verbs to the work behind them.</summary>
internal static class Wiring
{
    public static Services Services { get; } = new()
    {
        Train = TrainCommand.Run,
        Resume = TrainCommand.Resume,
        Evaluate = EvaluateCommand.Run,
        Predict = PredictCommand.Run,
        Simulate = SimulateCommand.Run,
        Gradcheck = GradcheckCommand.Run,
        RunsFolder = static option => Path.GetFullPath(option ?? RunFolder.DefaultRoot),
        EchoError = SelfTest.EchoError,
    };
}
