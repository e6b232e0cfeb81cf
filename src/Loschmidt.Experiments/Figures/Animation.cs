namespace Loschmidt.Experiments.Figures;

/// <summary>A moving picture of few colours: what both kinds of file are written from.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Palette">2 to 256 colours.</param>
/// <param name="Frames">At least one, in the order in which they are shown; then it begins again, for ever.</param>
internal sealed record Animation(int Width, int Height, IReadOnlyList<Rgb> Palette, IReadOnlyList<AnimationFrame> Frames)
{
    /// <summary>Every frame cut down to what differs from the one before; the first is whole.</summary>
    /// <remarks>A frame that differs nowhere is cut down to one pixel: its time must pass all the same.</remarks>
    /// <exception cref="InvalidOperationException">A frame does not fill the picture, or there are none or too many colours.</exception>
    public IEnumerable<AnimationPatch> Patches()
    {
        if (Palette.Count is < 2 or > 256 || Frames.Count == 0 || Frames.Any(frame => frame.Levels.Length != Width * Height))
            throw new InvalidOperationException($"{Width} × {Height} pixels in 2 to 256 colours are needed, in every frame and at least in one");
        var before = Frames[0].Levels;
        yield return new AnimationPatch(0, 0, Width, Height, before, Frames[0].Milliseconds);
        foreach (var frame in Frames.Skip(1))
        {
            yield return Patch(before, frame);
            before = frame.Levels;
        }
    }

    private AnimationPatch Patch(byte[] before, AnimationFrame frame)
    {
        var (left, right, top, bottom) = (Width, 0, Height, 0);
        for (var y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> old = before.AsSpan(y * Width, Width), now = frame.Levels.AsSpan(y * Width, Width);
            var same = old.CommonPrefixLength(now);
            if (same == Width)
                continue;
            var last = Width - 1;
            while (old[last] == now[last])
            {
                last--;
            }

            (left, right) = (Math.Min(left, same), Math.Max(right, last + 1));
            (top, bottom) = (Math.Min(top, y), y + 1);
        }

        if (bottom == 0)
            (left, right, top, bottom) = (0, 1, 0, 1);
        var (width, height) = (right - left, bottom - top);
        var levels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            frame.Levels.AsSpan((top + y) * Width + left, width).CopyTo(levels.AsSpan(y * width));
        }

        return new AnimationPatch(left, top, width, height, levels, frame.Milliseconds);
    }
}

/// <summary>A frame of a moving picture.</summary>
/// <param name="Levels">[height × width] indices into the palette, the first row on top.</param>
/// <param name="Milliseconds">How long it is shown.</param>
internal sealed record AnimationFrame(byte[] Levels, int Milliseconds);

/// <summary>The part of a frame that is drawn over the one before.</summary>
internal sealed record AnimationPatch(int Left, int Top, int Width, int Height, byte[] Levels, int Milliseconds);
