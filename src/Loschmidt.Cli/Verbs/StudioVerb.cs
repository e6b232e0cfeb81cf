using System.CommandLine;
using System.Net;
using Loschmidt.Studio;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt studio</c>: machines, runs and reports in a browser on this computer.</summary>
internal static class StudioVerb
{
    public static Command Create(Context context)
    {
        var port = CommonOptions.Whole("--port", "N", $"TCP port; 0 takes any free one (default: {StudioOptions.DefaultPort}).", 0);
        var listen = new Option<string?>("--listen") { Description = "Address to listen on instead of loopback; needs --token.", HelpName = "ADDRESS" };
        var token = new Option<string?>("--token") { Description = "Secret that every request must bring.", HelpName = "T" };
        var command = new Command("studio", "Open the studio: see echoes, watch runs, read reports in a browser.") { port, listen, token };
        command.SetAction(parse =>
        {
            var address = parse.GetValue(listen) is { } text
                ? IPAddress.TryParse(text, out var read) ? read : throw new UsageException($"--listen expects an IP address such as 0.0.0.0, not '{text}'")
                : IPAddress.Loopback;
            var options = new StudioOptions
            {
                Runs = context.Services.RunsFolder(parse.GetValue(CommonOptions.Runs)),
                Data = parse.GetValue(CommonOptions.Data),
                Port = parse.GetValue(port) ?? StudioOptions.DefaultPort,
                Address = address,
                Token = parse.GetValue(token),
            };
            context.Services.Studio(options, context.Terminal.Error.WriteLine, context.Cancellation);
            return ExitCode.Done;
        });
        return command;
    }
}
