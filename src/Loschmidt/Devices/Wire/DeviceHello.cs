namespace Loschmidt.Devices.Wire;

/// <summary>What a device says of itself: its <c>hello</c>.</summary>
/// <remarks>
/// Times are in seconds, by verb: <see cref="Settle"/> is waited for after it, <see cref="Duration"/> is what it takes; time-outs are made of both. Ranges, units
/// and noise are by the name of what they are about: <c>input</c>, <c>target</c>, <c>epsilon</c>, <c>rate</c>, <c>time</c>, <c>temperature</c>, <c>theta</c>, <c>read</c>.
/// </remarks>
public sealed record DeviceHello
{
    private static readonly Dictionary<string, double> Nothing = [];

    /// <summary>Version of the protocol that both ends speak.</summary>
    public int Protocol { get; init; } = WireLimits.Protocol;

    /// <summary>What it is, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Who changes its parameters.</summary>
    public required DeviceKind Kind { get; init; }

    /// <summary>Input numbers a sample.</summary>
    public required int Features { get; init; }

    /// <summary>Numbers that are read.</summary>
    public required int Outputs { get; init; }

    /// <summary>Numbers that an injection aims at.</summary>
    public required int Targets { get; init; }

    /// <summary>What it can do.</summary>
    public required IReadOnlyList<WireVerb> Verbs { get; init; }

    /// <summary>What it stands; values outside are refused before they are sent.</summary>
    public IReadOnlyDictionary<string, DeviceRange> Ranges { get; init; } = new Dictionary<string, DeviceRange>();

    /// <summary>Units, for messages.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>Seconds to wait after a verb.</summary>
    public IReadOnlyDictionary<string, double> Settle { get; init; } = Nothing;

    /// <summary>Seconds that a verb takes.</summary>
    public IReadOnlyDictionary<string, double> Duration { get; init; } = Nothing;

    /// <summary>σ of what is read, in its unit.</summary>
    public IReadOnlyDictionary<string, double> Noise { get; init; } = Nothing;

    /// <summary>
    /// The cost whose flow an injection is: <c>square</c> is Σ (y − t)² of what is read, up to a factor, any other word one that outputs do not tell; null where it is not said.
    /// </summary>
    public string? Cost { get; init; }

    /// <summary>Whether it can conjugate its field; otherwise it is measured and sent in again.</summary>
    public bool Conjugates { get; init; } = true;

    /// <summary>Whether it reads arrays as base64 of little-endian doubles.</summary>
    public bool Base64 { get; init; }

    /// <summary>The last step it has done; numbering goes on from here.</summary>
    public long Step { get; init; }

    /// <summary>Its parameters; empty of self-learning devices.</summary>
    public IReadOnlyList<DeviceTensor> Parameters { get; init; } = [];

    /// <summary>Modes, ports and knobs of a host-updated device that can be probed; null where they are not described.</summary>
    public ScatteringDescription? Scattering { get; init; }

    /// <summary>Whether it has a verb.</summary>
    public bool Can(WireVerb verb)
    {
        foreach (var known in Verbs)
        {
            if (known == verb)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Number of parameters.</summary>
    public int ParameterCount => Parameters.Sum(tensor => tensor.Shape.Aggregate(1, (product, extent) => checked(product * extent)));

    /// <summary>Whether another greeting is of the same device: everything but its last step.</summary>
    internal bool IsLike(DeviceHello other) =>
        (Name, Kind, Features, Outputs, Targets, Conjugates) == (other.Name, other.Kind, other.Features, other.Outputs, other.Targets, other.Conjugates)
        && Verbs.SequenceEqual(other.Verbs) && ParameterCount == other.ParameterCount;

    /// <summary>Seconds that verbs take, settling included.</summary>
    internal double SecondsFor(IReadOnlyList<WireAction> verbs)
    {
        if (Settle.Count + Duration.Count == 0)
        {
            return 0;
        }

        var seconds = 0.0;
        foreach (var action in verbs)
        {
            var word = WireWords.Text(action.Verb);
            seconds += Settle.GetValueOrDefault(word) + Duration.GetValueOrDefault(word);
        }

        return seconds;
    }
}
