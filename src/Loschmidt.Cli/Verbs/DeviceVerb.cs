using System.CommandLine;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt device</c>: machines that are spoken to over a wire.</summary>
internal static class DeviceVerb
{
    public static Command Create(Context context) => new("device", "Be a device, or look at one that is spoken to over a wire.")
    {
        DeviceCheckVerb.Create(context),
        DeviceFitVerb.Create(context),
        DeviceServeVerb.Create(context),
        DeviceRecordVerb.Create(context),
        DeviceReplayVerb.Create(context),
    };

    /// <summary>Verbs that speak the protocol on standard output have no room for a document there.</summary>
    public static void RefuseJson(ParseResult parse)
    {
        if (parse.GetValue(CommonOptions.Json))
        {
            throw new UsageException("standard output belongs to the protocol here, which is JSON anyway; leave --json out");
        }
    }
}
