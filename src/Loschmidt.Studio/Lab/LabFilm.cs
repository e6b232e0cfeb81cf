using System.Numerics.Tensors;
using System.Text.Json;
using Loschmidt.Experiments.Reproduction;
using Loschmidt.Fields;
using Loschmidt.Machines;

namespace Loschmidt.Studio.Lab;

/// <summary>Films one nudged echo: the field out and home, forward − echo at equal moments, and the kick on θ as it grows.</summary>
/// <remarks>
/// On the way home π is what the way out has left, reversed, less what the echo has retraced so far. Without a nudge it would be −π of the same moment
/// on the way out; so −(π_home + π_out) is the kick that the nudge has made by now, in the sign that it has at the end, −ε ∂C/∂θ.
/// </remarks>
internal sealed class LabFilm
{
    private const int Out = (int)EchoLeg.Out, Back = (int)EchoLeg.Back, Home = (int)EchoLeg.Home;

    private readonly LabQuery _query;
    private readonly LabScene _scene;
    private readonly IWatchable _watch;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<int, (double[] Field, double[] Pi)> _out = [];
    private readonly List<LabMoment> _moments = [];
    private readonly List<byte[]> _frames = [];
    private readonly List<(double Difference, double Progress, double Energy)> _course = [];
    private readonly LabField[] _fields;
    private readonly double _dt;

    private LabFilm(LabQuery query, LabScene scene, CancellationToken cancellation)
    {
        (_query, _scene, _watch, _cancellation) = (query, scene, (IWatchable)scene.Machine, cancellation);
        Duration = LabDuration.Of(query.Experiment.Machine);
        _dt = Duration / _watch.Steps;
        _fields = [.. Fields()];
    }

    private double Duration { get; }

    /// <summary>Shoots the film and gives it as records: header, frames, summary.</summary>
    /// <param name="query">What was asked for.</param>
    /// <param name="cancellation">Nobody waits for it any more.</param>
    public static IReadOnlyList<byte[]> Shoot(LabQuery query, CancellationToken cancellation)
    {
        var scene = new LabScene(query, cancellation);
        var film = new LabFilm(query, scene, cancellation);
        var cost = new EchoProbe(scene.Machine, scene.Batch).Run(query.Epsilon, film.Look);
        var course = new LabCourse(
            [.. film._moments.Select(moment => moment.Time)], [.. film._course.Select(one => one.Difference)],
            [.. film._course.Select(one => one.Progress)], [.. film._course.Select(one => one.Energy)]);
        var summary = scene.Summary(scene.Inside.Pi, cost, course);
        return
        [
            FilmRecord.Text(JsonSerializer.SerializeToUtf8Bytes(film.Header(), LabJson.Default.LabHeader)),
            .. film._frames,
            FilmRecord.Text(JsonSerializer.SerializeToUtf8Bytes(summary, LabJson.Default.LabSummary)),
        ];
    }

    private LabHeader Header() => new()
    {
        Machine = _query.Machine.Name,
        View = _query.Machine.View,
        Steps = _watch.Steps,
        Duration = Duration,
        TimeUnit = _query.Machine.TimeUnit,
        Moments = _moments,
        Fields = _fields,
        Parameters = _scene.IsSmall ? [.. Enumerable.Range(0, _scene.Predicted.Length).Select(_scene.Machine.Parameters.NameOf)] : null,
        ParameterCount = _scene.Predicted.Length,
        Inputs = [.. _scene.Batch.Inputs.Where((_, i) => i % _scene.Batch.Lanes == 0)],
        Targets = [.. _scene.Batch.Targets.Where((_, i) => i % _scene.Batch.Lanes == 0)],
        Command = _query.Command,
    };

    private IEnumerable<LabField> Fields()
    {
        var shape = _watch.Fields[0];
        var label = shape.Name == "intensity" ? "|Ψ|²" : _query.Machine.View == "plane" ? "place" : shape.Name;
        LabField Of(string name, string text, bool signed, params int[] legs) =>
            new(name, text, shape.Width, shape.Height, "", signed, legs) { Across = shape.Across, Down = shape.Down };
        yield return Of("field", label, shape.Signed, Out, Back, Home);
        yield return Of("difference", $"{label} forward − echo", true, Back, Home);
        var tensors = _scene.Machine.Parameters.Tensors;
        var picture = tensors is [{ Shape.Count: 2 } only] && !_scene.IsSmall;
        var (width, height) = picture ? (tensors[0].Shape[1], tensors[0].Shape[0]) : (_scene.Predicted.Length, 1);
        LabField Parameters(string name, string text, params int[] legs) => new(name, text, width, height, "", true, legs)
        {
            Across = picture ? shape.Across : "parameter",
            Down = picture ? shape.Down : "",
            First = picture && _query.Experiment.Machine is WaveSettings wave ? wave.Lattice.RowsBetween(wave.Window.From, wave.Window.To).First : 0,
        };
        yield return Parameters("kick", "kick on θ so far", Back, Home);
        yield return Parameters("predicted", "−ε ∂C/∂θ", Home);
        yield return _scene.IsSmall ? Parameters("theta", "θ", Out, Back, Home) : Parameters("theta", "θ", Home);
    }

    private void Look(EchoLeg leg, int step)
    {
        _cancellation.ThrowIfCancellationRequested();
        var steps = _watch.Steps;
        // The way home stops where the way out did.
        var partner = leg switch { EchoLeg.Out => step, EchoLeg.Back => steps - step, _ => 0 };
        if (!EchoProbe.IsFrame(partner, steps, _query.Frames))
            return;

        var field = new double[_fields[0].Width * _fields[0].Height];
        _watch.CopyField(0, 0, field);
        if (leg == EchoLeg.Out)
            _out[step] = (field, _scene.Inside.Pi.ToArray());
        var time = leg switch { EchoLeg.Out => step * _dt, EchoLeg.Back => Duration + (step * _dt), _ => 2 * Duration };
        _moments.Add(new LabMoment((int)leg, step, time));
        var (difference, kick) = leg == EchoLeg.Out ? ([], []) : (Difference(partner, field), KickSoFar(partner, leg));
        _course.Add(Course(partner, difference, kick));
        _frames.Add(FilmRecord.Frame((int)leg, step, Arrays((int)leg, field, difference, kick)));
    }

    private double[] Difference(int partner, double[] echo)
    {
        var difference = new double[echo.Length];
        TensorPrimitives.Subtract<double>(_out[partner].Field, echo, difference);
        return difference;
    }

    private double[] KickSoFar(int partner, EchoLeg leg)
    {
        var kick = _scene.Inside.Pi.ToArray();
        if (leg == EchoLeg.Back)
        {
            TensorPrimitives.Add<double>(kick, _out[partner].Pi, kick);
            TensorPrimitives.Negate<double>(kick, kick);
        }

        return kick;
    }

    private (double Difference, double Progress, double Energy) Course(int partner, double[] difference, double[] kick)
    {
        var energy = (_scene.Machine as IConserves)?.Energy() ?? double.NaN;
        if (kick.Length == 0)
            return (double.NaN, double.NaN, energy);
        var wanted = TensorPrimitives.SumOfSquares<double>(_scene.Predicted);
        return (
            TensorPrimitives.Norm<double>(difference) / TensorPrimitives.Norm<double>(_out[partner].Field),
            wanted > 0 ? TensorPrimitives.Dot<double>(kick, _scene.Predicted) / wanted : double.NaN, energy);
    }

    private IEnumerable<double[]> Arrays(int leg, double[] field, double[] difference, double[] kick)
    {
        foreach (var shown in _fields.Where(one => one.Legs.Contains(leg)))
        {
            var values = shown.Name switch
            {
                "field" => field,
                "difference" => difference,
                "kick" => kick,
                "predicted" => _scene.Predicted,
                _ => _scene.Inside.Theta.ToArray(),
            };
            shown.Low = Math.Min(shown.Low, TensorPrimitives.Min<double>(values));
            shown.High = Math.Max(shown.High, TensorPrimitives.Max<double>(values));
            yield return values;
        }
    }
}
