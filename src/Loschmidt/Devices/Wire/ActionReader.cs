namespace Loschmidt.Devices.Wire;

/// <summary>Reads one entry of <c>do</c>.</summary>
internal static class ActionReader
{
    /// <summary>Reads it from the beginning of its object.</summary>
    public static WireAction Read(ref WireJson json)
    {
        json.RequireObject("an entry of do");
        WireVerb? verb = null;
        var (seen, only) = (WireKeys.None, false);
        double[] numbers = [], imaginary = [];
        var (epsilon, rate, time, temperature, frequency) = (0.0, 0.0, double.PositiveInfinity, 0.0, 0.0);
        var snapshot = "";
        while (json.NextKey())
        {
            var key = WireWords.Key(json.Word);
            if (key == WireKeys.None || seen.HasFlag(key))
            {
                throw json.Fault(key == WireKeys.None ? $"unknown key '{json.Name}'" : $"'{json.Name}' stands here twice");
            }

            seen |= key;
            json.Next();
            switch (key)
            {
                case WireKeys.Verb:
                    json.Text("verb", 64);
                    verb = WireWords.Verb(json.Word) ?? throw json.Fault($"unknown verb '{json.Name}'", WireFault.Verb);
                    break;
                case WireKeys.Input or WireKeys.Target or WireKeys.Theta or WireKeys.Re:
                    numbers = json.Numbers(WireWords.Text(key));
                    break;
                case WireKeys.Im:
                    imaginary = json.Numbers("im");
                    break;
                case WireKeys.Epsilon:
                    epsilon = json.Number("epsilon");
                    break;
                case WireKeys.Rate:
                    rate = json.Number("rate");
                    break;
                case WireKeys.Time:
                    time = json.Number("time");
                    break;
                case WireKeys.Temperature:
                    temperature = json.Number("temperature");
                    break;
                case WireKeys.Frequency:
                    frequency = json.Number("frequency");
                    break;
                case WireKeys.Snapshot:
                    snapshot = json.Text("snapshot");
                    break;
                default:
                    json.Text("only", 64);
                    only = json.Is("learning"u8) ? true : throw json.Fault("only can be \"learning\" alone");
                    break;
            }
        }

        if (verb is not { } known)
        {
            throw json.Fault("an entry of do has no 'verb'");
        }

        var (required, optional) = WireWords.KeysOf(known);
        if ((required & ~seen) is not WireKeys.None and var missing)
        {
            throw json.Fault($"'{WireWords.Text(known)}' has no '{WireWords.Text(missing)}'");
        }

        if ((seen & ~(required | optional | WireKeys.Verb)) is not WireKeys.None and var foreign)
        {
            throw json.Fault($"'{WireWords.Text(known)}' takes no '{WireWords.Text(foreign)}'");
        }

        return known switch
        {
            WireVerb.Prepare => WireAction.Prepare(numbers),
            WireVerb.Inject => WireAction.Inject(numbers, epsilon),
            WireVerb.Decay => WireAction.Decay(rate, time, temperature),
            WireVerb.Restore => WireAction.Restore(snapshot),
            WireVerb.Reinject => WireAction.Reinject(numbers, imaginary),
            WireVerb.Load => WireAction.Load(numbers),
            WireVerb.Probe => WireAction.Probe(numbers, imaginary, frequency),
            WireVerb.Reverse when only => WireAction.ReverseLearning,
            _ => WireAction.Plain(known),
        };
    }
}
