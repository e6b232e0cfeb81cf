using System.Text.Json;

namespace Loschmidt.Devices.Wire;

/// <summary>Reads what a device says of itself; keys of later versions are passed over.</summary>
internal static class HelloReader
{
    public const int MostNumbers = 1 << 20;

    /// <summary>Reads the reply to a greeting.</summary>
    public static DeviceHello Read(ref WireJson json)
    {
        json.RequireObject("a greeting");
        DeviceHello? hello = null;
        while (json.NextKey())
        {
            if (json.Is("error"u8))
            {
                json.Next();
                throw WireReader.Error(ref json);
            }

            if (json.Is("hello"u8) && hello is null)
            {
                json.Next();
                hello = Hello(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return hello ?? throw json.Fault("the device does not answer with 'hello'", WireFault.Protocol);
    }

    private static DeviceHello Hello(ref WireJson json)
    {
        json.RequireObject("hello");
        long? protocol = null, features = null, outputs = null, targets = null;
        var scatteringAt = 0L;
        var hello = new DeviceHello { Name = "device", Kind = DeviceKind.SelfLearning, Features = 0, Outputs = 0, Targets = 0, Verbs = [] };
        while (json.NextKey())
        {
            switch (json.Word)
            {
                case var key when key.SequenceEqual("protocol"u8):
                    json.Next();
                    protocol = json.Whole("protocol", int.MaxValue);
                    break;
                case var key when key.SequenceEqual("name"u8):
                    json.Next();
                    hello = hello with { Name = json.Line("name") };
                    break;
                case var key when key.SequenceEqual("kind"u8):
                    json.Next();
                    json.Text("kind", 64);
                    hello = hello with
                    {
                        Kind = json.Is("self-learning"u8) ? DeviceKind.SelfLearning
                            : json.Is("host-updated"u8) ? DeviceKind.HostUpdated
                            : throw json.Fault("kind must be self-learning or host-updated", WireFault.Protocol),
                    };
                    break;
                case var key when key.SequenceEqual("features"u8):
                    json.Next();
                    features = json.Whole("features", MostNumbers);
                    break;
                case var key when key.SequenceEqual("outputs"u8):
                    json.Next();
                    outputs = json.Whole("outputs", MostNumbers);
                    break;
                case var key when key.SequenceEqual("targets"u8):
                    json.Next();
                    targets = json.Whole("targets", MostNumbers);
                    break;
                case var key when key.SequenceEqual("step"u8):
                    json.Next();
                    hello = hello with { Step = json.Whole("step") };
                    break;
                case var key when key.SequenceEqual("cost"u8):
                    json.Next();
                    hello = hello with { Cost = json.Line("cost") };
                    break;
                case var key when key.SequenceEqual("conjugates"u8):
                    json.Next();
                    hello = hello with { Conjugates = json.Flag("conjugates") };
                    break;
                case var key when key.SequenceEqual("verbs"u8):
                    hello = hello with { Verbs = Verbs(ref json) };
                    break;
                case var key when key.SequenceEqual("arrays"u8):
                    hello = hello with { Base64 = OffersBase64(ref json) };
                    break;
                case var key when key.SequenceEqual("ranges"u8):
                    hello = hello with { Ranges = Table(ref json, "ranges", Range) };
                    break;
                case var key when key.SequenceEqual("units"u8):
                    hello = hello with { Units = Table(ref json, "units", static (ref WireJson json) => json.Line("a unit")) };
                    break;
                case var key when key.SequenceEqual("settle"u8):
                    hello = hello with { Settle = Table(ref json, "settle", NotNegative) };
                    break;
                case var key when key.SequenceEqual("duration"u8):
                    hello = hello with { Duration = Table(ref json, "duration", NotNegative) };
                    break;
                case var key when key.SequenceEqual("noise"u8):
                    hello = hello with { Noise = Table(ref json, "noise", NotNegative) };
                    break;
                case var key when key.SequenceEqual("parameters"u8):
                    hello = hello with { Parameters = TensorReader.Read(ref json) };
                    break;
                case var key when key.SequenceEqual("scattering"u8):
                    scatteringAt = json.Position;
                    hello = hello with { Scattering = ScatteringReader.Read(ref json) };
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        if (protocol is not { } spoken || features is not { } inputs || outputs is not > 0 || targets is not { } aims || hello.Verbs.Count == 0)
        {
            throw json.Fault("hello needs protocol, features, outputs (at least 1), targets and verbs", WireFault.Protocol);
        }

        hello = hello with { Protocol = (int)spoken, Features = (int)inputs, Outputs = (int)outputs, Targets = (int)aims };
        ScatteringReader.Check(hello, scatteringAt);
        return hello;
    }

    private static List<WireVerb> Verbs(ref WireJson json)
    {
        json.Next();
        json.RequireArray("verbs");
        var verbs = new List<WireVerb>();
        for (json.Next(); json.Token != JsonTokenType.EndArray; json.Next())
        {
            json.Text("a verb", 64);
            if (WireWords.Verb(json.Word) is { } verb && !verbs.Contains(verb))
            {
                verbs.Add(verb); // verbs of later versions are none of ours
            }
        }

        return verbs;
    }

    private static bool OffersBase64(ref WireJson json)
    {
        json.Next();
        json.RequireArray("arrays");
        var offers = false;
        for (json.Next(); json.Token != JsonTokenType.EndArray; json.Next())
        {
            json.Text("arrays", 64);
            offers |= json.Is("base64"u8);
        }

        return offers;
    }

    private delegate TValue Value<out TValue>(ref WireJson json);

    private static Dictionary<string, TValue> Table<TValue>(ref WireJson json, string name, Value<TValue> value)
    {
        json.Next();
        json.RequireObject(name);
        var table = new Dictionary<string, TValue>(StringComparer.Ordinal);
        while (json.NextKey())
        {
            var key = json.Name;
            json.Next();
            if (!table.TryAdd(key, value(ref json)))
            {
                throw json.Fault($"{name} has '{key}' twice");
            }
        }

        return table;
    }

    public static DeviceRange Range(ref WireJson json) =>
        json.Numbers("a range") is [var from, var to] && from <= to ? new DeviceRange(from, to) : throw json.Fault("a range is [from, to]");

    private static double NotNegative(ref WireJson json) =>
        json.Number("a time or noise") is >= 0 and var value ? value : throw json.Fault("times and noises are not negative");
}
