using System.CommandLine;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt device replay</c>: plays the device's side of a recording.</summary>
internal static class DeviceReplayVerb
{
    public static Command Create(Context context)
    {
        var file = new Argument<string>("file") { Description = "What 'loschmidt device record' wrote.", HelpName = "file" };
        var command = new Command("replay", "Be the device of a recording: answer what was answered then.") { file };
        command.SetAction(parse =>
        {
            DeviceVerb.RefuseJson(parse);
            context.Services.Replay(parse.GetRequiredValue(file));
            return ExitCode.Done;
        });
        return command;
    }
}
