using System.Buffers.Binary;

namespace Loschmidt.EndToEnd.Support;

/// <summary>Small, sound files of digits, ready to be damaged.</summary>
internal static class IdxFiles
{
    private const int Pixels = 28;

    /// <summary>Writes the four files of a set into <c>root/mnist</c>.</summary>
    public static void Write(string root, int train = 12, int test = 4)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "mnist")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "train-images-idx3-ubyte"), Images(train));
        File.WriteAllBytes(Path.Combine(folder, "train-labels-idx1-ubyte"), Labels(train));
        File.WriteAllBytes(Path.Combine(folder, "t10k-images-idx3-ubyte"), Images(test));
        File.WriteAllBytes(Path.Combine(folder, "t10k-labels-idx1-ubyte"), Labels(test));
    }

    public static byte[] Labels(int count) => [.. Header(2049, count), .. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];

    public static byte[] Images(int count) =>
        [.. Header(2051, count, Pixels, Pixels), .. Enumerable.Range(0, count * Pixels * Pixels).Select(i => (byte)i)];

    public static byte[] Header(params int[] words)
    {
        var bytes = new byte[4 * words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), words[i]);
        }

        return bytes;
    }
}
