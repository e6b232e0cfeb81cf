using System.Text.Json;
using Loschmidt.Machines;

namespace Loschmidt.Devices.Wire;

/// <summary>Writes the modes, ports and knobs of a device that can be probed.</summary>
internal static class ScatteringWriter
{
    /// <summary>Most modes and knobs of a hello: with more of them it might not fit into a line.</summary>
    public const int MostModes = 1 << 14, MostKnobs = 1 << 17;

    /// <summary>The word of a kind of knob.</summary>
    public static ReadOnlySpan<byte> Word(KnobKind kind) => kind switch
    {
        KnobKind.Detuning => "detuning"u8,
        KnobKind.Coupling => "coupling"u8,
        KnobKind.Flux => "flux"u8,
        KnobKind.PortRate => "port-rate"u8,
        _ => "quadrature"u8,
    };

    /// <summary>Whether a kind of knob sits between two modes.</summary>
    public static bool JoinsTwo(KnobKind kind) => kind is KnobKind.Coupling or KnobKind.Flux;

    /// <summary>Writes the key <c>scattering</c> and its value; knobs are gathered by kind.</summary>
    public static void Write(Utf8JsonWriter json, ScatteringDescription about)
    {
        json.WriteStartObject("scattering"u8);
        json.WriteStartArray("groups"u8);
        foreach (var group in about.Groups)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, group.Name);
            json.WriteNumber("modes"u8, group.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Numbers(json, "ports"u8, about.PortRates);
        json.WriteBoolean("reciprocal"u8, about.IsReciprocal);
        json.WriteStartArray("knobs"u8);
        foreach (var kind in about.Knobs.GroupBy(static knob => knob.Kind))
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, Word(kind.Key));
            Places(json, "parameters"u8, kind.Select(static knob => knob.Parameter));
            Places(json, kind.Key == KnobKind.Quadrature ? "outputs"u8 : "modes"u8, kind.Select(static knob => knob.First));
            if (JoinsTwo(kind.Key))
            {
                Places(json, "partners"u8, kind.Select(static knob => knob.Second));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        Readout(json, about.Readout);
        json.WriteEndObject();
    }

    private static void Readout(Utf8JsonWriter json, ScatteringReadout readout)
    {
        json.WriteStartObject("readout"u8);
        Places(json, "modes"u8, readout.Outputs);
        Numbers(json, "phases"u8, readout.Phases);
        if (!readout.Reflection)
        {
            json.WriteStartObject("probe"u8);
            Numbers(json, "re"u8, readout.Probe.Select(static wave => wave.Real));
            Numbers(json, "im"u8, readout.Probe.Select(static wave => wave.Imaginary));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void Places(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<int> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
