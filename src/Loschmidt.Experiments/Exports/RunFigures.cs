using System.Text;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Exports;

/// <summary>The figures of a run: those in its folder, copied or drawn anew from its checkpoint, and a curve for every metric.</summary>
internal sealed class RunFigures
{
    /// <summary>What the name of a curve begins with, before that of its metric.</summary>
    public const string Curve = "curve-";

    private readonly RunFolder _run;
    private readonly IReadOnlyList<MetricsLine> _metrics;

    /// <summary>Looks into the run's folder.</summary>
    /// <exception cref="InputException">The run cannot be read.</exception>
    public RunFigures(RunFolder run)
    {
        (_run, _metrics) = (run, run.ReadMetrics());
        Stored =
        [
            .. run.Files().Where(file => file.Path.StartsWith("figures/", StringComparison.Ordinal))
                .Where(file => Path.GetExtension(file.Path) is ".svg" or ".png")
                .Select(file => Path.GetFileNameWithoutExtension(file.Path)).Distinct(StringComparer.Ordinal),
        ];
        Names = [.. Stored, .. MetricsTable.Names(_metrics).Select(name => Curve + FileName(name))];
    }

    /// <summary>Those in the folder, in ordinal order.</summary>
    public IReadOnlyList<string> Stored { get; }

    /// <summary>Those and a curve for every metric.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The SVG file of a figure.</summary>
    /// <exception cref="InputException">There is no such figure.</exception>
    public byte[] Svg(ExportChoice choice) =>
        Copy(Chosen(choice), ".svg") ?? Encoding.UTF8.GetBytes(Drawn(Chosen(choice), choice).ToSvg());

    /// <summary>The PNG file of a figure: as it lies in the folder, else drawn anew.</summary>
    /// <exception cref="InputException">There is no such figure, or it cannot be drawn anew.</exception>
    public byte[] Png(ExportChoice choice) => Copy(Chosen(choice), ".png") ?? Drawn(Chosen(choice), choice).ToPng();

    private string Chosen(ExportChoice choice)
    {
        if (Names.Count == 0)
            throw new RunException(_run.Name, "has neither figures nor metrics yet, so there is nothing to draw");
        var name = choice.Figure ?? Names[0];
        return Names.Contains(name) ? name
            : throw new RunException(_run.Name, $"has no figure '{OneLine.Of(name)}'; there are {string.Join(", ", Names)}");
    }

    private byte[]? Copy(string name, string ending)
    {
        var path = Path.Combine(_run.FiguresPath, name + ending);
        try
        {
            return Stored.Contains(name) && File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(path, $"the figure cannot be read ({e.Message})", e);
        }
    }

    private Figure Drawn(string name, ExportChoice choice)
    {
        if (!Stored.Contains(name))
            return CurveOf(MetricsTable.Names(_metrics).First(metric => Curve + FileName(metric) == name));
        var experiment = _run.ReadExperiment(MachineFactory.Kinds);
        if (name == RunPictures.Cost && RunPictures.CostCurve(experiment, _metrics) is { } cost)
            return cost;
        try
        {
            // Drawing needs the trained machine and a sample of its data.
            var bench = Workbench.SetUp(experiment with { Device = null }, 1, 1, choice.Data);
            var theta = StateTensors.Theta(RunArrays.Read(_run, choice.Checkpoint), bench.Blocks.Machine.Parameters, _run.Name);
            foreach (var (other, figure) in RunPictures.Of(experiment, theta, bench.Data.Train, _metrics).Figures)
            {
                if (RunPictures.FileName(other) == name)
                    return figure;
            }
        }
        catch (InputException e)
        {
            throw new RunException(_run.Name, $"its figure '{name}' lies there as SVG alone and cannot be drawn anew: {OneLine.Of(e.Message)}", e);
        }

        throw new RunException(_run.Name, $"its figure '{name}' lies there as SVG alone, and this program draws none of that name; export it as svg");
    }

    private LineChart CurveOf(string metric)
    {
        var lines = _metrics.Where(line => line.Values.Any(value => value.Name == metric)).ToList();
        return new LineChart
        {
            Title = $"{RunCourse.Experiment(_run)}: {metric}",
            X = new Axis("step"),
            Y = new Axis(metric),
            Series = [new Series("", [.. lines.Select(line => (double)line.Step)], [.. lines.Select(line => line[metric])],
                lines.Count < 2 ? SeriesStyle.Marked : SeriesStyle.Line)],
        };
    }

    /// <summary>A metric's name may hold what a file's must not.</summary>
    private static string FileName(string metric) =>
        string.Concat(metric.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
}
