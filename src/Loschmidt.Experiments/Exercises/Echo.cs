using System.Globalization;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Reports;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Exercises;

/// <summary>The runs behind the exercises, by the code behind <c>simulate</c> and <c>gradcheck</c>.</summary>
internal static class Echo
{
    // The one that simulate sends unless told otherwise.
    private const int Sample = 1;

    /// <summary>One echo without a nudge of a preset's sample, as <c>loschmidt simulate</c> prints it.</summary>
    /// <param name="preset">The preset.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="sets">What <c>--set</c> would say.</param>
    public static HomeDistance Home(string preset, double seed, params IEnumerable<string> sets)
    {
        var experiment = RequestedExperiment.Load(preset, quick: false, sets, ("seed", (ulong)seed, "--seed"));
        var bench = Workbench.SetUp(experiment, 1, 1, null);
        var machine = (IReverses)bench.Blocks.Machine;
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        bench.Data.Train.Read([Math.Min(Sample, bench.Data.Train.Count - 1)], batch);
        return EchoLedger.Of(machine, batch).Home;
    }

    /// <summary>A comparison of gradients, as <c>loschmidt gradcheck</c> prints it.</summary>
    public static GradcheckReport Gradients(
        string preset, double seed, bool quick, string[] estimators, CancellationToken cancellation, params IReadOnlyList<string> sets) =>
        GradcheckCommand.Run(new GradcheckRequest(preset, quick, sets, (ulong)seed, null, 1, estimators, null), new Silent(), cancellation);

    /// <summary>What a curve of errors says at an ε.</summary>
    public static double At(this GradcheckReport report, string estimator, double epsilon) => report.Slopes.First(one => one.Estimator == estimator).Points
        .MinBy(point => Math.Abs(Math.Log(point.At / epsilon)))!.Value;

    /// <summary>Where a rising function of a positive number reaches a value, to a part in 10⁵, by halving between two bounds.</summary>
    public static double Where(double low, double high, double value, Func<double, double> rising, CancellationToken cancellation)
    {
        while (high / low > 1 + 1e-5)
        {
            cancellation.ThrowIfCancellationRequested();
            var middle = Math.Sqrt(low * high);
            (low, high) = rising(middle) < value ? (middle, high) : (low, middle);
        }

        return Math.Sqrt(low * high);
    }

    /// <summary><c>key=value</c> as <c>--set</c> takes it.</summary>
    public static string Set(string key, double value) => $"{key}={value.ToString("R", CultureInfo.InvariantCulture)}";

    private sealed class Silent : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }
}
