using System.IO.Compression;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Valid files for a mutator to spoil.</summary>
internal static class FuzzCorpus
{
    /// <summary>The same content as a gzip file.</summary>
    public static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
