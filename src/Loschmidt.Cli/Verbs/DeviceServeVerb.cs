using System.CommandLine;
using Loschmidt.Experiments.Commands;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt device serve</c>: a machine of ours as a device.</summary>
internal static class DeviceServeVerb
{
    public static Command Create(Context context)
    {
        var source = CommonOptions.Source();
        var tcp = CommonOptions.Whole("--tcp", "PORT", "Listen on this port of 127.0.0.1 (0: one that is free).", 0);
        var http = CommonOptions.Whole("--http", "PORT", "Be a web server on this port of 127.0.0.1.", 1);
        var @sealed = new Option<bool>("--sealed") { Description = "Teach itself and show nothing of its inside (without --host-updated it is so anyway)." };
        var hostUpdated = new Option<bool>("--host-updated") { Description = "Let the computer load parameters and listen to their momenta." };
        var keep = new Option<string?>("--keep")
        {
            Description = "Folder for snapshots of a sealed device, of which only the names travel (default: the user's own).",
            HelpName = "DIR",
        };
        var command = new Command("serve", "Be a device: speak the protocol on standard input and output, or on a port.")
        {
            source, CommonOptions.Quick, CommonOptions.Set, CommonOptions.Seed, tcp, http, @sealed, hostUpdated, keep,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(tcp) is { Implicit: false } && result.GetResult(http) is { Implicit: false })
                result.AddError("--tcp and --http exclude each other; give one of them");
            if (result.GetResult(@sealed) is { Implicit: false } && result.GetResult(hostUpdated) is { Implicit: false })
                result.AddError("--sealed and --host-updated exclude each other; give one of them");
        });
        command.SetAction(parse =>
        {
            DeviceVerb.RefuseJson(parse);
            var request = new DeviceServeRequest(
                parse.GetRequiredValue(source), parse.GetValue(CommonOptions.Quick), parse.GetRequiredValue(CommonOptions.Set),
                parse.GetValue(CommonOptions.Seed), parse.GetValue(hostUpdated), parse.GetValue(tcp), parse.GetValue(http), parse.GetValue(keep));
            context.Services.Serve(request, line => context.Terminal.Error.WriteLine(line), context.Cancellation);
            return ExitCode.Done;
        });
        return command;
    }
}
