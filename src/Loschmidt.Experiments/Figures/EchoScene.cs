namespace Loschmidt.Experiments.Figures;

/// <summary>What one moment of an echo looks like, whatever the machine is.</summary>
/// <param name="film">The echo.</param>
/// <param name="title">Heading.</param>
internal abstract class EchoScene(EchoFilm film, string title)
{
    /// <summary>Blue is the way out, vermilion the way home.</summary>
    public static readonly Rgb OutColor = LineChart.ColorOf(0), HomeColor = LineChart.ColorOf(1);

    /// <summary>Where the panels begin, and what remains below and at the sides of them.</summary>
    protected const double Left = 24, Top = 76, Bottom = 46, Right = 16;

    /// <summary>Width of a letter of the heading, on average and generously.</summary>
    private const double PerLetter = 9.2;

    /// <summary>Width in pixels: that of the panels, or of the heading where it is longer.</summary>
    public double Width => Math.Max(PanelWidth, Left + PerLetter * title.Length + Right);

    /// <summary>Height in pixels.</summary>
    public double Height => Top + PanelHeight + Bottom;

    /// <summary>Moments of both ways.</summary>
    public int Moments => film.Forward.Count + film.Echo.Count;

    /// <summary>Width of the panels with the room at both sides.</summary>
    protected abstract double PanelWidth { get; }

    /// <summary>Height of the panels.</summary>
    protected abstract double PanelHeight { get; }

    /// <summary>The film.</summary>
    protected EchoFilm Film => film;

    /// <summary>Draws a moment.</summary>
    public void Draw(ICanvas canvas, int moment)
    {
        var homeward = moment >= film.Forward.Count;
        canvas.Text(title, Left, 26, new TextStyle(16, Rgb.Ink, Bold: true));
        canvas.Text(Caption(moment), Left, 50, new TextStyle(13, homeward ? HomeColor : OutColor, Bold: true));
        DrawPanels(canvas, moment);
        DrawCourse(canvas, moment);
    }

    /// <summary>Draws what is seen of the machine.</summary>
    protected abstract void DrawPanels(ICanvas canvas, int moment);

    /// <summary>The field at a moment.</summary>
    protected double[] Values(int moment) =>
        moment < film.Forward.Count ? film.Forward[moment].Values : film.Echo[moment - film.Forward.Count].Values;

    /// <summary>The way out at the same time as a moment of the way home; null on the way out.</summary>
    protected double[]? Mirrored(int moment) =>
        moment < film.Forward.Count ? null : film.Forward[film.Forward.Count - 1 - (moment - film.Forward.Count)].Values;

    /// <summary>Echo minus way out; zeros on the way out, where there is none yet.</summary>
    protected double[] Difference(int moment) => Mirrored(moment) is { } sent
        ? [.. Values(moment).Zip(sent, (late, early) => late - early)]
        : new double[Values(moment).Length];

    /// <summary>Every difference of the way home.</summary>
    protected IEnumerable<double[]> Differences() =>
        Enumerable.Range(film.Forward.Count, film.Echo.Count).Select(Difference);

    private string Caption(int moment)
    {
        if (moment == film.Forward.Count - 1)
            return $"{film.Forward[moment].Label}: read out, nudged by the cost, and reversed";
        if (moment == Moments - 1)
            return "home: the nudge has left its mark here, and a kick in π";
        return moment < film.Forward.Count
            ? $"out, {film.Forward[moment].Label}"
            : $"echo, back at {film.Echo[moment - film.Forward.Count].Label}";
    }

    /// <summary>A line from home to the turning point, and a disc on its way along it.</summary>
    private void DrawCourse(ICanvas canvas, int moment)
    {
        var (from, to, y) = (Left + 46, Width - Right - 76, Height - 18);
        var last = film.Forward.Count - 1;
        var along = moment <= last ? (double)moment / last : 1 - (double)(moment - last - 1) / last;
        var label = new TextStyle(11, Rgb.Muted);
        canvas.Text("home", Left, y + 4, label);
        canvas.Text("turning", to + 12, y + 4, label);
        ReadOnlySpan<Point> line = [new(from, y), new(to, y)];
        canvas.Polyline(line, Rgb.Rule, 2);
        canvas.Disc(from + along * (to - from), y, 6, moment <= last ? OutColor : HomeColor);
    }
}
