namespace Loschmidt.Experiments.Figures;

/// <summary>A continuous colour map that stays ordered in grey and for every common kind of colour vision.</summary>
public sealed class ColorMap
{
    private readonly Func<double, Rgb> _at;

    private ColorMap(string name, Func<double, Rgb> at)
    {
        Name = name;
        _at = at;
    }

    /// <summary>Dark violet through blue, teal and green to light yellow; lightness rises evenly. For intensities.</summary>
    public static ColorMap Sequential { get; } = new("sequential", static u =>
    {
        // The hue lingers in violet, hurries through green: there the eye tells hues apart least.
        var hue = 300 - 195 * Math.Pow(u, 1.15);
        var chroma = 0.115 + 0.065 * u - 0.04 * Math.Sin(Math.PI * u);
        return Rgb.FromOklch(0.20 + 0.74 * u, chroma, hue);
    });

    /// <summary>Blue for negative, white for zero, red for positive; equal magnitudes are equally dark.</summary>
    public static ColorMap Diverging { get; } = new("diverging", static u =>
    {
        var signed = 2 * u - 1;
        var size = Math.Abs(signed);
        var lightness = 0.985 - 0.55 * Math.Pow(size, 1.1);
        var chroma = 0.175 * Math.Sin(0.5 * Math.PI * Math.Pow(size, 0.8));
        return signed < 0 ? Rgb.FromOklch(lightness, chroma * 0.95, 258) : Rgb.FromOklch(lightness, chroma, 27);
    });

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The colour at a position.</summary>
    /// <param name="position">0…1; values beyond are clipped.</param>
    public Rgb At(double position) => _at(Math.Clamp(position, 0, 1));

    internal Rgb[] Palette(int levels)
    {
        var palette = new Rgb[levels];
        for (var i = 0; i < levels; i++)
        {
            palette[i] = At(i / (levels - 1.0));
        }

        return palette;
    }
}
