using System.Buffers.Binary;
using Loschmidt.Experiments.Data;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Throws spoilt IDX files at the reader: it answers with images or labels, or refuses with file and byte, and
/// never takes much memory.</summary>
public static class IdxFuzz
{
    // Inputs are below 20 KiB and deflate expands at most 1,032 times; arrays that double take twice the content.
    private const long MemoryBound = 48L << 20;
    private const string Name = "fuzz.idx";
    private const int Classes = 10;

    /// <summary>Runs the cases.</summary>
    /// <param name="cases">How many; fifty thousand take a few seconds.</param>
    /// <param name="seed">Seed of the mutations.</param>
    /// <param name="log">Hears about progress.</param>
    /// <exception cref="FuzzFailureException">An input broke the promise.</exception>
    public static FuzzReport Run(long cases, ulong seed, TextWriter log)
    {
        var mutator = new Mutator(seed, Corpus(), [0x00, 0x01, 0x08, 0x0B, 0x1F, 0x8B, 0xFF]);
        return FuzzLoop.Run("idx", cases, seed, log, MemoryBound, number => Accepts(mutator.Case(number)));
    }

    private static bool Accepts(byte[] file)
    {
        var images = Try(stream => IdxReader.ReadImages(stream, Name));
        if (images is not null)
            FuzzLoop.Require(images.Pixels.LongLength == (long)images.Count * images.Rows * images.Columns,
                "pixels do not fill the images");
        var features = images is null ? 30 : images.Rows * images.Columns;
        var streamed = Try(stream => Streamed(stream, features));
        FuzzLoop.Require(
            images is null ? streamed is null : streamed is not null && streamed.SequenceEqual(images.Pixels),
            "read as a stream it is another file");
        var labels = Try(stream => IdxReader.ReadLabels(stream, Name, Classes));
        if (labels is not null)
            FuzzLoop.Require(labels.All(label => label < Classes), "a label outside the classes");
        FuzzLoop.Require(images is null || labels is null, "one file is both images and labels");
        return images is not null || labels is not null;

        T? Try<T>(Func<Stream, T> read)
            where T : class
        {
            try
            {
                return read(new MemoryStream(file, writable: false));
            }
            catch (DataException e)
            {
                FuzzLoop.Require(
                    e.Offset >= 0 && e.File == Name && !e.Message.Contains('\n'), "a refusal without a place");
                return null;
            }
        }
    }

    /// <summary>The pixels as the reader for files of any length gives them.</summary>
    private static byte[] Streamed(Stream stream, int features)
    {
        using var images = new ImageStream(DataStream.Unpack(stream), Name, null, null, features, Classes);
        var block = new SampleBlock(Name, features, 0, 0, capacity: 3);
        var batch = new Batch(features, 0, lanes: 1);
        var pixels = new List<byte>();
        for (images.Read(block); block.Count > 0; images.Read(block))
        {
            for (var row = 0; row < block.Count; row++)
            {
                block.Read([row], batch);
                pixels.AddRange(batch.Inputs.Select(input => (byte)Math.Round(255 * input)));
            }
        }

        return [.. pixels];
    }

    private static byte[][] Corpus()
    {
        var images = new byte[16 + 4 * 5 * 6];
        Header(images, 2051, 4, 5, 6);
        var labels = new byte[8 + 12];
        Header(labels, 2049, 12);
        for (var i = 16; i < images.Length; i++)
        {
            images[i] = (byte)(37 * i);
        }

        for (var i = 8; i < labels.Length; i++)
        {
            labels[i] = (byte)(i % Classes);
        }

        return [images, labels, FuzzCorpus.Pack(images), FuzzCorpus.Pack(labels)];
    }

    private static void Header(byte[] file, params ReadOnlySpan<int> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 * i), words[i]);
        }
    }
}
