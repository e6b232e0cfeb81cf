using System.Text.Json;
using Loschmidt.Machines;

namespace Loschmidt.Devices.Wire;

/// <summary>Reads where the parameters of a device that can be probed sit.</summary>
internal static class KnobReader
{
    /// <summary>Reads an array of entries, each of many knobs of one kind.</summary>
    public static List<ScatteringKnob> Read(ref WireJson json)
    {
        json.RequireArray("knobs");
        var knobs = new List<ScatteringKnob>();
        for (json.Next(); json.Token != JsonTokenType.EndArray; json.Next())
        {
            json.RequireObject("an entry of knobs");
            KnobKind? kind = null;
            List<int> parameters = [], modes = [], partners = [], outputs = [];
            while (json.NextKey())
            {
                if (json.Is("kind"u8))
                {
                    kind = Kind(ref json);
                }
                else if (json.Is("parameters"u8))
                {
                    parameters = Places(ref json, "parameters", HelloReader.MostNumbers);
                }
                else if (json.Is("modes"u8))
                {
                    modes = Places(ref json, "modes", ScatteringWriter.MostModes);
                }
                else if (json.Is("partners"u8))
                {
                    partners = Places(ref json, "partners", ScatteringWriter.MostModes);
                }
                else if (json.Is("outputs"u8))
                {
                    outputs = Places(ref json, "outputs", ScatteringWriter.MostModes);
                }
                else
                {
                    json.Skip();
                }
            }

            var count = parameters.Count;
            var (isOutput, isPair) = (kind == KnobKind.Quadrature, kind is { } turned && ScatteringWriter.JoinsTwo(turned));
            if (kind is not { } what || outputs.Count != (isOutput ? count : 0) || modes.Count != (isOutput ? 0 : count) || partners.Count != (isPair ? count : 0))
            {
                throw json.Fault("an entry of knobs has a kind and as many parameters as modes (outputs of a quadrature), and as many partners of a coupling or flux");
            }

            if (knobs.Count + count > ScatteringWriter.MostKnobs)
            {
                throw json.Fault($"more than {ScatteringWriter.MostKnobs} knobs");
            }

            var first = isOutput ? outputs : modes;
            for (var i = 0; i < count; i++)
            {
                knobs.Add(new ScatteringKnob(parameters[i], what, first[i], isPair ? partners[i] : first[i]));
            }
        }

        return knobs;
    }

    private static KnobKind Kind(ref WireJson json)
    {
        json.Next();
        json.Text("kind", 64);
        foreach (var kind in Enum.GetValues<KnobKind>())
        {
            if (json.Is(ScatteringWriter.Word(kind)))
            {
                return kind;
            }
        }

        throw json.Fault("kind must be detuning, coupling, flux, port-rate or quadrature", WireFault.Protocol);
    }

    /// <summary>Reads the value of the present key: indices from 0.</summary>
    public static List<int> Places(ref WireJson json, string name, int most)
    {
        json.Next();
        json.RequireArray(name);
        var places = new List<int>();
        for (json.Next(); json.Token != JsonTokenType.EndArray; json.Next())
        {
            if (places.Count == ScatteringWriter.MostKnobs)
            {
                throw json.Fault($"{name} has more than {ScatteringWriter.MostKnobs} entries");
            }

            places.Add((int)json.Whole(name, most));
        }

        return places;
    }
}
