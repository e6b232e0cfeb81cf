namespace Loschmidt.Experiments.Figures;

/// <summary>An opaque sRGB colour.</summary>
/// <param name="R">Red, 0…255.</param>
/// <param name="G">Green, 0…255.</param>
/// <param name="B">Blue, 0…255.</param>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    internal static readonly Rgb White = new(255, 255, 255);
    internal static readonly Rgb Ink = new(34, 38, 46);
    internal static readonly Rgb Muted = new(96, 103, 115);
    internal static readonly Rgb Rule = new(150, 156, 166);
    internal static readonly Rgb Grid = new(230, 233, 237);

    /// <summary>Relative luminance by Rec. 709, 0 (black) … 1 (white).</summary>
    public double Luminance => 0.2126 * Linear(R) + 0.7152 * Linear(G) + 0.0722 * Linear(B);

    /// <summary>As CSS spells it, <c>#rrggbb</c>.</summary>
    public string Hex => $"#{R:x2}{G:x2}{B:x2}";

    /// <summary>A colour from the cylindrical form of Oklab, clipped to what a screen can show.</summary>
    /// <remarks>
    /// Oklab puts equal perceived differences at equal distances: L is lightness, C chroma, the hue an angle. Colour maps
    /// drawn as smooth paths in it are even to the eye. The matrices are those of B. Ottosson, "A perceptual color space for
    /// image processing" (2020).
    /// </remarks>
    internal static Rgb FromOklch(double lightness, double chroma, double hueDegrees)
    {
        var (sin, cos) = Math.SinCos(hueDegrees * Math.PI / 180);
        var (a, b) = (chroma * cos, chroma * sin);
        var l = Cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        var m = Cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        var s = Cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new Rgb(
            Encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            Encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            Encode(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    /// <summary>This colour seen through <paramref name="amount"/> of white.</summary>
    internal Rgb Faded(double amount) => Blend(White, amount);

    internal Rgb Blend(Rgb over, double amount) => new(Mix(R, over.R, amount), Mix(G, over.G, amount), Mix(B, over.B, amount));

    private static byte Mix(byte from, byte to, double amount) => (byte)Math.Round(from + (to - from) * amount);

    private static double Cube(double x) => x * x * x;

    private static double Linear(byte value)
    {
        var x = value / 255.0;
        return x <= 0.04045 ? x / 12.92 : Math.Pow((x + 0.055) / 1.055, 2.4);
    }

    private static byte Encode(double linear)
    {
        var x = Math.Clamp(linear, 0, 1);
        return (byte)Math.Round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * Math.Pow(x, 1 / 2.4) - 0.055));
    }
}
