namespace Loschmidt.Devices.Wire;

/// <summary>What a trainer holds a reply to.</summary>
internal static class ReplyRules
{
    /// <summary>Checks that a reply answers the request, and with what the device said that it would.</summary>
    /// <exception cref="WireException">It does not, or it is an error of the device's own.</exception>
    public static IReadOnlyList<WireResult> Check(WireReply reply, WireRequest request, DeviceHello about)
    {
        if (reply.Error is { } error && (reply.Id is null || reply.Id == request.Id))
        {
            throw error;
        }

        if (reply.Id != request.Id || (reply.Step is { } step && step != request.Step))
        {
            throw Lie($"it answers request {reply.Id} step {reply.Step}, but {request.Id} step {request.Step} was asked");
        }

        if (reply.Results.Count != request.Do.Count)
        {
            throw Lie($"it answers {request.Do.Count} verbs with {reply.Results.Count} results");
        }

        for (var at = 0; at < reply.Results.Count; at++)
        {
            Check(reply.Results[at], request.Do[at], about, at);
        }

        return reply.Results;
    }

    private static void Check(WireResult result, WireAction action, DeviceHello about, int at)
    {
        var fits = action.Verb switch
        {
            WireVerb.Read => IsReal(result, about.Outputs),
            WireVerb.Theta or WireVerb.Listen => IsReal(result, about.ParameterCount),
            WireVerb.Snapshot => result is { Numbers: null, Text.Length: > 0 },
            WireVerb.Measure => result is { Numbers.Length: > 0, Imaginary: not null },
            WireVerb.Probe => result is { Imaginary: not null } && result.Numbers!.Length == 2 * action.Numbers.Length,
            _ => result is { Numbers: null, Text: null },
        };
        if (!fits)
        {
            throw new WireException(WireFault.Shape, $"what it answers to '{WireWords.Text(action.Verb)}' is not what belongs there: {Text(result)}", at);
        }
    }

    private static bool IsReal(WireResult result, int length) => result is { Imaginary: null, Numbers: { } numbers } && numbers.Length == length;

    private static string Text(WireResult result) => result switch
    {
        { Text: not null } => "a text",
        { Numbers: null } => "nothing",
        { Imaginary: null } => $"{result.Numbers.Length} numbers",
        _ => $"{result.Numbers.Length} complex numbers",
    };

    private static WireException Lie(string what) => new(WireFault.State, what);
}
