using System.Text;
using Loschmidt.Experiments.Data;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Throws spoilt files of 8 × 8 digits at the reader: it answers with whole images of pixels 0 … 16 and a class
/// each, or refuses with file, line and column, and never takes much memory.</summary>
public static class DigitsFuzz
{
    // Inputs are below 20 KiB and deflate expands at most 1,032 times; lists that double take twice the content.
    private const long MemoryBound = 96L << 20;
    private const string Name = "fuzz.tra";

    /// <summary>Runs the cases.</summary>
    /// <param name="cases">How many; fifty thousand take a few seconds.</param>
    /// <param name="seed">Seed of the mutations.</param>
    /// <param name="log">Hears about progress.</param>
    /// <exception cref="FuzzFailureException">An input broke the promise.</exception>
    public static FuzzReport Run(long cases, ulong seed, TextWriter log)
    {
        byte[][] corpus = [Lines(1, ","), Lines(3, ","), Lines(2, " "), Lines(2, ", ")];
        corpus = [.. corpus, FuzzCorpus.Pack(corpus[1])];
        foreach (var valid in corpus)
        {
            FuzzLoop.Require(Accepts(valid), "a member of the corpus is itself refused");
        }

        var mutator = new Mutator(seed, corpus, [.. ",;\t \"#\n\r.eE+-0167"u8, 0x00, 0x1F, 0x8B, 0xEF, 0xFF]);
        return FuzzLoop.Run("digits", cases, seed, log, MemoryBound, number => Accepts(mutator.Case(number)));
    }

    private static bool Accepts(byte[] file)
    {
        try
        {
            var (images, labels) = Digits.Read(DataStream.Unpack(new MemoryStream(file, writable: false)), Name);
            FuzzLoop.Require(images.Count > 0 && images.Count == labels.Length, "not as many labels as images");
            FuzzLoop.Require(images.Pixels.Length == 64 * images.Count, "pixels do not fill the images");
            FuzzLoop.Require(images.Pixels.All(pixel => pixel <= 16), "a pixel above 16");
            FuzzLoop.Require(labels.All(label => label < Digits.Classes), "a label outside the classes");
            return true;
        }
        catch (DataException e)
        {
            FuzzLoop.RequirePlace(e, Name);
            return false;
        }
    }

    private static byte[] Lines(int count, string separator)
    {
        var text = new StringBuilder();
        for (var line = 0; line < count; line++)
        {
            text.AppendJoin(separator, Enumerable.Range(0, 64).Select(i => 5 * (i + line) % 17).Append(line)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
