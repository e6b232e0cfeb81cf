using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt simulate</c>: see a wave go out, be nudged, and come back.</summary>
internal static class SimulateVerb
{
    private const int DefaultFrames = 6;

    public static Command Create(Context context)
    {
        var source = CommonOptions.Source();
        var frames = CommonOptions.Whole("--frames", "N", $"Frames of the filmstrip each way (default {DefaultFrames}).", 2);
        var sample = CommonOptions.Whole("--sample", "N", "Which training sample, from 0 (default 1; of xor: 00, 01, 10, 11).", 0);
        var output = new Option<string?>("--output")
        {
            Description = "Folder for the pictures (default: a new one beside the runs).",
            HelpName = "DIR",
        };
        var film = CommonOptions.Word("--film", "gif|apng", "Animate the echo, too, as GIF or animated PNG.", "gif", "apng");
        var command = new Command("simulate", "Send one sample out and back, and write pictures of it.")
        {
            source, CommonOptions.Quick, CommonOptions.Set, CommonOptions.Seed, sample, frames, CommonOptions.Png, film, output,
            CommonOptions.Precision, CommonOptions.Threads,
        };
        command.SetAction(parse =>
        {
            var request = new SimulateRequest(
                parse.GetRequiredValue(source), parse.GetValue(CommonOptions.Quick), parse.GetRequiredValue(CommonOptions.Set),
                parse.GetValue(CommonOptions.Seed), parse.GetValue(CommonOptions.Precision),
                parse.GetValue(CommonOptions.Threads) ?? 0, parse.GetValue(frames) ?? DefaultFrames, parse.GetValue(CommonOptions.Png),
                parse.GetValue(output), parse.GetValue(CommonOptions.Data), parse.GetValue(CommonOptions.Runs), parse.GetValue(sample) ?? 1) { Film = parse.GetValue(film) };
            var result = new ProgressView(context.Terminal).Stages(
                request.Source, progress => context.Services.Simulate(request, progress, context.Cancellation));
            context.Print(parse, result, writer => Describe(request.Source, result, writer));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Describe(string source, SimulateResult result, TextWriter writer)
    {
        if (result.Unsettled is { } unsettled)
        {
            writer.WriteLine($"{source}: rung up in {Units.Duration(result.Seconds)}");
            new Facts()
                .Add("cost", Units.Number(result.Cost))
                .Add("settled at", result.SettlingTime is { } settling
                    ? $"{Units.Number(settling)} 1/kappa (all fields within a thousandth of the steady state)"
                    : "not while it was followed: a mode decays slowly, or modes turn so fast that it was followed for a short time only")
                .Add("steady state", $"missed by {Units.Number(unsettled)} at the end (fields in time against fields by elimination)")
                .Add("folder", result.Folder).AddAll("pictures", result.Figures).WriteTo(writer);
            return;
        }

        writer.WriteLine($"{source}: out and back in {Units.Duration(result.Seconds)}");
        var facts = new Facts()
            .Add("cost", Units.Number(result.Cost))
            .Add("echo error", $"{Units.Number(result.EchoError)} (distance of the field from its start after an echo without a nudge)")
            .Add("back-action", $"{Units.Number(result.BackAction)} (what that echo left in the learning field)");
        if (!double.IsNaN(result.EnergyDrift))
        {
            facts.Add("energy drift", Units.Number(result.EnergyDrift));
        }

        if (!double.IsNaN(result.NormDrift))
        {
            facts.Add("norm drift", Units.Number(result.NormDrift));
        }

        foreach (var (metric, name) in LedgerMetrics.Drifts.Concat(LedgerMetrics.Amounts))
        {
            if (result.Ledger.TryGetValue(metric, out var value))
            {
                facts.Add(name, Units.Number(value));
            }
        }

        if (result.Cause is { } cause)
        {
            facts.Add("ancillas", cause);
        }

        facts.Add("folder", result.Folder).AddAll("pictures", result.Figures).WriteTo(writer);
        if (result.Units is { } units)
        {
            writer.WriteLine();
            writer.WriteLine("units: in the laboratory, and in the equations (width of the box = duration of a pass = 1)");
            var width = units.Max(line => line.Quantity.Length);
            foreach (var line in units)
            {
                writer.WriteLine($"  {line.Quantity.PadRight(width)}  {$"{Units.Number(line.Value)} {line.Unit}",-18}  {line.Symbol} = {Units.Number(line.Number)}");
            }
        }
    }
}
