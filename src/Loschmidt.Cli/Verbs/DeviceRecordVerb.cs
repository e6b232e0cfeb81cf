using System.CommandLine;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt device record</c>: stands between a trainer and a device and writes down what they say.</summary>
internal static class DeviceRecordVerb
{
    public static Command Create(Context context)
    {
        var device = new Argument<string>("command") { Description = "The command that starts the device, in quotes.", HelpName = "command" };
        var file = new Argument<string>("file") { Description = "Where to write, a line for every line that passes; a file that is there is added to.", HelpName = "file" };
        var command = new Command("record", "Start a device, pass on what it is asked and answers, and write it down.") { device, file };
        command.SetAction(parse =>
        {
            DeviceVerb.RefuseJson(parse);
            context.Services.Record(
                parse.GetRequiredValue(device), parse.GetRequiredValue(file), line => context.Terminal.Error.WriteLine(line));
            return ExitCode.Done;
        });
        return command;
    }
}
