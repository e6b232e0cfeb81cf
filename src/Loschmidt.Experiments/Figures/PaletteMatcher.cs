namespace Loschmidt.Experiments.Figures;

/// <summary>Finds for every pixel the nearest of few colours; what it found once it remembers.</summary>
/// <param name="colors">The colours, at most 256.</param>
internal sealed class PaletteMatcher(IReadOnlyList<Rgb> colors)
{
    private readonly Dictionary<int, byte> _known = [];

    /// <summary>The colours.</summary>
    public IReadOnlyList<Rgb> Colors => colors;

    /// <summary>Indices of the colours of pixels; allocates.</summary>
    /// <param name="pixels">[pixels × 3] bytes, red first.</param>
    public byte[] Match(ReadOnlySpan<byte> pixels)
    {
        var levels = new byte[pixels.Length / 3];
        for (var i = 0; i < levels.Length; i++)
        {
            var color = new Rgb(pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]);
            var key = (color.R << 16) | (color.G << 8) | color.B;
            if (!_known.TryGetValue(key, out levels[i]))
                _known.Add(key, levels[i] = Nearest(color));
        }

        return levels;
    }

    private byte Nearest(Rgb color)
    {
        var (best, least) = (0, int.MaxValue);
        for (var i = 0; i < colors.Count; i++)
        {
            var (r, g, b) = (colors[i].R - color.R, colors[i].G - color.G, colors[i].B - color.B);
            if (r * r + g * g + b * b is var distance && distance < least)
                (best, least) = (i, distance);
        }

        return (byte)best;
    }
}
