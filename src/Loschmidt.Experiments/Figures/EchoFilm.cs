using Loschmidt.Machines;

namespace Loschmidt.Experiments.Figures;

/// <summary>Films one echo of a machine: the way out, the nudge at the turning point, and the way home.</summary>
public sealed class EchoFilm
{
    private readonly IReverses _machine;
    private readonly IWatchable _watch;
    private readonly List<FilmFrame> _forward = [];
    private readonly List<FilmFrame> _echo = [];

    private EchoFilm(IReverses machine, IWatchable watch) => (_machine, _watch) = (machine, watch);

    /// <summary>The field that is filmed.</summary>
    internal FieldShape Shape => _watch.Fields[0];

    /// <summary>Pictures of the way out, in the order in which it happens.</summary>
    internal IReadOnlyList<FilmFrame> Forward => _forward;

    /// <summary>Pictures of the way home, in the order in which it happens.</summary>
    internal IReadOnlyList<FilmFrame> Echo => _echo;

    /// <summary>C at the turning point.</summary>
    public double Cost { get; private set; }

    /// <summary>Runs one sample out and home and keeps pictures of it; leaves the kick of the echo in π.</summary>
    /// <param name="machine">The machine; π is set to zero first.</param>
    /// <param name="batch">The sample, in lane 0.</param>
    /// <param name="epsilon">ε, injected as the laboratory does, before the reversal.</param>
    /// <param name="frames">Pictures per pass, the first and the last moment included.</param>
    /// <returns>The film, or null where the machine shows no fields.</returns>
    public static EchoFilm? Shoot(IReverses machine, Batch batch, double epsilon, int frames)
    {
        if (machine is not IWatchable { Fields.Count: > 0 } watch)
        {
            return null;
        }

        var film = new EchoFilm(machine, watch);
        film.Roll(batch, epsilon, Math.Max(2, frames));
        return film;
    }

    /// <summary>The film as one figure per picture: the strip of the evaluation field, then a map of every other field.</summary>
    /// <remarks>A machine whose sites stand in a row is drawn as sites against time, with all moments.</remarks>
    /// <param name="title">What the machine is and does.</param>
    /// <param name="frames">Moments of the strip at most, equally spaced; the first and the last are among them.</param>
    public IEnumerable<(string Name, Figure Figure)> Figures(string title, int frames = int.MaxValue)
    {
        if (Shape.Height == 1)
        {
            yield return ("echo", SitesAgainstTime($"{title}: out and home", [.. _forward, .. _echo]));
            yield return ("echo-difference", SitesAgainstTime($"{title}: echo minus way out", Differences(_forward, _echo)) with
            {
                Signed = true,
                Quantity = "echo − out",
            });
            yield break;
        }

        var (forward, echo) = (Thinned(_forward, frames, mirrored: false), Thinned(_echo, frames, mirrored: true));
        yield return ("echo", Filmstrip.Of(title, Shape, forward, echo) with { Difference = Differences(forward, echo) });
        for (var field = 1; field < _watch.Fields.Count; field++)
        {
            var shape = _watch.Fields[field];
            yield return (FileName(shape.Name), HeatMap.Of($"{title}: {shape.Name} after one echo", shape, Copy(field)));
        }
    }

    /// <summary>A column a moment, a row a site.</summary>
    private HeatMap SitesAgainstTime(string title, IReadOnlyList<FilmFrame> moments) => HeatMap.Of(
        title, Shape with { Width = moments.Count, Height = Shape.Width, Across = Shape.Down, Down = Shape.Across },
        [.. Enumerable.Range(0, Shape.Width).SelectMany(site => moments.Select(moment => moment.Values[site]))]) with
    {
        ColumnNames = [.. moments.Select(moment => moment.Label[LabelStart.Length..])],
    };

    private static string FileName(string field) =>
        string.Concat(field.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    /// <summary>Some of the moments; mirrored, those of the way home at which the way out was shown.</summary>
    private static List<FilmFrame> Thinned(List<FilmFrame> all, int frames, bool mirrored)
    {
        var last = all.Count - 1;
        if (frames > last)
        {
            return all;
        }

        var moments = Enumerable.Range(0, frames).Select(n => n * last / (frames - 1));
        return [.. (mirrored ? moments.Reverse().Select(moment => last - moment) : moments).Select(moment => all[moment])];
    }

    /// <summary>Echo minus way out at equal moments: where the nudge has left its mark.</summary>
    private static List<FilmFrame> Differences(List<FilmFrame> forward, List<FilmFrame> echo) =>
    [
        .. forward.Zip(
            Enumerable.Reverse(echo),
            (sent, returned) => new FilmFrame(sent.Label, [.. returned.Values.Zip(sent.Values, (late, early) => late - early)])),
    ];

    private void Roll(Batch batch, double epsilon, int frames)
    {
        _machine.Learning.Pi.Clear();
        _machine.Prepare(batch);
        Film(_forward, frames, forward: true, _machine.Evolve);
        Cost = _machine.Cost();
        _machine.Reverse();
        _machine.Nudge(-epsilon);
        Film(_echo, frames, forward: false, _machine.Return);
        _machine.Reverse();
    }

    private void Film(List<FilmFrame> frames, int count, bool forward, Action pass)
    {
        var steps = _watch.Steps;
        void Expose(int done) => frames.Add(new FilmFrame(Label(forward ? done : steps - done), Copy(0)));
        Expose(0);
        _watch.Watcher = done =>
        {
            // Equally spaced moments, the last step always among them; the way home stops at those of the way out.
            var early = forward ? 0 : count - 2;
            if (((done * (count - 1)) + early) / steps > (((done - 1) * (count - 1)) + early) / steps)
            {
                Expose(done);
            }
        };
        try
        {
            pass();
        }
        finally
        {
            _watch.Watcher = null;
        }
    }

    private const string LabelStart = "step ";

    private static string Label(int step) => $"{LabelStart}{step}";

    private double[] Copy(int field)
    {
        var shape = _watch.Fields[field];
        var values = new double[shape.Width * shape.Height];
        _watch.CopyField(field, 0, values);
        return values;
    }
}
