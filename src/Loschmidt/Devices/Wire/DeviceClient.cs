namespace Loschmidt.Devices.Wire;

/// <summary>The trainer's end of the wire: asks, checks every answer, and brings a device that was lost back to where it was.</summary>
/// <remarks>
/// What it sends since the last snapshot is remembered. A device that is late, silent, lies or dies is opened anew, restored and told all of it again, so that nothing is lost:
/// a device that does the same twice ends in the same state. Values outside a stated range are refused before anything is sent.
/// </remarks>
public sealed class DeviceClient : IDisposable
{
    private readonly IWireTransport _transport;
    private readonly DeviceClientOptions _options;
    private readonly WireWriter _writer = new();
    private readonly DeviceJournal _journal;
    private long _id;
    private int _failures;

    /// <summary>Connects and greets.</summary>
    /// <param name="transport">The way to the device; disposed with this.</param>
    /// <param name="options">How patient to be; null is as usual.</param>
    /// <exception cref="WireException">The device cannot be reached, or speaks no common version.</exception>
    public DeviceClient(IWireTransport transport, DeviceClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        (_transport, _options) = (transport, options ?? new DeviceClientOptions());
        try
        {
            About = GreetPatiently();
        }
        catch (WireException fault)
        {
            transport.Dispose();
            throw Placed(fault);
        }

        _journal = new DeviceJournal(About.Kind == DeviceKind.HostUpdated);
        _writer.Base64 = About.Base64;
        Step = About.Step;
    }

    /// <summary>What the device says of itself.</summary>
    public DeviceHello About { get; }

    /// <summary>Where it is, for messages.</summary>
    public string Place => _transport.Place;

    /// <summary>Number of the last step done.</summary>
    public long Step { get; private set; }

    /// <summary>How often the device was started again.</summary>
    public int Restarted { get; private set; }

    private bool CanReturn => About.Can(WireVerb.Snapshot) && About.Can(WireVerb.Restore);

    /// <summary>Asks without changing the device: an evaluation, or anything of a host-updated device.</summary>
    /// <param name="verbs">What to do.</param>
    /// <returns>One result a verb.</returns>
    /// <exception cref="WireException">A number lies outside what the device stands (nothing was sent), or the device failed for good.</exception>
    public IReadOnlyList<WireResult> Ask(params IReadOnlyList<WireAction> verbs) => Do(verbs, null);

    /// <summary>Changes the device: the next step.</summary>
    /// <param name="verbs">What to do.</param>
    /// <returns>One result a verb.</returns>
    /// <exception cref="WireException">A number lies outside what the device stands (nothing was sent), or the device failed for good.</exception>
    public IReadOnlyList<WireResult> Change(params IReadOnlyList<WireAction> verbs)
    {
        var results = Do(verbs, Step + 1);
        Step++;
        return results;
    }

    /// <summary>Has the device keep its state.</summary>
    /// <returns>What it calls it; opaque.</returns>
    /// <exception cref="WireException">The device keeps none, or failed for good.</exception>
    public string Snapshot()
    {
        var name = Do([WireAction.TakeSnapshot], null)[0].Text!;
        _journal.Begin(name);
        return name;
    }

    /// <summary>Brings the device back to a state that it kept, maybe for another process.</summary>
    /// <param name="snapshot">What it called it.</param>
    /// <param name="step">Number of its last step then.</param>
    /// <exception cref="WireException">The device does not know it, or failed for good.</exception>
    public void Restore(string snapshot, long step)
    {
        _journal.Forget();
        Do([WireAction.Restore(snapshot)], null);
        Step = step;
        _journal.Begin(snapshot);
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private IReadOnlyList<WireResult> Do(IReadOnlyList<WireAction> verbs, long? step)
    {
        try
        {
            WireRules.Check(verbs, step is not null || About.Kind == DeviceKind.HostUpdated, About);
            var request = new WireRequest(++_id, step, verbs);
            var line = _writer.Write(request).ToArray();
            if (line.Length > WireLimits.Line)
            {
                throw new WireException(WireFault.Shape, $"a request of {line.Length} bytes; at most {WireLimits.Line} travel in a line: fewer samples a step");
            }

            var keeps = verbs is [{ Verb: WireVerb.Snapshot or WireVerb.Restore }];
            if (About.Kind == DeviceKind.SelfLearning && CanReturn && !keeps && _journal.NeedsSnapshot(step is not null, _options.SnapshotEvery))
            {
                Snapshot();
                request = request with { Id = ++_id };
                line = _writer.Write(request).ToArray();
            }

            var results = Persist(request, line);
            _failures = 0;
            if (!keeps)
            {
                _journal.Add(request, line);
            }

            return results;
        }
        catch (WireException fault)
        {
            throw Placed(fault);
        }
    }

    /// <summary>Sends a line until it is answered as it should be, bringing the device back in between.</summary>
    private IReadOnlyList<WireResult> Persist(WireRequest request, byte[] line)
    {
        while (true)
        {
            try
            {
                return Exchange(request, line);
            }
            catch (WireException fault) when (IsPassing(fault) && !IsUnknownSnapshot(fault, request))
            {
                Recover(fault);
            }
        }
    }

    private IReadOnlyList<WireResult> Exchange(WireRequest request, byte[] line)
    {
        var patience = _options.Margin + TimeSpan.FromSeconds(Math.Min(About.SecondsFor(request.Do), int.MaxValue / 1000));
        var reply = WireReader.ReadReply(_transport.Exchange(line, patience).Span);
        return ReplyRules.Check(reply, request, About);
    }

    /// <summary>Whether starting again may help: not where the request itself is refused.</summary>
    private static bool IsPassing(WireException fault) =>
        !(fault.Told && fault.Fault is WireFault.Range or WireFault.Shape or WireFault.Verb or WireFault.Protocol);

    /// <summary>Whether the device itself says that it does not know a snapshot: asking again helps nobody.</summary>
    private static bool IsUnknownSnapshot(WireException fault, WireRequest request) => fault.Told && request.Do[0].Verb == WireVerb.Restore;

    private void Recover(WireException because)
    {
        while (true)
        {
            if (++_failures > _options.Restarts)
            {
                throw new WireException(
                    because.Fault, $"{because.Message}; given up after {_failures - 1} restarts without a new reply", because.At, because.Position, because);
            }

            if (!CanReturn && _journal.HasChanges)
            {
                throw new WireException(
                    because.Fault,
                    $"{because.Message}; it offers no 'snapshot' and 'restore', so what it had learned is lost", because.At, because.Position, because);
            }

            _options.Remark?.Invoke($"device {Place}: {because.Message}; starting it again");
            try
            {
                Restarted++;
                Return();
                return;
            }
            catch (WireException again) when (IsPassing(again))
            {
                because = again;
            }
        }
    }

    /// <summary>Opens the device anew, restores it and repeats what was asked since.</summary>
    private void Return()
    {
        if (_failures > 1)
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(Math.Min(100 << Math.Min(_failures, 6), 3000)));
        }

        var about = Greet();
        if (!about.IsLike(About))
        {
            throw new WireException(WireFault.Protocol, $"another device answers now: {about.Name}, not {About.Name}") { Told = true };
        }

        if (_journal.Snapshot is { } snapshot)
        {
            var request = new WireRequest(++_id, null, [WireAction.Restore(snapshot)]);
            try
            {
                Exchange(request, _writer.Write(request).ToArray());
            }
            catch (WireException fault) when (IsUnknownSnapshot(fault, request))
            {
                throw new WireException(WireFault.Protocol, $"it does not know its own snapshot again: {fault.Message}", innerException: fault) { Told = true };
            }
        }

        foreach (var (request, line) in _journal.Since)
        {
            Exchange(request, line);
        }
    }

    /// <summary>Greets; a device that is busy may just be hearing that its last trainer has left.</summary>
    private DeviceHello GreetPatiently()
    {
        const int Attempts = 100, Pause = 50;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Greet();
            }
            catch (WireException fault) when (fault.Fault == WireFault.Busy && attempt < Attempts)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private DeviceHello Greet()
    {
        _transport.Open(_options.Startup);
        var line = _writer.Write(new WireGreeting([WireLimits.Protocol], _options.From)).ToArray();
        var about = WireReader.ReadHello(_transport.Exchange(line, _options.Startup).Span);
        return about.Protocol == WireLimits.Protocol
            ? about
            : throw new WireException(WireFault.Protocol, $"it answers in protocol {about.Protocol}, which was not offered") { Told = true };
    }

    private WireException Placed(WireException fault) => fault.Message.StartsWith("device ", StringComparison.Ordinal)
        ? fault
        : new WireException(fault.Fault, $"device {Place}: {fault.Message}", fault.At, fault.Position, fault);
}
