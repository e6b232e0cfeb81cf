using System.IO.Compression;

namespace Loschmidt.Experiments.Files;

/// <summary>NumPy's archives of named arrays: a ZIP archive with an npy file for each.</summary>
/// <remarks>
/// Written canonically – arrays in ordinal order of their names, no times, no attributes – so that equal tensors are
/// equal bytes; packed ones are so with the same version of the framework. Read with limits: what an entry claims is
/// held against <see cref="TensorLimits"/> before it is unpacked, what comes out of it against what it claims, and its
/// check sum against what came.
/// </remarks>
public static class Npz
{
    private const string Ending = ".npy";

    /// <summary>Writes arrays.</summary>
    /// <param name="stream">Receives the file; need not seek.</param>
    /// <param name="tensors">In any order; names become names of files inside.</param>
    /// <param name="compress">Whether arrays are packed, as by <c>savez_compressed</c>.</param>
    /// <exception cref="ArgumentException">A name occurs twice, an array has more than sixteen axes, or all of them
    /// take more than 2 GiB.</exception>
    public static void Write(Stream stream, IEnumerable<Tensor> tensors, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        var archive = new ZipWriter(stream);
        string? before = null;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            if (tensor.Name == before)
                throw new ArgumentException($"a tensor cannot be called '{tensor.Name}' here: the name is taken");
            before = tensor.Name;
            Add(archive, tensor, compress);
        }

        archive.Finish();
    }

    /// <summary>Reads all arrays of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What it may claim.</param>
    /// <exception cref="TensorFileException">The file is missing or not a whole archive of arrays of
    /// numbers.</exception>
    public static IReadOnlyList<Tensor> Read(string path, TensorLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = TensorFileException.Open(path);
        return Read(file, path, limits);
    }

    /// <summary>Reads all arrays of a stream that seeks.</summary>
    /// <param name="stream">The archive from its first byte to its end; not closed.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="limits">What it may claim.</param>
    /// <returns>The arrays in the order of the archive, named after its entries without <c>.npy</c>.</returns>
    /// <exception cref="TensorFileException">It is not a whole archive of arrays of numbers.</exception>
    public static IReadOnlyList<Tensor> Read(Stream stream, string name, TensorLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= TensorLimits.Default;
        var tensors = new List<Tensor>();
        var left = limits.Bytes;
        foreach (var entry in ZipDirectory.Read(stream, name, limits.Arrays))
        {
            var tensor = Read(stream, name, entry, left);
            left -= (long)tensor.Count * (tensor.IsDouble ? sizeof(double) : sizeof(float));
            tensors.Add(tensor);
        }

        return tensors;
    }

    private static void Add(ZipWriter archive, Tensor tensor, bool compress)
    {
        var header = Npy.Header(tensor);
        var numbers = Numbers.Bytes(tensor);
        var crc = Crc32.Update(Crc32.Update(0, header), numbers);
        var size = header.Length + (long)numbers.Length;
        var entry = new ZipEntry(tensor.Name + Ending, compress, crc, size, size, 0);
        if (!compress)
        {
            archive.Add(entry, header, numbers);
            return;
        }

        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(header);
            deflate.Write(numbers);
        }

        archive.Add(entry with { Packed = packed.Length }, packed.GetBuffer().AsSpan(0, (int)packed.Length), []);
    }

    private static Tensor Read(Stream stream, string file, ZipEntry entry, long left)
    {
        var place = $"{file}[{ZipDirectory.Shown(entry.Name)}]";
        if (!entry.Name.EndsWith(Ending, StringComparison.Ordinal) || entry.Name.Length == Ending.Length)
            throw new TensorFileException(place, entry.At, $"an archive of arrays holds npy files only, NAME{Ending}");
        using var window = new StreamWindow(stream, entry.At, entry.Packed);
        using var unpacked = entry.Deflated ? new DeflateStream(window, CompressionMode.Decompress) : (Stream)window;
        var content = new Content(unpacked, place, entry.Deflated ? 0 : entry.Size);
        var tensor = Npy.Read(content, entry.Name[..^Ending.Length], left);
        if (content.Offset != entry.Size)
            throw content.Bad(content.Offset, $"ends here; the archive's directory says {entry.Size} bytes");
        return content.Crc == entry.Crc
            ? tensor
            : throw content.Bad(
                0,
                $"the check sum is {content.Crc:x8}; the archive's directory says {entry.Crc:x8}: the file is damaged");
    }
}
