namespace Loschmidt.Experiments.Figures;

/// <summary>An echo as a moving picture: the field goes out, is nudged, and comes home; beside it grows what the nudge wrote.</summary>
internal static class EchoAnimation
{
    // Odd, so that zero in the middle of a signed scale has a level of its own: white.
    private const int Levels = 97;

    // Of the 256 colours, two maps leave these for letters and lines with smooth edges.
    private const int Greys = 62 - Accents;
    private const int Accents = 24;

    private const int FrameMilliseconds = 70, TurnMilliseconds = 1200, HomeMilliseconds = 2000;

    /// <summary>Draws every moment of a film.</summary>
    /// <param name="film">The echo.</param>
    /// <param name="title">Heading.</param>
    /// <param name="path">Whether the two values of the field are a place in a plane, such as a ball's.</param>
    public static Animation Of(EchoFilm film, string title, bool path = false)
    {
        EchoScene scene = path ? new PathScene(film, title)
            : film.Shape.Height == 1 ? new RowScene(film, title)
            : new MapScene(film, title, Levels);
        var palette = new PaletteMatcher(Palette());
        var (width, height) = ((int)Math.Ceiling(scene.Width), (int)Math.Ceiling(scene.Height));
        var frames = new List<AnimationFrame>();
        for (var moment = 0; moment < scene.Moments; moment++)
        {
            var canvas = new RasterCanvas(width, height, 1);
            scene.Draw(canvas, moment);
            frames.Add(new AnimationFrame(palette.Match(canvas.Pixels), Duration(moment, film)));
        }

        return new Animation(width, height, palette.Colors, frames);
    }

    private static int Duration(int moment, EchoFilm film) =>
        moment == film.Forward.Count - 1 ? TurnMilliseconds
        : moment == film.Forward.Count + film.Echo.Count - 1 ? HomeMilliseconds
        : FrameMilliseconds;

    private static List<Rgb> Palette()
    {
        var colors = new List<Rgb>();
        colors.AddRange(ColorMap.Sequential.Palette(Levels));
        colors.AddRange(ColorMap.Diverging.Palette(Levels));
        for (var i = 0; i < Greys; i++)
        {
            colors.Add(Rgb.White.Blend(Rgb.Ink, i / (Greys - 1.0)));
        }

        foreach (var accent in new[] { EchoScene.OutColor, EchoScene.HomeColor })
        {
            for (var i = 1; i <= Accents / 2; i++)
            {
                colors.Add(Rgb.White.Blend(accent, i / (Accents / 2.0)));
            }
        }

        return colors;
    }
}
