using System.CommandLine;
using System.CommandLine.Parsing;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt data get</c>: fetches data sets, checked by their SHA-256.</summary>
internal static class DataGetVerb
{
    public static Command Create(Context context)
    {
        var sets = new Argument<string[]>("set")
        {
            Description = $"Which sets (default: all of {string.Join(", ", DataCatalog.Sets)}).",
            HelpName = "SET",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var mirror = new Option<Uri[]>("--mirror")
        {
            Description = "A place of your own to try first, which holds SET/FILE as distributed; may be repeated.",
            HelpName = "URL",
            DefaultValueFactory = static _ => [],
            CustomParser = Addresses,
        };
        var command = new Command("get", "Fetch data sets into the user's cache, or into --data DIR.") { sets, mirror };
        command.SetAction(parse =>
        {
            var request = new FetchRequest(
                parse.GetValue(sets) ?? [], parse.GetValue(CommonOptions.Data), parse.GetRequiredValue(mirror));
            var result = new ProgressView(context.Terminal).Amounts<FetchProgress, FetchResult>(
                "data get", Describe, progress => context.Services.Fetch(
                    request, progress, line => context.Terminal.Error.WriteLine($"loschmidt: {line}"),
                    context.Cancellation));
            return Finish(context, parse, result);
        });
        return command;
    }

    private static int Finish(Context context, ParseResult parse, FetchResult result)
    {
        context.Print(parse, result, writer =>
        {
            foreach (var file in result.Files)
            {
                writer.WriteLine($"{file.State,-9}  {file.Set}/{file.File}: {file.Path}");
            }
        });
        if (!result.Interrupted)
        {
            return ExitCode.Done;
        }

        context.Terminal.Error.WriteLine(
            $"loschmidt: interrupted; what has arrived is kept in {result.Folder}, and the same command goes on from "
            + "there");
        return ExitCode.Interrupted;
    }

    private static string Describe(FetchProgress progress) =>
        $"{progress.File.Set}/{progress.File.ArchiveName}  {Units.Bytes(progress.Received)} of "
        + $"{Units.Bytes(progress.File.ArchiveBytes)} from {progress.Host}";

    private static Uri[]? Addresses(ArgumentResult result)
    {
        var addresses = new List<Uri>();
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                result.AddError($"--mirror expects an address such as https://example.org/data, not '{text}'");
                return null;
            }

            addresses.Add(address);
        }

        return [.. addresses];
    }
}
