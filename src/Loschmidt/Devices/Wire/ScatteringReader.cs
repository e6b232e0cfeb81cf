using System.Numerics;
using System.Text.Json;
using Loschmidt.Machines;

namespace Loschmidt.Devices.Wire;

/// <summary>Reads the modes, ports and knobs of a device that can be probed; keys of later versions are passed over.</summary>
internal static class ScatteringReader
{
    private delegate TValue Value<out TValue>(ref WireJson json);

    /// <summary>Reads the value of the present key <c>scattering</c>.</summary>
    public static ScatteringDescription Read(ref WireJson json)
    {
        json.Next();
        json.RequireObject("scattering");
        List<ModeGroup>? groups = null;
        double[]? ports = null;
        bool? reciprocal = null;
        List<ScatteringKnob>? knobs = null;
        ScatteringReadout? readout = null;
        while (json.NextKey())
        {
            if (json.Is("groups"u8))
            {
                groups = Once(ref json, groups is null, "groups", Groups);
            }
            else if (json.Is("ports"u8))
            {
                ports = Once(ref json, ports is null, "ports", Ports);
            }
            else if (json.Is("reciprocal"u8))
            {
                reciprocal = Once(ref json, reciprocal is null, "reciprocal", static (ref WireJson json) => json.Flag("reciprocal"));
            }
            else if (json.Is("knobs"u8))
            {
                knobs = Once(ref json, knobs is null, "knobs", KnobReader.Read);
            }
            else if (json.Is("readout"u8))
            {
                readout = Once(ref json, readout is null, "readout", Readout);
            }
            else
            {
                json.Skip();
            }
        }

        return groups is not null && ports is not null && reciprocal is { } symmetric && knobs is not null && readout is not null
            ? new ScatteringDescription(groups, ports, symmetric, knobs, readout)
            : throw json.Fault("scattering needs groups, ports, reciprocal, knobs and readout", WireFault.Protocol);
    }

    /// <summary>Holds a description to the rest of the hello: every mode, output and parameter that it names must be there.</summary>
    /// <param name="hello">The hello as a whole.</param>
    /// <param name="position">Byte of the key <c>scattering</c>.</param>
    public static void Check(DeviceHello hello, long position)
    {
        if (hello.Scattering is not { } about)
        {
            return;
        }

        var (modes, readout, parameters) = (about.Modes, about.Readout, hello.ParameterCount);
        Require(hello.Kind == DeviceKind.HostUpdated && hello.Can(WireVerb.Probe), "it is of host-updated devices that know the verb 'probe'");
        Require(about.Groups.Sum(static group => group.Count) == modes, $"its groups must hold {modes} modes, one a port rate");
        Require(
            readout.Outputs.Count == hello.Outputs && readout.Phases.Count == hello.Outputs && readout.Outputs.All(mode => mode < modes),
            $"readout needs {hello.Outputs} modes from 0 to {modes - 1}, and as many phases");
        Require(readout.Reflection || readout.Probe.Count == modes, $"readout.probe needs {modes} tones, one a mode");
        foreach (var knob in about.Knobs)
        {
            var places = knob.Kind == KnobKind.Quadrature ? hello.Outputs : modes;
            if (knob.Parameter >= parameters || Math.Max(knob.First, knob.Second) >= places)
            {
                throw Refused($"a {knob.Kind} knob turns parameter {knob.Parameter} of {parameters} at {knob.First} and {knob.Second} of {places}; all count from 0");
            }

            if (ScatteringWriter.JoinsTwo(knob.Kind) && knob.First == knob.Second)
            {
                throw Refused($"a {knob.Kind} knob joins mode {knob.First} to itself");
            }
        }

        void Require(bool holds, string what)
        {
            if (!holds)
            {
                throw Refused(what);
            }
        }

        WireException Refused(string what) => new(WireFault.Protocol, $"byte {position}: scattering: {what}", position: position);
    }

    private static TValue Once<TValue>(ref WireJson json, bool first, string name, Value<TValue> value)
    {
        if (!first)
        {
            throw json.Fault($"scattering has '{name}' twice");
        }

        json.Next();
        return value(ref json);
    }

    private static List<ModeGroup> Groups(ref WireJson json)
    {
        json.RequireArray("groups");
        var groups = new List<ModeGroup>();
        for (json.Next(); json.Token != JsonTokenType.EndArray; json.Next())
        {
            json.RequireObject("a group");
            var (name, modes) = ("", 0);
            while (json.NextKey())
            {
                if (json.Is("name"u8))
                {
                    json.Next();
                    name = json.Line("name");
                }
                else if (json.Is("modes"u8))
                {
                    json.Next();
                    modes = (int)json.Whole("modes", ScatteringWriter.MostModes);
                }
                else
                {
                    json.Skip();
                }
            }

            var first = groups is [.., var last] ? last.First + last.Count : 0;
            if (name.Length == 0 || modes == 0 || first + modes > ScatteringWriter.MostModes)
            {
                throw json.Fault($"a group has a name and modes, and all together at most {ScatteringWriter.MostModes}");
            }

            groups.Add(new ModeGroup(name, first, modes));
        }

        return groups;
    }

    private static double[] Ports(ref WireJson json)
    {
        var rates = json.Numbers("ports");
        return Array.TrueForAll(rates, static rate => rate >= 0) && rates.Length is > 0 and <= ScatteringWriter.MostModes
            ? rates
            : throw json.Fault($"ports are rates >= 0 of 1 to {ScatteringWriter.MostModes} modes; 0 where there is none");
    }

    private static ScatteringReadout Readout(ref WireJson json)
    {
        json.RequireObject("readout");
        List<int>? modes = null;
        double[]? phases = null;
        Complex[]? probe = null;
        while (json.NextKey())
        {
            if (json.Is("modes"u8))
            {
                modes = KnobReader.Places(ref json, "modes", ScatteringWriter.MostModes);
            }
            else if (json.Is("phases"u8))
            {
                json.Next();
                phases = json.Numbers("phases");
            }
            else if (json.Is("probe"u8))
            {
                json.Next();
                probe = Tones(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return modes is not null
            ? new ScatteringReadout(probe is null, modes, probe ?? [], phases ?? new double[modes.Count])
            : throw json.Fault("readout needs modes", WireFault.Protocol);
    }

    private static Complex[] Tones(ref WireJson json)
    {
        json.RequireObject("probe");
        double[] re = [], im = [];
        while (json.NextKey())
        {
            var real = json.Is("re"u8);
            if (!real && !json.Is("im"u8))
            {
                json.Skip();
                continue;
            }

            json.Next();
            (re, im) = real ? (json.Numbers("re"), im) : (re, json.Numbers("im"));
        }

        return re.Length == im.Length
            ? [.. re.Zip(im, static (x, y) => new Complex(x, y))]
            : throw json.Fault($"{re.Length} real and {im.Length} imaginary parts are no complex numbers");
    }
}
