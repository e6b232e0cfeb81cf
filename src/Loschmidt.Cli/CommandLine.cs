using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Loschmidt.Cli.Terminals;
using Loschmidt.Cli.Verbs;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Exports;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Scattering;

namespace Loschmidt.Cli;

/// <summary>From words on the command line to an exit code.</summary>
internal static class CommandLine
{
    private const string Name = "loschmidt";

    /// <summary>Runs one command.</summary>
    /// <returns>0 done, 1 failed while running, 2 bad usage or input, 130 interrupted.</returns>
    public static int Run(IReadOnlyList<string> arguments, Context context)
    {
        try
        {
            var parse = Parse(arguments, context);
            if (Fault(parse) is { } fault)
            {
                throw new UsageException(fault);
            }

            return parse.Invoke(new InvocationConfiguration
            {
                Output = context.Terminal.Out,
                Error = context.Terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("LOSCHMIDT_DEBUG") != "1")
        {
            return Report(e, context.Terminal, arguments.Contains("--json"));
        }
    }

    /// <summary>What is wrong with a command, or null; nothing is run.</summary>
    public static string? Problem(IReadOnlyList<string> arguments, Context context) => Fault(Parse(arguments, context));

    private static string? Fault(ParseResult parse) =>
        Stray(parse) is { } option ? UnknownOption(parse, option) : parse.Errors.Count > 0 ? Explain(parse) : null;

    /// <summary>An option that does not exist and that the parser took for an argument.</summary>
    private static string? Stray(ParseResult parse) => parse.Tokens.Any(token => token.Type == TokenType.DoubleDash)
        ? null
        : parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value).FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal));

    private static ParseResult Parse(IReadOnlyList<string> arguments, Context context) =>
        Root(context).Parse(arguments, new ParserConfiguration
        {
            EnablePosixBundling = false,
            ResponseFileTokenReplacer = null,
        });

    /// <summary>All verbs with their arguments and options; nothing is run.</summary>
    public static Command Root(Context context)
    {
        // Not a RootCommand: that one calls itself after the assembly, and people type something else.
        var root = new Command(
            Name,
            "Loschmidt: learning machines made of physics that runs backwards as well as forwards.\n\n"
            + "  loschmidt train xor                     a wave machine teaches itself XOR\n"
            + "  loschmidt simulate xor                  see the wave go out, be nudged, and come back\n"
            + "  loschmidt gradcheck xor                 every gradient against every other")
        {
            PresetsVerb.Create(context),
            TrainVerb.Create(context),
            SweepVerb.Create(context),
            ToleranceVerb.Create(context),
            EvaluateVerb.Create(context),
            PredictVerb.Create(context),
            SimulateVerb.Create(context),
            GradcheckVerb.Create(context),
            CompareVerb.Create(context),
            LatencyVerb.Create(context),
            ReproduceVerb.Create(context),
            ExerciseVerb.Create(context),
            RunsVerb.Create(context),
            StudioVerb.Create(context),
            DataVerb.Create(context),
            DeviceVerb.Create(context),
            DoctorVerb.Create(context),
            FuzzVerb.Create(context),
        };
        root.Options.Add(new HelpOption { Recursive = true });
        root.Options.Add(new VersionOption());
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(CommonOptions.Data);
        root.Options.Add(CommonOptions.Runs);
        root.SetAction(parse =>
        {
            if (!parse.GetValue(CommonOptions.Json))
            {
                new HelpAction().Invoke(parse);
                return ExitCode.BadInput;
            }

            parse.InvocationConfiguration.Output = context.Terminal.Error;
            new HelpAction().Invoke(parse);
            throw new UsageException($"a verb is missing; verbs: {string.Join(", ", Verbs(root))}");
        });
        return root;
    }

    /// <summary>One line for what the parser stumbled over first, with the nearest thing that exists.</summary>
    private static string Explain(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (parse.UnmatchedTokens.Count == 0)
        {
            var absent = command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > 0 && parse.GetResult(a) is not { Tokens.Count: > 0 });
            var problem = absent is null ? parse.Errors[0].Message.TrimEnd('.') : $"<{absent.HelpName ?? absent.Name}> is missing";
            return $"{problem}; see '{PathOf(parse.CommandResult)} --help'";
        }

        var word = parse.UnmatchedTokens[0];
        if (word.StartsWith('-'))
        {
            return UnknownOption(parse, word);
        }

        if (command.Subcommands.Count > 0)
        {
            var verbs = Verbs(command).ToArray();
            return $"unknown verb '{word}'{NearestName.Hint(word, verbs)} verbs: {string.Join(", ", verbs)}";
        }

        return command.Arguments.Count == 0
            ? $"'{word}' is one word too many; type '{PathOf(parse.CommandResult)}' alone"
            : $"'{word}' is one word too many; see '{PathOf(parse.CommandResult)} --help'";
    }

    private static string UnknownOption(ParseResult parse, string word)
    {
        var options = Visible(parse.CommandResult).Distinct(StringComparer.Ordinal).ToArray();
        return $"unknown option '{word}'{NearestName.Hint(word, options)} options: {string.Join(", ", options)}";
    }

    private static IEnumerable<string> Verbs(Command command) =>
        command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name);

    private static IEnumerable<string> Visible(CommandResult result)
    {
        foreach (var option in result.Command.Options.Where(o => !o.Hidden))
        {
            yield return option.Name;
        }

        for (var parent = result.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
        {
            foreach (var option in parent.Command.Options.Where(o => o.Recursive && !o.Hidden))
            {
                yield return option.Name;
            }
        }
    }

    private static string PathOf(CommandResult result) => result.Parent is CommandResult parent
        ? $"{PathOf(parent)} {result.Command.Name}"
        : Name;

    private static int Report(Exception e, Terminal terminal, bool json)
    {
        var (code, message) = e switch
        {
            OperationCanceledException => (ExitCode.Interrupted, "interrupted"),
            InputException => (ExitCode.BadInput, e.Message),
            FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => (ExitCode.BadInput, e.Message),
            NonFiniteException or WatchdogException or RunFailedException or ExportException or FetchException or ResonanceException or WireException => (ExitCode.Failed, e.Message),
            OutOfMemoryException => (ExitCode.Failed, "out of memory; a smaller machine or batch, or --precision float, needs less"),
            _ => (ExitCode.Failed, $"{e.Message} (LOSCHMIDT_DEBUG=1 shows where)"),
        };
        foreach (var line in (e as UnsuitableException)?.Remarks ?? [])
        {
            terminal.Error.WriteLine($"the device says: {line}");
        }

        terminal.Error.WriteLine($"loschmidt: {message}");
        if (json)
        {
            terminal.Out.WriteLine(Json.Text(new ErrorReport(message, code)));
        }

        return code;
    }
}
