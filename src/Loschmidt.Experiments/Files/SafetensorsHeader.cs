using System.Text;
using System.Text.Json;

namespace Loschmidt.Experiments.Files;

/// <summary>Reads and checks the header of a safetensors file.</summary>
internal static class SafetensorsHeader
{
    public const string Metadata = "__metadata__";
    public const string Double = "F64";
    public const string Float = "F32";

    /// <summary>One tensor of the header, its bytes counted from the end of the header.</summary>
    public sealed record Entry(string Name, NumberKind Kind, int[] Shape, int Count, long Begin, long End);

    /// <summary>The tensors in the order of their bytes, which cover the body without gap or overlap.</summary>
    /// <exception cref="TensorFileException">Anything else.</exception>
    public static IReadOnlyList<Entry> Parse(ReadOnlyMemory<byte> header, long body, string file)
    {
        try
        {
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw Bad(file, "the header is no JSON object");
            var entries = new List<Entry>();
            var names = new HashSet<string>(StringComparer.Ordinal) { Metadata };
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Name == Metadata)
                    continue;
                if (property.Name.Length == 0 || !names.Add(property.Name))
                    throw Bad(file, $"the tensor '{Shown(property.Name)}' has no name or occurs twice");
                entries.Add(Read(property, file));
            }

            entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
            Cover(entries, body, file);
            return entries;
        }
        catch (JsonException e)
        {
            throw new TensorFileException(file, 8 + (e.BytePositionInLine ?? 0), "the header is no JSON", e);
        }
        catch (InvalidOperationException e)
        {
            // A name with a lone surrogate in an escape cannot be transcoded.
            throw new TensorFileException(file, 8, "the header has text that is no Unicode", e);
        }
    }

    private static Entry Read(JsonProperty property, string file)
    {
        var name = Shown(property.Name);
        if (property.Value.ValueKind != JsonValueKind.Object)
            throw Bad(file, $"the tensor '{name}' is no JSON object");
        var type = property.Value.TryGetProperty("dtype", out var dtype) && dtype.ValueKind == JsonValueKind.String
            ? dtype.GetString() : null;
        NumberKind? known = type switch
        {
            Double => NumberKind.Float64,
            Float => NumberKind.Float32,
            "BF16" => NumberKind.BrainFloat16,
            "F16" => NumberKind.Float16,
            _ => null,
        };
        if (known is not { } kind)
            throw Bad(
                file,
                $"the tensor '{name}' has dtype {Shown(type ?? "none")}; expected {Double}, {Float}, BF16 or F16");
        var shape = WholeNumbers(property.Value, "shape");
        if (shape is null || shape.Length > TensorLimits.Axes || Array.Exists(shape, extent => extent > int.MaxValue))
            throw Bad(file, $"the tensor '{name}' needs a 'shape' of at most {TensorLimits.Axes} whole numbers");
        if (WholeNumbers(property.Value, "data_offsets") is not [var begin, var end])
            throw Bad(file, $"the tensor '{name}' needs 'data_offsets' of two whole numbers");
        return end >= begin && Numbers.Count(shape, kind) is { } count
            && end - begin == (long)count * Numbers.SizeOf(kind)
            ? new Entry(property.Name, kind, Array.ConvertAll(shape, extent => (int)extent), count, begin, end)
            : throw Bad(file,
            $"the tensor '{name}' of shape [{string.Join(", ", shape)}] does not fill the bytes {begin} to {end}");
    }

    /// <summary>Non-negative whole numbers, or null where the key is anything else.</summary>
    private static long[]? WholeNumbers(JsonElement tensor, string key)
    {
        if (!tensor.TryGetProperty(key, out var list) || list.ValueKind != JsonValueKind.Array)
            return null;
        var numbers = new List<long>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
                return null;
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static void Cover(List<Entry> entries, long body, string file)
    {
        var at = 0L;
        foreach (var entry in entries)
        {
            if (entry.Begin != at)
                throw Bad(
                    file, $"the tensor '{Shown(entry.Name)}' begins at byte {entry.Begin} of the data; expected {at}");
            at = entry.End;
        }

        if (at != body)
        {
            throw Bad(
                file,
                $"the tensors fill {at} bytes and the file holds {body}; it is truncated or has something behind it");
        }
    }

    private static TensorFileException Bad(string file, string message) => new(file, 8, message);

    /// <summary>The first letters of a foreign name, fit for one line.</summary>
    internal static string Shown(string name)
    {
        var shown = new StringBuilder();
        foreach (var c in name.AsSpan(0, Math.Min(60, name.Length)))
        {
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        }

        return shown.ToString();
    }
}
