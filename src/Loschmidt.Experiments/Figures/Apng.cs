using System.Buffers.Binary;

namespace Loschmidt.Experiments.Figures;

/// <summary>Writes moving pictures as APNG (PNG, third edition, chunks acTL, fcTL and fdAT); what cannot play them shows the first frame.</summary>
internal static class Apng
{
    /// <summary>Writes a file.</summary>
    /// <param name="stream">Receives it; need not seek.</param>
    /// <param name="animation">What is shown.</param>
    public static void Write(Stream stream, Animation animation)
    {
        stream.Write(Png.Signature);
        Png.WriteHeader(stream, animation.Width, animation.Height, kind: 3);
        byte[] colors = [.. animation.Palette.SelectMany(color => new[] { color.R, color.G, color.B })];
        Png.WriteChunk(stream, "PLTE"u8, colors);
        Span<byte> control = stackalloc byte[8]; // the second word is how often it plays: 0 for ever
        BinaryPrimitives.WriteInt32BigEndian(control, animation.Frames.Count);
        Png.WriteChunk(stream, "acTL"u8, control);
        var sequence = 0;
        foreach (var patch in animation.Patches())
        {
            WriteFrame(stream, patch, ref sequence);
        }

        Png.WriteChunk(stream, "IEND"u8, []);
    }

    /// <summary>The first frame is the picture itself; the others carry their number in the sequence before their pixels.</summary>
    private static void WriteFrame(Stream stream, AnimationPatch patch, ref int sequence)
    {
        var first = sequence == 0;
        Span<byte> control = stackalloc byte[26]; // the last two bytes: nothing is disposed of, nothing blended
        control.Clear();
        BinaryPrimitives.WriteInt32BigEndian(control, sequence++);
        BinaryPrimitives.WriteInt32BigEndian(control[4..], patch.Width);
        BinaryPrimitives.WriteInt32BigEndian(control[8..], patch.Height);
        BinaryPrimitives.WriteInt32BigEndian(control[12..], patch.Left);
        BinaryPrimitives.WriteInt32BigEndian(control[16..], patch.Top);
        BinaryPrimitives.WriteInt16BigEndian(control[20..], (short)patch.Milliseconds);
        BinaryPrimitives.WriteInt16BigEndian(control[22..], 1000);
        Png.WriteChunk(stream, "fcTL"u8, control);
        var pixels = Png.Deflate(patch.Levels, patch.Width, patch.Height, differences: false);
        if (first)
        {
            Png.WriteChunk(stream, "IDAT"u8, pixels);
            return;
        }

        var data = new byte[4 + pixels.Length];
        BinaryPrimitives.WriteInt32BigEndian(data, sequence++);
        pixels.CopyTo(data, 4);
        Png.WriteChunk(stream, "fdAT"u8, data);
    }
}
