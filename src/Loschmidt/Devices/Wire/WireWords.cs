namespace Loschmidt.Devices.Wire;

/// <summary>The words of verbs and errors, and which keys go with which verb.</summary>
internal static class WireWords
{
    private static readonly (WireVerb Verb, byte[] Word, WireKeys Required, WireKeys Optional)[] Verbs =
    [
        (WireVerb.Prepare, "prepare"u8.ToArray(), WireKeys.Input, WireKeys.None),
        (WireVerb.Evolve, "evolve"u8.ToArray(), WireKeys.None, WireKeys.None),
        (WireVerb.Inject, "inject"u8.ToArray(), WireKeys.Target | WireKeys.Epsilon, WireKeys.None),
        (WireVerb.Reverse, "reverse"u8.ToArray(), WireKeys.None, WireKeys.Only),
        (WireVerb.Decay, "decay"u8.ToArray(), WireKeys.Rate, WireKeys.Time | WireKeys.Temperature),
        (WireVerb.Read, "read"u8.ToArray(), WireKeys.None, WireKeys.None),
        (WireVerb.Snapshot, "snapshot"u8.ToArray(), WireKeys.None, WireKeys.None),
        (WireVerb.Restore, "restore"u8.ToArray(), WireKeys.Snapshot, WireKeys.None),
        (WireVerb.Measure, "measure"u8.ToArray(), WireKeys.None, WireKeys.None),
        (WireVerb.Reinject, "reinject"u8.ToArray(), WireKeys.Re | WireKeys.Im, WireKeys.None),
        (WireVerb.Load, "load"u8.ToArray(), WireKeys.Theta, WireKeys.None),
        (WireVerb.Theta, "theta"u8.ToArray(), WireKeys.None, WireKeys.None),
        (WireVerb.Listen, "listen"u8.ToArray(), WireKeys.None, WireKeys.None),
        (WireVerb.Probe, "probe"u8.ToArray(), WireKeys.Re | WireKeys.Im, WireKeys.Frequency),
    ];

    private static readonly (WireKeys Key, byte[] Word)[] Keys =
    [
        (WireKeys.Verb, "verb"u8.ToArray()), (WireKeys.Input, "input"u8.ToArray()), (WireKeys.Target, "target"u8.ToArray()),
        (WireKeys.Epsilon, "epsilon"u8.ToArray()), (WireKeys.Only, "only"u8.ToArray()), (WireKeys.Rate, "rate"u8.ToArray()),
        (WireKeys.Time, "time"u8.ToArray()), (WireKeys.Temperature, "temperature"u8.ToArray()),
        (WireKeys.Snapshot, "snapshot"u8.ToArray()), (WireKeys.Re, "re"u8.ToArray()), (WireKeys.Im, "im"u8.ToArray()),
        (WireKeys.Theta, "theta"u8.ToArray()), (WireKeys.Frequency, "frequency"u8.ToArray()),
    ];

    private static readonly (WireFault Fault, byte[] Word)[] Faults =
    [
        (WireFault.Protocol, "protocol"u8.ToArray()), (WireFault.Json, "json"u8.ToArray()), (WireFault.Verb, "verb"u8.ToArray()),
        (WireFault.Range, "range"u8.ToArray()), (WireFault.Shape, "shape"u8.ToArray()), (WireFault.State, "state"u8.ToArray()),
        (WireFault.Busy, "busy"u8.ToArray()), (WireFault.Fault, "fault"u8.ToArray()),
    ];

    /// <summary>The word of a verb.</summary>
    public static ReadOnlySpan<byte> Of(WireVerb verb) => Verbs[(int)verb].Word;

    /// <summary>The word of an error.</summary>
    public static ReadOnlySpan<byte> Of(WireFault fault) => Faults[(int)fault].Word;

    /// <summary>A verb for people.</summary>
    public static string Text(WireVerb verb) => System.Text.Encoding.ASCII.GetString(Of(verb));

    /// <summary>The keys that a verb must bring, and those that it may bring.</summary>
    public static (WireKeys Required, WireKeys Optional) KeysOf(WireVerb verb) => (Verbs[(int)verb].Required, Verbs[(int)verb].Optional);

    /// <summary>The verb of that word, or null.</summary>
    public static WireVerb? Verb(ReadOnlySpan<byte> word)
    {
        foreach (var known in Verbs)
        {
            if (word.SequenceEqual(known.Word))
            {
                return known.Verb;
            }
        }

        return null;
    }

    /// <summary>The key of that word; none where there is no such key.</summary>
    public static WireKeys Key(ReadOnlySpan<byte> word)
    {
        foreach (var known in Keys)
        {
            if (word.SequenceEqual(known.Word))
            {
                return known.Key;
            }
        }

        return WireKeys.None;
    }

    /// <summary>A key for people; the first of several.</summary>
    public static string Text(WireKeys keys)
    {
        foreach (var known in Keys)
        {
            if (keys.HasFlag(known.Key))
            {
                return System.Text.Encoding.ASCII.GetString(known.Word);
            }
        }

        return "";
    }

    /// <summary>The error of that word; an unknown word is a fault of the device.</summary>
    public static WireFault Fault(ReadOnlySpan<byte> word)
    {
        foreach (var known in Faults)
        {
            if (word.SequenceEqual(known.Word))
            {
                return known.Fault;
            }
        }

        return WireFault.Fault;
    }
}
