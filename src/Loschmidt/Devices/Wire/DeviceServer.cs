namespace Loschmidt.Devices.Wire;

/// <summary>The device's end of the wire: reads a line, does what it says, answers with a line.</summary>
/// <remarks>
/// A request that does not fit is refused before anything is done. A step that was done already is answered from memory without being done again. Whatever a line holds and
/// whatever the device throws, there is an answer; one caller at a time.
/// </remarks>
public sealed class DeviceServer
{
    private readonly WireVerbs _device;
    private readonly WireWriter _writer = new();
    private WireReply? _last;
    private long _step;
    private bool _prepared;

    private DeviceServer(WireVerbs device) => _device = device;

    /// <summary>Serves a device that teaches itself.</summary>
    /// <param name="device">The device.</param>
    public DeviceServer(ISelfTeachingDevice device)
        : this(new SelfTeachingVerbs(device ?? throw new ArgumentNullException(nameof(device))))
    {
    }

    /// <summary>Serves a device whose parameters the computer changes.</summary>
    /// <param name="device">The device.</param>
    /// <param name="name">What it calls itself.</param>
    /// <param name="theta">θ, [parameters], with which it begins.</param>
    /// <param name="ranges">What it stands, by the names of <see cref="DeviceHello"/>; null is anything.</param>
    public static DeviceServer Of(
        IDevice device, string name, ReadOnlySpan<double> theta, IReadOnlyDictionary<string, DeviceRange>? ranges = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        var about = HostUpdatedVerbs.Describe(device.Description, name);
        about = about with { Ranges = ranges ?? about.Ranges, Cost = (device as SimulatedDevice)?.InjectedCost };
        return new DeviceServer(new HostUpdatedVerbs(device, about, theta));
    }

    /// <summary>What the device says of itself, its last step included.</summary>
    public DeviceHello About => _device.About with { Step = _step };

    /// <summary>Answers one line.</summary>
    /// <param name="line">A line, with or without its end.</param>
    /// <returns>The reply with its end, valid until the next call.</returns>
    public ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> line)
    {
        try
        {
            var (greeting, request) = WireReader.ReadRequest(line);
            return greeting is null ? _writer.Write(Reply(request!)) : Greet(greeting);
        }
        catch (WireException fault)
        {
            return _writer.Write(new WireReply(fault.Id, null, [], fault));
        }
    }

    /// <summary>Answers lines until there are no more.</summary>
    /// <param name="input">Where lines come from.</param>
    /// <param name="output">Where replies go.</param>
    /// <exception cref="IOException">The other end is gone.</exception>
    public void Serve(Stream input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var lines = new LineReader(input);
        while (true)
        {
            ReadOnlyMemory<byte> reply;
            try
            {
                if (!lines.Read(out var line))
                {
                    return;
                }

                reply = Answer(line.Span);
            }
            catch (WireException fault)
            {
                reply = _writer.Write(new WireReply(null, null, [], fault)); // a line without end
            }

            output.Write(reply.Span);
            output.Flush();
        }
    }

    private ReadOnlyMemory<byte> Greet(WireGreeting greeting) => greeting.Protocols.Contains(WireLimits.Protocol)
        ? _writer.Write(About)
        : _writer.Write(new WireReply(null, null, [], new WireException(
            WireFault.Protocol,
            $"this device speaks protocol {WireLimits.Protocol}; the trainer offers {string.Join(", ", greeting.Protocols.Take(16))}")));

    private WireReply Reply(WireRequest request)
    {
        try
        {
            if (request.Step is { } step)
            {
                if (step == _step && _last is not null)
                {
                    return _last with { Id = request.Id };
                }

                if (step != _step + 1)
                {
                    throw new WireException(WireFault.State, $"step {step} cannot follow step {_step}: steps rise by one");
                }
            }

            WireRules.Check(request.Do, request.Step is not null, _device.About);
            WireOrder.Check(request, _device.About, _prepared);
            var reply = new WireReply(request.Id, request.Step, Run(request.Do));
            if (request.Step is { } done)
            {
                (_step, _last) = (done, reply);
            }

            return reply;
        }
        catch (WireException fault)
        {
            return new WireReply(request.Id, request.Step, [], fault);
        }
    }

    private WireResult[] Run(IReadOnlyList<WireAction> verbs)
    {
        var results = new WireResult[verbs.Count];
        for (var at = 0; at < verbs.Count; at++)
        {
            try
            {
                results[at] = verbs[at].Verb switch
                {
                    WireVerb.Snapshot => Numbered(_device.Do(verbs, at)),
                    WireVerb.Restore => Restore(verbs[at].Snapshot),
                    _ => _device.Do(verbs, at),
                };
            }
            catch (Exception fault) when (fault is not (WireException or OutOfMemoryException))
            {
                throw new WireException(WireFault.Fault, OneLine(fault.Message), at, innerException: fault);
            }

            RequireFinite(results[at], at);
            _prepared |= verbs[at].Verb is WireVerb.Prepare or WireVerb.Reinject;
        }

        return results;
    }

    /// <summary>A snapshot brings back the number of the last step too.</summary>
    private WireResult Numbered(WireResult snapshot) => snapshot with { Text = $"{_step}.{snapshot.Text}" };

    private WireResult Restore(string snapshot)
    {
        var dot = snapshot.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || !long.TryParse(snapshot.AsSpan(0, dot), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var step))
        {
            throw new WireException(WireFault.State, "that is no snapshot of this device");
        }

        _device.Do([WireAction.Restore(snapshot[(dot + 1)..])], 0);
        (_step, _last, _prepared) = (step, null, false);
        return default;
    }

    private static void RequireFinite(WireResult result, int at)
    {
        foreach (var values in new[] { result.Numbers, result.Imaginary })
        {
            if (values is not null && Array.FindIndex(values, value => !double.IsFinite(value)) is >= 0 and var bad)
            {
                throw new WireException(WireFault.Fault, $"number {bad} of what was read is {values[bad]}", at);
            }
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
