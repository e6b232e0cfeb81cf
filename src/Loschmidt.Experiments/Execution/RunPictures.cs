using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>The pictures of a run: its cost against steps, and one echo of the trained machine, or what it
/// scatters.</summary>
/// <param name="Figures">Every picture with its name.</param>
/// <param name="Film">The echo; null where the machine shows no fields.</param>
internal sealed record RunPictures(IReadOnlyList<(string Name, Figure Figure)> Figures, EchoFilm? Film)
{
    /// <summary>Name of the curve among the pictures.</summary>
    public const string Cost = "cost";

    // The strip shows every fifth moment of the film.
    private const int StripFrames = 6, FilmFrames = 26;

    // The second sample: of xor the input 01, whose packets start apart.
    private const int Sample = 1;

    /// <summary>Makes the pictures.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="theta">The trained parameters.</param>
    /// <param name="data">Where the filmed sample comes from.</param>
    /// <param name="metrics">The course of the training.</param>
    public static RunPictures Of(
        Experiment experiment, ReadOnlySpan<double> theta, IDataSet data, IReadOnlyList<MetricsLine> metrics)
    {
        if (experiment.Machine is WireSettings)
        {
            return new RunPictures(CostCurve(experiment, metrics) is { } only ? [(Cost, only)] : [], null); // nobody looks into a device
        }

        var machine = MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed);
        var untrained = machine.Learning.Theta.ToArray();
        theta.CopyTo(machine.Learning.Theta);
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        var sample = Math.Min(Sample, data.Count - 1);
        data.Read([sample], batch);
        var figures = new List<(string Name, Figure Figure)>();
        if (CostCurve(experiment, metrics) is { } curve)
        {
            figures.Add((Cost, curve));
        }

        var film = machine is IReverses reversing ? EchoFilm.Shoot(reversing, batch, experiment.Training.Nudge, FilmFrames) : null;
        if (film is not null)
        {
            figures.AddRange(OfEcho(
                experiment, (IReverses)machine, batch, film, $"{experiment.Name}, trained, sample {sample}", StripFrames, untrained));
        }

        if (machine is IScatters scattering)
        {
            figures.AddRange(ScatteringPictures.Of(scattering, data, experiment.Name));
        }

        return new RunPictures(figures, film);
    }

    /// <summary>The pictures of one echo: paths in the plane where the machine is a ball, the film where it is a field.</summary>
    /// <param name="experiment">What the machine is.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="batch">The sample, in lane 0.</param>
    /// <param name="film">Its echo.</param>
    /// <param name="title">Heading.</param>
    /// <param name="frames">Moments of a strip at most.</param>
    /// <param name="untrained">θ before it learned, to show beside; null where it has not.</param>
    public static IEnumerable<(string Name, Figure Figure)> OfEcho(
        Experiment experiment, IReverses machine, Batch batch, EchoFilm film, string title, int frames = int.MaxValue, double[]? untrained = null) =>
        experiment.Machine is PinballSettings pinball && machine is IWatchable
            ? [("echo", PinballPicture.Of(machine, batch, experiment.Training.Nudge, pinball.Field is null ? title : $"{title}, in a static field", untrained))]
            : film.Figures(title, frames);

    /// <summary>Writes the pictures into the run folder.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="png">Whether to write PNG too.</param>
    /// <returns>Paths, relative to the run folder.</returns>
    public IReadOnlyList<string> Save(RunFolder folder, bool png) => SaveAll(Figures, folder.FullPath, "figures", png);

    /// <summary>Writes figures as SVG, and as PNG too on request.</summary>
    /// <returns>Paths, relative to <paramref name="root"/>.</returns>
    public static IReadOnlyList<string> SaveAll(
        IEnumerable<(string Name, Figure Figure)> figures, string root, string folder, bool png)
    {
        Directory.CreateDirectory(Path.Combine(root, folder));
        var paths = new List<string>();
        foreach (var (name, figure) in figures)
        {
            foreach (var ending in png ? new[] { ".svg", ".png" } : [".svg"])
            {
                var path = Path.Combine(folder, FileName(name) + ending);
                figure.Save(Path.Combine(root, path));
                paths.Add(path);
            }
        }

        return paths;
    }

    /// <summary>Fields are called after tensors, such as <c>conv1/phase</c>; a file's name has neither slash nor space.</summary>
    public static string FileName(string name) => name.Replace('/', '-').Replace(' ', '-');

    /// <summary>The cost against steps; null before the second evaluation.</summary>
    public static LineChart? CostCurve(Experiment experiment, IReadOnlyList<MetricsLine> metrics)
    {
        var series = new List<Series>();
        foreach (var (metric, title) in new[] { ("cost", "training"), ("validationCost", "validation") })
        {
            var points = metrics.Where(line => line.Values.Any(value => value.Name == metric)).ToList();
            if (points.Count > 1)
            {
                series.Add(new Series(
                    title, [.. points.Select(line => (double)line.Step)], [.. points.Select(line => line[metric])]));
            }
        }

        return series.Count == 0 ? null : new LineChart
        {
            Title = $"{experiment.Name}: cost while training",
            X = new Axis("step"),
            Y = new Axis("mean cost C"),
            Series = series,
        };
    }
}
