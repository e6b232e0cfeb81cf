using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt device fit</c>: a twin of a device, and the training rehearsed on it.</summary>
internal static class DeviceFitVerb
{
    public static Command Create(Context context)
    {
        var source = CommonOptions.Source();
        var twin = new Option<string?>("--twin")
        {
            Description = "Preset or experiment file whose machine is the family to fit (else the experiment's machine.twin).",
            HelpName = "name|FILE",
        };
        var samples = CommonOptions.Whole("--samples", "N", "Inputs the device is asked; a quarter is held out (default 48).", 4);
        var iterations = CommonOptions.Whole("--iterations", "N", "Steps of the fit (default 400).", 1);
        var rate = CommonOptions.Real("--rate", "R", "Rate of the fit, in the units of the twin's parameters (default 0.05).", 1e-12);
        var output = new Option<string?>("--output") { Description = "Write parameters to begin with on the device, for machine.start.", HelpName = "FILE.npy" };
        var command = new Command("fit", "Fit a machine of ours to a device by its answers, and rehearse the training on it.")
        {
            source, twin, CommonOptions.Quick, CommonOptions.Set, samples, iterations, rate, output,
        };
        command.SetAction(parse =>
        {
            var request = new DeviceFitRequest(
                parse.GetRequiredValue(source), parse.GetValue(twin), parse.GetValue(CommonOptions.Quick), parse.GetRequiredValue(CommonOptions.Set),
                parse.GetValue(samples) ?? 48, parse.GetValue(iterations) ?? 400, parse.GetValue(rate) ?? 0.05, parse.GetValue(output),
                parse.GetValue(CommonOptions.Data));
            var result = new ProgressView(context.Terminal).Stages(
                "device fit", progress => context.Services.DeviceFit(request, progress, context.Cancellation));
            context.Print(parse, result, writer => Describe(result, writer));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Describe(DeviceFitResult result, TextWriter writer)
    {
        writer.WriteLine($"{result.Experiment} and its twin {result.Twin}");
        var facts = new Facts()
            .Add("fitted", $"{result.Parameters} parameters to {result.Samples} inputs, error {Units.Short(result.Fitted)} of the signal")
            .Add("held out", $"{result.HeldOut} inputs, error {Units.Short(result.Residual)} ({Units.Short(result.Before)} before the fit)");
        foreach (var one in result.Rehearsals)
        {
            var accuracy = double.IsNaN(one.Accuracy) ? "" : $", accuracy {Units.Metric("accuracy", one.Accuracy)}";
            facts.Add($"{one.Setting}={Units.Short(one.Value)}", $"cost {Units.Number(one.Cost)}{accuracy} after {one.Steps} steps, nearly so after {one.StepsNeeded}");
        }

        if (result.Output is { } path)
        {
            facts.Add("to begin with", $"{path}: train with --set machine.start={path}");
        }

        facts.WriteTo(writer);
        foreach (var note in result.Notes)
        {
            writer.WriteLine(note);
        }
    }
}
