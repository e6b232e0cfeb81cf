using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Data;

namespace Loschmidt.SlowTests.Training;

/// <summary>Whole trainings in this process, as the command line runs them, in a folder that goes away.</summary>
internal static class Trained
{
    public static IReadOnlyDictionary<string, double> Run(
        string preset, ulong seed, params IReadOnlyList<string> settings)
    {
        var runs = Directory.CreateTempSubdirectory("loschmidt-trained-");
        try
        {
            return TrainCommand.Run(
                new TrainRequest(preset, false, settings, seed, null, null, null, null, 0, null, runs.FullName),
                new Progress<TrainProgress>(), CancellationToken.None).Metrics;
        }
        finally
        {
            runs.Delete(recursive: true);
        }
    }

    /// <summary>Skips the test, visibly, where the images are not at hand.</summary>
    public static void NeedMnist() => Assert.SkipUnless(
        DataFolder.Usual(null).Find("mnist", Mnist.TrainImages) is not null,
        "needs the MNIST files: set LOSCHMIDT_DATA to the folder that holds mnist/");
}
