using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Loschmidt.Experiments;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Exports;
using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Runs;
using Loschmidt.Tests.Reports;
using Loschmidt.Tests.Runs;

namespace Loschmidt.Tests.Exports;

public sealed class ExporterTests : IDisposable
{
    private readonly ReportPlace _place = new();
    private readonly RunsPlace _toys = new();

    public void Dispose()
    {
        _place.Dispose();
        _toys.Dispose();
    }

    [Fact]
    public void A_film_of_a_sample_that_does_not_exist_is_refused() =>
        Should.Throw<InputException>(() => Written(_place.Train(ReportPlace.Wave), ExportFormat.Gif, new ExportChoice { Sample = 4, Moments = 3 }))
            .Message.ShouldContain("xor has samples 0 to 3");

    /// <summary>The mutation: the difference is taken against the way out in its own order instead of the mirrored one.</summary>
    [Fact]
    public void A_film_shows_no_difference_on_the_way_out_and_one_on_the_way_home()
    {
        var run = _place.Train(ReportPlace.Wave);
        var choice = new ExportChoice { Moments = 5 };
        var (gif, apng) = (GifFile.Read(Written(run, ExportFormat.Gif, choice)), ApngFile.Read(Written(run, ExportFormat.Apng, choice)));

        gif.Frames.Select(frame => frame.Milliseconds).ShouldBe([70, 70, 70, 70, 1200, 70, 70, 70, 70, 2000]);
        for (var i = 0; i < gif.Frames.Count; i++)
        {
            gif.Frames[i].Colors.SequenceEqual(apng.Frames[i].Colors).ShouldBeTrue($"frame {i}");
        }

        // The lower map of the two: its colours other than white and grey, without its bar at the right.
        int Coloured(int frame) => Enumerable.Range(0, gif.Width * gif.Height)
            .Where(pixel => pixel / gif.Width is var y && y > 0.56 * gif.Height && y < gif.Height - 60 && pixel % gif.Width < gif.Width - 130)
            .Count(pixel => gif.Frames[frame].Colors[3 * pixel] is var red && gif.Frames[frame].Colors[3 * pixel + 2] is var blue && Math.Abs(red - blue) > 24);
        Enumerable.Range(0, 5).Sum(Coloured).ShouldBe(0);
        Coloured(9).ShouldBeGreaterThan(100);
        Coloured(9).ShouldBeLessThan(gif.Width * gif.Height / 3); // what came home is near what left
    }

    [Fact]
    public void Sites_in_a_row_are_filmed_as_a_curve()
    {
        var gif = GifFile.Read(Written(_place.Train(ReportPlace.Ring), ExportFormat.Gif, new ExportChoice { Moments = 3 }));
        gif.Frames.Count.ShouldBe(6);
        gif.Frames[0].Colors.SequenceEqual(gif.Frames[1].Colors).ShouldBeFalse();
    }

    [Fact]
    public void A_machine_without_a_way_home_has_no_film_and_says_so()
    {
        var run = _place.Train(ReportPlace.Scatterer);
        Should.Throw<InputException>(() => Written(run, ExportFormat.Gif)).Message.ShouldContain("so there is no echo to film");
        Written(run, ExportFormat.Npz).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Arrays_hold_every_metric_over_its_steps_and_the_tensors_of_the_checkpoint()
    {
        var run = _place.Train(ReportPlace.Ring);
        var arrays = Npz.Read(new MemoryStream(Written(run, ExportFormat.Npz)), "run").ToDictionary(array => array.Name);
        var (lines, state) = (run.ReadMetrics(), run.Checkpoints.Latest()!);
        arrays["metrics/step"].Doubles.ShouldBe(lines.Select(line => (double)line.Step));
        arrays["metrics/cost"].Doubles.ShouldBe(lines.Select(line => line["cost"]));
        arrays["checkpointStep"].Doubles.ShouldBe([16.0]);
        foreach (var tensor in state.State)
        {
            arrays[$"checkpoint/{tensor.Name}"].Doubles.ShouldBe(tensor.Doubles);
            arrays[$"checkpoint/{tensor.Name}"].Shape.ShouldBe(tensor.Shape);
        }

        var earlier = Npz.Read(new MemoryStream(Written(run, ExportFormat.Npz, new ExportChoice { Checkpoint = "15" })), "run");
        earlier.Single(array => array.Name == "checkpointStep").Doubles.ShouldBe([15.0]);
        Should.Throw<RunException>(() => Written(run, ExportFormat.Npz, new ExportChoice { Checkpoint = "999" })).Message.ShouldContain("has no checkpoint '999'");
    }

    [Fact]
    public void A_run_without_checkpoints_exports_its_metrics_alone_and_an_empty_one_nothing()
    {
        var arrays = Npz.Read(new MemoryStream(Written(_toys.Run(points: 3), ExportFormat.Npz)), "run");
        arrays.Select(array => array.Name).ShouldBe(["metrics/accuracy", "metrics/cost", "metrics/step"]);
        var empty = _toys.Run(points: 0);
        Should.Throw<RunException>(() => Written(empty, ExportFormat.Npz)).Message.ShouldContain("neither metrics nor a checkpoint");
        Should.Throw<RunException>(() => Written(empty, ExportFormat.Svg)).Message.ShouldContain("neither figures nor metrics");
        Encoding.UTF8.GetString(Written(empty, ExportFormat.Csv)).ShouldBe("step\n");
    }

    [Fact]
    public void A_document_holds_settings_metrics_result_and_names_of_figures()
    {
        var run = _place.Train(ReportPlace.Wave);
        var json = JsonDocument.Parse(Written(run, ExportFormat.Json)).RootElement;
        json.EnumerateObject().Select(part => part.Name).ShouldBe(["run", "settings", "metrics", "result", "figures"]);
        json.GetProperty("settings").GetProperty("machine.lattice.columns").GetString().ShouldBe("9");
        json.GetProperty("metrics").GetArrayLength().ShouldBe(run.ReadMetrics().Count);
        json.GetProperty("result").GetProperty("steps").GetInt64().ShouldBe(12);
        json.GetProperty("figures").EnumerateArray().Select(name => name.GetString()).ShouldBe(["cost", "echo", "pi", "theta"]);
    }

    /// <summary>What lies there is copied; what does not is drawn: the cost and the curves from metrics, the fields from the checkpoint.</summary>
    [Fact]
    public void Figures_are_copied_or_drawn_anew()
    {
        var run = _place.Train(ReportPlace.Wave);
        Exporter.Figures(run).Take(5).ShouldBe(["cost", "echo", "pi", "theta", "curve-cost"]);
        foreach (var name in Exporter.Figures(run))
        {
            var choice = new ExportChoice { Figure = name };
            var svg = Written(run, ExportFormat.Svg, choice);
            XDocument.Parse(Encoding.UTF8.GetString(svg)).Root!.Name.LocalName.ShouldBe("svg", name);
            if (File.Exists(Path.Combine(run.FiguresPath, name + ".svg")))
                svg.ShouldBe(File.ReadAllBytes(Path.Combine(run.FiguresPath, name + ".svg")));
            var (_, width, height) = Figures.PngTests.Decode(Written(run, ExportFormat.Png, choice));
            (width, height).ShouldSatisfyAllConditions(size => size.width.ShouldBeGreaterThan(300), size => size.height.ShouldBeGreaterThan(150));
        }

        Should.Throw<RunException>(() => Written(run, ExportFormat.Svg, new ExportChoice { Figure = "../result" })).Message
            .ShouldContain("has no figure '../result'; there are cost, echo, pi, theta, curve-cost");
        File.WriteAllText(Path.Combine(run.FiguresPath, "mine.svg"), "<svg/>");
        Should.Throw<RunException>(() => Written(run, ExportFormat.Png, new ExportChoice { Figure = "mine" })).Message
            .ShouldContain("lies there as SVG alone, and this program draws none of that name");
    }

    [Fact]
    public void Of_a_run_at_work_the_whole_lines_so_far_are_written()
    {
        var run = _toys.Run(points: 2, interrupted: null);
        using var @lock = run.Lock();
        File.AppendAllText(run.MetricsPath, """{"step":3,"co""");
        Encoding.UTF8.GetString(Written(run, ExportFormat.Csv)).ShouldBe("step,cost,accuracy\n1,1,0.5\n2,0.5,0.5\n");
        JsonDocument.Parse(Written(run, ExportFormat.Json)).RootElement.TryGetProperty("result", out _).ShouldBeFalse();
    }

    /// <summary>The mutation: a file is begun before it is known whether it can be made.</summary>
    [Fact]
    public void What_fails_leaves_nothing_behind_and_replaces_nothing()
    {
        var run = _toys.Run();
        var folder = Directory.CreateDirectory(Path.Combine(_toys.Root, "out")).FullName;
        var path = Path.Combine(folder, "run.json");
        File.WriteAllText(path, "precious");
        File.WriteAllText(run.ResultPath, "no JSON");
        Should.Throw<InputException>(() => Export(run, path, ExportFormat.Json));
        using var stream = new MemoryStream();
        Should.Throw<InputException>(() => Exporter.Write(run, ExportFormat.Json, stream));
        stream.Length.ShouldBe(0);
        (File.ReadAllText(path), Directory.GetFiles(folder).Length).ShouldBe(("precious", 1));

        Should.Throw<InputException>(() => Export(run, Path.Combine(path, "deeper"), ExportFormat.Csv)).Message.ShouldContain("is a file; name another");
        Should.Throw<InputException>(() => Export(run, Path.Combine(folder, "a.svg"), ExportFormat.Svg, ExportFormat.Csv)).Message
            .ShouldContain("is one file, and these are 3");
    }

    [Fact]
    public void A_folder_takes_every_file_under_the_runs_name()
    {
        var run = _toys.Run();
        var folder = Path.Combine(_toys.Root, "made");
        var files = Export(run, folder, ExportFormat.Csv, ExportFormat.Svg, ExportFormat.TensorBoard);
        files.Select(file => Path.GetRelativePath(folder, file.File)).ShouldBe(
        [
            $"{run.Name}.csv", $"{run.Name}-curve-cost.svg", $"{run.Name}-curve-accuracy.svg", Exporter.FileName(run, ExportFormat.TensorBoard),
        ]);
        files.ShouldAllBe(file => new FileInfo(file.File).Length == file.Bytes);
    }

    private static IReadOnlyList<ExportedFile> Export(RunFolder run, string output, params ExportFormat[] formats) =>
        ExportCommand.Run(new ExportRequest(run.FullPath, formats, [], output, new ExportChoice(), null), CancellationToken.None);

    private static byte[] Written(RunFolder run, ExportFormat format, ExportChoice? choice = null)
    {
        using var file = new MemoryStream();
        Exporter.Write(run, format, file, choice);
        return file.ToArray();
    }
}
