using System.Diagnostics;
using System.Text;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Devices.Checks;

/// <summary>The protocol spoken without any of a trainer's caution: nothing is restarted, repeated or held back, so that a device's faults show.</summary>
/// <param name="transport">The way to the device.</param>
/// <param name="patience">Waited beyond what the device says of itself.</param>
internal sealed class DeviceLine(IWireTransport transport, TimeSpan patience)
{
    private readonly WireWriter _writer = new();
    private readonly Dictionary<string, long> _stepOf = new(StringComparer.Ordinal);
    private DeviceHello? _hello;
    private long _id;

    /// <summary>What the device said of itself.</summary>
    public DeviceHello Hello => _hello ?? throw new InvalidOperationException("nobody said hello");

    /// <summary>The last step that was asked for.</summary>
    public long Step { get; private set; }

    /// <summary>Seconds spent waiting for the last answer.</summary>
    public double Waited { get; private set; }

    /// <summary>Passes that were asked for.</summary>
    public int Passes { get; private set; }

    /// <summary>Called after every answer.</summary>
    public Action? Answered { get; set; }

    /// <summary>The handshake.</summary>
    public void Greet()
    {
        try
        {
            transport.Open(patience);
        }
        catch (WireException trouble)
        {
            throw new DeviceTrouble("dead", trouble.Message, trouble);
        }

        var line = Exchange(_writer.Write(new WireGreeting([WireLimits.Protocol], "loschmidt device check")), patience, " (at the handshake)");
        _hello = Read(line, static line => WireReader.ReadHello(line.Span));
        Step = _hello.Step;
    }

    /// <summary>Asks: without a step number where a device is left as it was, as an evaluation leaves it, and as a step of its own otherwise.</summary>
    /// <returns>Numbers by verb; empty where a verb answers none.</returns>
    public double[][] Ask(params WireAction[] verbs) => Hello.Kind == DeviceKind.HostUpdated || GoesHome(verbs) ? Do(null, verbs) : Change(verbs);

    /// <summary>A change, under the next step number.</summary>
    public double[][] Change(params WireAction[] verbs) => Do(++Step, verbs);

    /// <summary>Verbs under the number of the step before: an answer that was lost and is asked for again.</summary>
    public double[][] Again(params WireAction[] verbs) => Do(Step, verbs);

    /// <summary>The device's own error in reply to verbs; null where it did them.</summary>
    public WireException? Refusal(long? step, params WireAction[] verbs) => Reply(step, verbs).Error;

    /// <summary>Keeps the device's state.</summary>
    public string Snapshot()
    {
        var reply = Reply(null, [WireAction.TakeSnapshot]);
        var text = Accepted(reply)[0].Text ?? throw new DeviceTrouble("protocol", "a snapshot is a text, and the device gave none");
        _stepOf[text] = Step;
        return text;
    }

    /// <summary>Goes back, and counts steps on from there.</summary>
    public void Restore(string snapshot)
    {
        Ask(WireAction.Restore(snapshot));
        Step = _stepOf[snapshot];
    }

    /// <summary>Whether every pass out is followed by one home, and both reversals are there.</summary>
    private static bool GoesHome(WireAction[] verbs)
    {
        var (homeward, passes) = (false, 0);
        foreach (var action in verbs)
        {
            homeward ^= action.Verb == WireVerb.Reverse;
            passes += action.Verb != WireVerb.Evolve ? 0 : homeward ? -1 : 1;
        }

        return !homeward && passes == 0;
    }

    private double[][] Do(long? step, WireAction[] verbs)
    {
        var results = Accepted(Reply(step, verbs));
        if (results.Count != verbs.Length)
        {
            throw new DeviceTrouble("shape", $"{results.Count} results came for {verbs.Length} verbs; one each is wanted, null where there is nothing to tell");
        }

        var numbers = new double[verbs.Length][];
        for (var at = 0; at < verbs.Length; at++)
        {
            numbers[at] = results[at].Numbers ?? [];
            if (Expected(verbs[at].Verb) is { } length && numbers[at].Length != length)
            {
                throw new DeviceTrouble("shape", $"'{verbs[at].Verb.ToString().ToLowerInvariant()}' gave {numbers[at].Length} numbers where the device said {length}");
            }

            if (Array.FindIndex(numbers[at], static value => !double.IsFinite(value)) is >= 0 and var bad)
            {
                throw new DeviceTrouble("not-finite", $"number {bad} of '{verbs[at].Verb.ToString().ToLowerInvariant()}' is {numbers[at][bad]}");
            }
        }

        return numbers;
    }

    private int? Expected(WireVerb verb) => verb switch
    {
        WireVerb.Read => Hello.Outputs,
        WireVerb.Theta or WireVerb.Listen => Hello.ParameterCount,
        _ => null,
    };

    private static IReadOnlyList<WireResult> Accepted(WireReply reply) => reply.Error is null
        ? reply.Results
        : throw new DeviceTrouble("refused", $"the device answers '{reply.Error.Fault.ToString().ToLowerInvariant()}': {reply.Error.Message}", reply.Error);

    private WireReply Reply(long? step, WireAction[] verbs)
    {
        var line = _writer.Write(new WireRequest(++_id, step, verbs));
        var asked = string.Join(", ", verbs.Select(static action => action.Verb.ToString().ToLowerInvariant()).Distinct());
        var answer = Exchange(line, patience + TimeSpan.FromSeconds(Hello.SecondsFor(verbs)), $" (asked for: {asked})");
        var reply = Read(answer, static line => WireReader.ReadReply(line.Span));
        Passes += verbs.Count(static action => action.Verb == WireVerb.Evolve);
        Answered?.Invoke();
        return reply.Id == _id || reply.Error is not null
            ? reply
            : throw new DeviceTrouble("protocol", $"the answer is to line {reply.Id}, and line {_id} was asked");
    }

    private ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan longest, string asked)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            return transport.Exchange(line, longest);
        }
        catch (WireException trouble)
        {
            throw new DeviceTrouble(FaultOf(trouble), trouble.Message + asked, trouble);
        }
        finally
        {
            Waited = clock.Elapsed.TotalSeconds;
        }
    }

    private static T Read<T>(ReadOnlyMemory<byte> line, Func<ReadOnlyMemory<byte>, T> reader)
    {
        try
        {
            return reader(line);
        }
        catch (WireException trouble)
        {
            var start = Encoding.UTF8.GetString(line.Span[..Math.Min(line.Length, 60)]).TrimEnd();
            var fault = start.StartsWith('{') ? trouble.Fault == WireFault.Protocol ? "protocol" : Unfinite(line.Span) ? "not-finite" : "json" : "junk";
            var what = fault == "not-finite" ? "a number is not finite, and JSON has no word for that" : trouble.Message;
            throw new DeviceTrouble(fault, $"{what}; the line begins with '{start}'", trouble);
        }
    }

    private static string FaultOf(WireException trouble) =>
        trouble.Message.StartsWith("no answer", StringComparison.Ordinal) ? "silent"
        : trouble.Message.Contains("nobody asked", StringComparison.Ordinal) ? "junk"
        : "dead";

    private static bool Unfinite(ReadOnlySpan<byte> line) => line.IndexOf("NaN"u8) >= 0 || line.IndexOf("Infinity"u8) >= 0;
}
