using Loschmidt.Machines;

namespace Loschmidt.Experiments.Figures;

/// <summary>The balls of a pinball machine in their plane: the way out, the echo home, and where the one on the rail went meanwhile.</summary>
internal static class PinballPicture
{
    // Marks of the way home, which lies on the way out but for the nudge.
    private const int Marks = 24;

    // The rail goes on beyond what is seen of it.
    private const double Margin = 0.15;

    /// <summary>Runs one sample out, nudged, and home, and draws the paths; leaves the kick of the echo in π.</summary>
    /// <param name="machine">The machine, trained or not; π is set to zero first. It can be watched.</param>
    /// <param name="batch">The sample, in lane 0.</param>
    /// <param name="epsilon">ε, injected as the laboratory does, before the reversal.</param>
    /// <param name="title">Heading.</param>
    /// <param name="untrained">θ before it learned, whose way out is shown, too; null shows none.</param>
    public static LineChart Of(IReverses machine, Batch batch, double epsilon, string title, double[]? untrained = null)
    {
        var learned = machine.Learning.Theta.ToArray();
        var series = new List<Series>();
        if (untrained is not null)
        {
            untrained.CopyTo(machine.Learning.Theta);
            series.Add(Line("before it learned", Watched(machine, () => Launch(machine, batch)).Ball, SeriesStyle.Line));
            learned.CopyTo(machine.Learning.Theta);
        }

        var (ball, rail) = Watched(machine, () => Launch(machine, batch));
        machine.Reverse();
        machine.Nudge(-epsilon);
        var (home, homeRail) = Watched(machine, machine.Return);
        machine.Reverse();
        var every = Math.Max(1, home.Count / Marks);

        // Marks beneath the way out, broad enough to be seen on both sides of its line.
        series.Add(Line("home: the echo", [.. home.Where((_, n) => n % every == 0)], SeriesStyle.Marked));
        series.Add(Line("out", ball, SeriesStyle.Line));
        series.Add(Line("ball on the rail", [.. rail, .. homeRail], SeriesStyle.Line));
        var heights = ball.Concat(home).Select(place => place.Y).ToArray();
        double[] across = [batch.Targets[0], .. ball.Concat(rail).Select(place => place.X)];
        series.Add(Line("rail", [(across.Min() - Margin, 0), (across.Max() + Margin, 0)], SeriesStyle.Reference));
        series.Add(Line(
            "target", [(batch.Targets[0], heights.Min()), (batch.Targets[0], heights.Max())], SeriesStyle.Line));
        return new LineChart { Title = title, X = new Axis("x"), Y = new Axis("y"), Series = series, Height = 560 };
    }

    private static void Launch(IReverses machine, Batch batch)
    {
        machine.Learning.Pi.Clear();
        machine.Prepare(batch);
        machine.Evolve();
    }

    // After every step of the pass: the ball at (x, y), the other at (θ, 0).
    private static (List<(double X, double Y)> Ball, List<(double X, double Y)> Rail) Watched(IReverses machine, Action pass)
    {
        var watch = (IWatchable)machine;
        var (ball, rail) = (new List<(double X, double Y)>(), new List<(double X, double Y)>());
        var place = new double[2];
        watch.Watcher = _ =>
        {
            watch.CopyField(0, 0, place);
            ball.Add((place[0], place[1]));
            rail.Add((machine.Learning.Theta[0], 0));
        };
        try
        {
            pass();
        }
        finally
        {
            watch.Watcher = null;
        }

        return (ball, rail);
    }

    private static Series Line(string name, IReadOnlyList<(double X, double Y)> places, SeriesStyle style) =>
        new(name, [.. places.Select(place => place.X)], [.. places.Select(place => place.Y)], style);
}
