using System.CommandLine;
using System.Net;
using Loschmidt.Experiments.Reports;
using Loschmidt.Studio;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt studio</c>: machines, runs and reports in a browser on this computer.</summary>
internal static class StudioVerb
{
    /// <summary>The token's variable: other users of a computer can read what is typed, but not this.</summary>
    public const string TokenVariable = "LOSCHMIDT_TOKEN";

    public static Command Create(Context context)
    {
        var port = CommonOptions.Whole("--port", "N", $"TCP port; 0 takes any free one (default: {StudioOptions.DefaultPort}).", 0);
        var listen = new Option<string?>("--listen") { Description = "Address to listen on instead of loopback; needs --token.", HelpName = "ADDRESS" };
        var token = new Option<string?>("--token") { Description = $"Secret that every request must bring (else {TokenVariable}).", HelpName = "T" };
        var open = new Option<bool>("--open") { Description = "Open it in the browser." };
        var offline = new Option<string?>("--offline")
        {
            Description = "Start nothing: write pinball and echo, one file each that needs neither server nor network, into a folder.",
            HelpName = "DIR",
        };
        var command = new Command("studio", "Open the studio: see echoes, watch runs, read reports in a browser.") { port, listen, token, open, offline };
        command.SetAction(parse =>
        {
            if (parse.GetValue(offline) is { } folder)
                return Write(context, parse, folder);
            var options = new StudioOptions
            {
                Runs = context.Services.RunsFolder(parse.GetValue(CommonOptions.Runs)),
                Data = parse.GetValue(CommonOptions.Data),
                Port = Port(parse.GetValue(port)),
                Address = Address(parse.GetValue(listen)),
                Token = parse.GetValue(token) ?? (Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } secret ? secret : null),
            };
            context.Services.Studio(options, ready => Ready(ready, options.Token), context.Terminal.Error.WriteLine, context.Cancellation);
            return ExitCode.Done;

            void Ready(StudioReady ready, string? secret)
            {
                var start = new Uri(ready.Address, secret is null ? "" : $"?token={secret}");
                if (parse.GetValue(CommonOptions.Json))
                {
                    context.Terminal.Out.WriteLine(Json.Text(ready));
                    context.Terminal.Out.Flush();
                }

                context.Terminal.Error.WriteLine($"studio: {start} (Ctrl-C ends it; trainings that it started go on)");
                if (parse.GetValue(open) && !context.Services.Browse(start))
                    context.Terminal.Error.WriteLine("studio: no browser could be started; open the address above in one");
            }
        });
        return command;
    }

    private static int Write(Context context, ParseResult parse, string folder)
    {
        var report = context.Services.Offline(folder, context.Terminal.Error.WriteLine, context.Cancellation);
        context.Print(parse, report, writer =>
        {
            foreach (var page in report.Pages)
                writer.WriteLine($"{page.File} ({Units.Bytes(page.Bytes)})");
        });
        return ExitCode.Done;
    }

    private static int Port(int? asked) => asked is > IPEndPoint.MaxPort
        ? throw new UsageException($"--port expects a whole number from 0 to {IPEndPoint.MaxPort}, not '{asked}'")
        : asked ?? StudioOptions.DefaultPort;

    private static IPAddress Address(string? text) => text is null
        ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var read) ? read : throw new UsageException($"--listen expects an IP address such as 0.0.0.0, not '{text}'");
}
