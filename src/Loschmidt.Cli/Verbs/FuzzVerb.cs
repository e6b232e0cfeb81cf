using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Fuzzing;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt fuzz</c>, for developers: damage done to input files must end in one clear line, never in a crash.</summary>
internal static class FuzzVerb
{
    private const int DefaultCases = 1_000_000;

    public static Command Create(Context context)
    {
        var format = new Argument<string>("format")
        {
            Description = "Which reader to feed.",
            HelpName = "csv|digits|formula|idx|yaml|npy|npz|safetensors|ts|arff|mat|series|device|trainer",
        };
        var cases = CommonOptions.Whole("--cases", "N", $"How many files (default {DefaultCases}).", 1);
        var command = new Command("fuzz", "Feed damaged files to a reader.") { format, cases, CommonOptions.Seed };
        command.Hidden = true;
        command.SetAction(parse =>
        {
            Func<long, ulong, TextWriter, FuzzReport> fuzz = parse.GetRequiredValue(format) switch
            {
                "csv" => CsvFuzz.Run,
                "formula" => FormulaFuzz.Run,
                "digits" => DigitsFuzz.Run,
                "idx" => IdxFuzz.Run,
                "yaml" => YamlFuzz.Run,
                "npy" => TensorFuzz.Npy,
                "npz" => TensorFuzz.Npz,
                "safetensors" => TensorFuzz.Safetensors,
                "ts" => SeriesFuzz.Ts,
                "arff" => SeriesFuzz.Arff,
                "mat" => MatFuzz.Run,
                "series" => SeriesFuzz.Tables,
                "device" => WireFuzz.Device,
                "trainer" => WireFuzz.Trainer,
                var other => throw new UsageException(
                    "fuzz knows csv, digits, formula, idx, yaml, npy, npz, safetensors, ts, arff, mat, series, device and trainer, "
                    + $"not '{other}'"),
            };
            var report = fuzz(
                parse.GetValue(cases) ?? DefaultCases, parse.GetValue(CommonOptions.Seed) ?? 1, context.Terminal.Error);
            context.Print(parse, report, writer => new Facts()
                .Add("cases", $"{report.Cases}")
                .Add("accepted", $"{report.Accepted}")
                .Add("refused", $"{report.Refused}, each with one clear line")
                .Add("memory", $"at most {Units.Bytes(report.LargestAllocation)} a case")
                .WriteTo(writer));
            return ExitCode.Done;
        });
        return command;
    }
}
