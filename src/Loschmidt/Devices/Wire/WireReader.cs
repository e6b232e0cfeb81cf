using System.Text.Json;

namespace Loschmidt.Devices.Wire;

/// <summary>Reads the lines of both ends.</summary>
public static class WireReader
{
    /// <summary>Reads a line that a device gets: a greeting or a request.</summary>
    /// <param name="line">The line, with or without its end.</param>
    /// <returns>One of the two; the other is null.</returns>
    /// <exception cref="WireException">It is neither; with the byte.</exception>
    public static (WireGreeting? Greeting, WireRequest? Request) ReadRequest(ReadOnlySpan<byte> line) =>
        WireJson.Read<(WireGreeting?, WireRequest?)>(line, Request);

    /// <summary>Reads a device's reply to a request.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="WireException">It is none; with the byte.</exception>
    public static WireReply ReadReply(ReadOnlySpan<byte> line) => WireJson.Read(line, Reply);

    /// <summary>Reads a device's reply to a greeting.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="WireException">It is none, or the device refuses; then with the device's own words.</exception>
    public static DeviceHello ReadHello(ReadOnlySpan<byte> line) => WireJson.Read(line, HelloReader.Read);

    /// <summary>Reads the value of a key <c>error</c>.</summary>
    internal static WireException Error(ref WireJson json)
    {
        json.RequireObject("error");
        var (fault, message, at) = (WireFault.Fault, "", -1);
        while (json.NextKey())
        {
            if (json.Is("code"u8))
            {
                json.Next();
                json.Text("error.code", 64);
                fault = WireWords.Fault(json.Word);
            }
            else if (json.Is("message"u8))
            {
                json.Next();
                message = json.Line("error.message");
            }
            else if (json.Is("at"u8))
            {
                json.Next();
                at = (int)json.Whole("error.at", WireLimits.Verbs);
            }
            else
            {
                json.Skip();
            }
        }

        return new WireException(fault, message.Length > 0 ? message : "the device says no more than that", at) { Told = true };
    }

    private static (WireGreeting?, WireRequest?) Request(ref WireJson json)
    {
        json.RequireObject("a request");
        long? id = null, step = null;
        List<WireAction>? verbs = null;
        WireGreeting? greeting = null;
        try
        {
            while (json.NextKey())
            {
                if (json.Is("id"u8) && id is null)
                {
                    json.Next();
                    id = json.Whole("id");
                }
                else if (json.Is("step"u8) && step is null)
                {
                    json.Next();
                    step = json.Whole("step");
                }
                else if (json.Is("do"u8) && verbs is null)
                {
                    json.Next();
                    verbs = Actions(ref json);
                }
                else if (json.Is("hello"u8) && greeting is null)
                {
                    json.Next();
                    greeting = Greeting(ref json);
                }
                else
                {
                    throw json.Fault($"a request has id, step and do, or hello, each once; not '{json.Name}'");
                }
            }
        }
        catch (WireException fault) when (fault.Id is null && id is not null)
        {
            throw new WireException(fault.Fault, fault.Message, fault.At, fault.Position, fault) { Id = id };
        }

        if (greeting is not null)
        {
            return id is null && step is null && verbs is null ? (greeting, null) : throw json.Fault("a greeting is a line of its own");
        }

        return id is { } number && verbs is { Count: > 0 }
            ? (null, new WireRequest(number, step, verbs))
            : throw new WireException(WireFault.Json, "a request has an id and at least one verb in do", -1, json.Position) { Id = id };
    }

    private static WireGreeting Greeting(ref WireJson json)
    {
        json.RequireObject("hello");
        List<int>? protocols = null;
        var from = "";
        while (json.NextKey())
        {
            if (json.Is("protocols"u8) && protocols is null)
            {
                json.Next();
                json.RequireArray("hello.protocols");
                protocols = [];
                for (json.Next(); json.Token != JsonTokenType.EndArray; json.Next())
                {
                    protocols.Add((int)json.Whole("hello.protocols", int.MaxValue));
                }
            }
            else if (json.Is("from"u8))
            {
                json.Next();
                from = json.Line("hello.from");
            }
            else
            {
                json.Skip(); // later versions may say more of themselves
            }
        }

        return new WireGreeting(protocols ?? throw json.Fault("hello has no 'protocols'", WireFault.Protocol), from);
    }

    private static List<WireAction> Actions(ref WireJson json)
    {
        json.RequireArray("do");
        var verbs = new List<WireAction>();
        for (json.Next(); json.Token != JsonTokenType.EndArray; json.Next())
        {
            if (verbs.Count == WireLimits.Verbs)
            {
                throw json.Fault($"do has more than {WireLimits.Verbs} verbs", at: verbs.Count);
            }

            try
            {
                verbs.Add(ActionReader.Read(ref json));
            }
            catch (WireException fault) when (fault.At < 0)
            {
                throw new WireException(fault.Fault, fault.Message, verbs.Count, fault.Position, fault);
            }
        }

        return verbs;
    }

    private static WireReply Reply(ref WireJson json)
    {
        json.RequireObject("a reply");
        long? id = null, step = null;
        List<WireResult>? results = null;
        WireException? error = null;
        while (json.NextKey())
        {
            if (json.Is("id"u8) && id is null)
            {
                json.Next();
                id = json.Token == JsonTokenType.Null ? null : json.Whole("id");
            }
            else if (json.Is("step"u8) && step is null)
            {
                json.Next();
                step = json.Token == JsonTokenType.Null ? null : json.Whole("step");
            }
            else if (json.Is("results"u8) && results is null)
            {
                json.Next();
                results = Results(ref json);
            }
            else if (json.Is("error"u8) && error is null)
            {
                json.Next();
                error = Error(ref json);
            }
            else
            {
                throw json.Fault($"a reply has id, step and results or error, each once; not '{json.Name}'");
            }
        }

        return (results is null) != (error is null)
            ? new WireReply(id, step, results ?? [], error)
            : throw json.Fault("a reply has either results or an error");
    }

    private static List<WireResult> Results(ref WireJson json)
    {
        json.RequireArray("results");
        var results = new List<WireResult>();
        for (json.Next(); json.Token != JsonTokenType.EndArray; json.Next())
        {
            if (results.Count == WireLimits.Verbs)
            {
                throw json.Fault($"results has more than {WireLimits.Verbs} entries");
            }

            results.Add(json.Token switch
            {
                JsonTokenType.Null => default,
                JsonTokenType.String => new WireResult(null, Text: json.Text("a snapshot")),
                JsonTokenType.StartObject => Object(ref json),
                _ => new WireResult(json.Numbers("a result")),
            });
        }

        return results;
    }

    /// <summary>Packed numbers, or complex ones.</summary>
    private static WireResult Object(ref WireJson json)
    {
        double[]? packed = null, re = null, im = null;
        while (json.NextKey())
        {
            if (json.Is("f64"u8) && packed is null)
            {
                packed = json.Packed("a result");
            }
            else if (json.Is("re"u8) && re is null)
            {
                json.Next();
                re = json.Numbers("re");
            }
            else if (json.Is("im"u8) && im is null)
            {
                json.Next();
                im = json.Numbers("im");
            }
            else
            {
                throw json.Fault($"a result is null, numbers, a text, f64, or re and im; not '{json.Name}'");
            }
        }

        return packed is not null && re is null && im is null ? new WireResult(packed)
            : packed is null && re is not null && im is not null && re.Length == im.Length ? new WireResult(re, im)
            : throw json.Fault("complex numbers have re and im of the same length, and nothing else");
    }
}
