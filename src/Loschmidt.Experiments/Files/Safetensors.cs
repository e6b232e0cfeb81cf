using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Loschmidt.Experiments.Files;

/// <summary>Files of named tensors in the safetensors format: length of the header, header in JSON, raw little-endian
/// numbers.</summary>
/// <remarks>
/// Written canonically – tensors in ordinal order of their names, keys in a fixed order, no spaces, no metadata, header
/// padded with
/// spaces to a multiple of eight – so that equal tensors are equal bytes. Read with limits: nothing in the header is
/// believed before
/// it is checked against the length of the file.
/// </remarks>
public static class Safetensors
{
    /// <summary>The longest header that is read, in bytes.</summary>
    public const int MaximumHeader = 1 << 24;

    private const int Prefix = 8;

    /// <summary>Writes tensors.</summary>
    /// <param name="stream">Receives the file; need not seek.</param>
    /// <param name="tensors">In any order.</param>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public static void Write(Stream stream, IEnumerable<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        Tensor[] ordered = [.. tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal)];
        var header = Header(ordered);
        Span<byte> prefix = stackalloc byte[Prefix];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var tensor in ordered)
        {
            stream.Write(Numbers.Bytes(tensor));
        }
    }

    /// <summary>Reads all tensors of a file.</summary>
    /// <exception cref="TensorFileException">The file is missing or not a whole file of F64, F32, BF16 and
    /// F16.</exception>
    public static IReadOnlyList<Tensor> Read(string path)
    {
        using var file = TensorFileException.Open(path);
        return Read(file, path);
    }

    /// <summary>Reads all tensors of a stream that knows its length.</summary>
    /// <param name="stream">Read from its present position to its end.</param>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="TensorFileException">It is not a whole file of F64, F32, BF16 and F16.</exception>
    public static IReadOnlyList<Tensor> Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var length = stream.Length - stream.Position;
        var content = new Content(stream, name);
        Span<byte> prefix = stackalloc byte[Prefix];
        content.Fill(prefix, "8 bytes with the length of the header");
        var claimed = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (claimed > MaximumHeader || (long)claimed > length - Prefix)
        {
            throw content.Bad(
                0,
                $"claims a header of {claimed} bytes; at most {Math.Min(MaximumHeader, length - Prefix)} are possible");
        }

        var header = new byte[(int)claimed];
        content.Fill(header, $"a header of {claimed} bytes");
        var entries = SafetensorsHeader.Parse(header, length - content.Offset, name);
        return
        [
            .. entries.Select(entry => new Tensor(
                entry.Name,
                Numbers.Read(content, entry.Kind, bigEndian: false, entry.Count, $"the tensor '{entry.Name}'"),
                entry.Shape)),
        ];
    }

    private static byte[] Header(Tensor[] tensors)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            var offset = 0L;
            string? before = null;
            foreach (var tensor in tensors)
            {
                if (tensor.Name == before || tensor.Name == SafetensorsHeader.Metadata)
                    throw new ArgumentException($"a tensor cannot be called '{tensor.Name}' here: the name is taken");
                before = tensor.Name;
                var end = offset + (long)tensor.Count * (tensor.IsDouble ? sizeof(double) : sizeof(float));
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.IsDouble ? SafetensorsHeader.Double : SafetensorsHeader.Float);
                json.WriteStartArray("shape");
                foreach (var extent in tensor.Shape)
                {
                    json.WriteNumberValue(extent);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(end);
                json.WriteEndArray();
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        var text = Encoding.UTF8.GetString(buffer.ToArray());
        return Encoding.UTF8.GetBytes(text + new string(' ', (8 - (int)(buffer.Length % 8)) % 8));
    }
}
