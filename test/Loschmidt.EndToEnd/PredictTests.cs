using System.Globalization;
using System.Text.Json;
using Loschmidt.EndToEnd.Support;
using Loschmidt.Experiments.Data;

namespace Loschmidt.EndToEnd;

/// <summary>A trained machine and samples it has never seen.</summary>
public sealed class PredictTests(Workplace place) : IClassFixture<Workplace>
{
    // One input, two outputs, and so little physics that a million samples pass in seconds.
    private const string Small = """
        name: small
        machine: { kind: ring, sites: 5, duration: 0.5, steps: 2, inputSites: [0], outputSites: [1, 2] }
        data: { set: csv, path: lessons.csv, targetColumns: 2 }
        training: { estimator: tangent, optimiser: { kind: adam, rate: 0.01 }, steps: 10, evaluateEvery: 5 }
        """;

    [Fact]
    public void Predictions_counted_by_hand_are_what_evaluate_reports()
    {
        Workplace.NeedMnist();
        var run = Run(Cli("train", "mnist-photonic", "--quick", "--set", "training.epochs=0.03").Document);
        var folder = DataFolder.Usual(null);
        var images = folder.Require("mnist", "t10k-images-idx3-ubyte");
        var labels = IdxReader.ReadLabels(folder.Require("mnist", "t10k-labels-idx1-ubyte"), 10);
        var file = Path.Combine(place.Root, "digits.csv");
        Cli("predict", run, images, "--output", file).Document.GetProperty("samples").GetInt64().ShouldBe(10_000);

        var counted = new long[10, 10];
        var lines = File.ReadAllLines(file);
        lines[0].ShouldStartWith("sample,label,output0,");
        for (var i = 0; i < labels.Length; i++)
        {
            var cells = lines[i + 1].Split(',');
            cells[0].ShouldBe(i.ToString(CultureInfo.InvariantCulture));
            counted[labels[i], int.Parse(cells[1], CultureInfo.InvariantCulture)]++;
            cells[12..].Sum(share => double.Parse(share, CultureInfo.InvariantCulture)).ShouldBe(1, 1e-12);
        }

        // Its own test split, and the same images as a file of somebody: one loop, so one result.
        var own = Cli("evaluate", run, "--split", "test").Document;
        var foreign = Cli("evaluate", run, "--on", images, "--labels",
            images.Replace("images-idx3", "labels-idx1")).Document;
        foreach (var (document, split, metric) in new[]
        {
            (own, "test", "testAccuracy"), (foreign, "file", "accuracy"),
        })
        {
            var matrix = document.GetProperty("confusion").GetProperty(split);
            var right = 0L;
            for (var label = 0; label < 10; label++)
            {
                right += counted[label, label];
                for (var answer = 0; answer < 10; answer++)
                {
                    matrix[label][answer].GetInt64().ShouldBe(counted[label, answer]);
                }
            }

            document.GetProperty("metrics").GetProperty(metric).GetDouble().ShouldBe(right / 10_000.0);
            var interval = document.GetProperty("intervals").GetProperty(metric);
            interval[0].GetDouble().ShouldBeLessThan(right / 10_000.0);
            interval[1].GetDouble().ShouldBeGreaterThan(right / 10_000.0);
        }

        own.GetProperty("metrics").GetProperty("testCost").GetRawText()
            .ShouldBe(foreign.GetProperty("metrics").GetProperty("cost").GetRawText());
        own.GetProperty("metrics").TryGetProperty("cost", out _).ShouldBeFalse("only the split asked for is judged");
    }

    [Fact]
    public void A_table_teaches_is_answered_and_is_judged()
    {
        var run = TrainSmall("table");
        var file = place.Write("table/new.csv", "x\n0.5\n-0.25\n");

        var table = Launcher.Loschmidt("predict", run, file, "--runs", place.Runs).ShouldSucceed();
        var lines = table.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldBe("sample,output0,output1");

        var document = Cli("predict", run, file).Document;
        document.GetProperty("samples").GetInt32().ShouldBe(2);
        for (var i = 0; i < 2; i++)
        {
            var outputs = document.GetProperty("predictions")[i].GetProperty("outputs");
            lines[i + 1].ShouldBe($"{i},{outputs[0].GetRawText()},{outputs[1].GetRawText()}");
        }

        // The cost of a file, by hand from the answers: the sum over targets of (q − target)².
        var judged = place.Write("table/judged.csv", "0.5,1,0\n-0.25,0,1\n");
        var cost = 0.0;
        foreach (var (i, targets) in new[] { (0, new[] { 1.0, 0 }), (1, [0, 1]) })
        {
            for (var k = 0; k < 2; k++)
            {
                cost += Math.Pow(
                    document.GetProperty("predictions")[i].GetProperty("outputs")[k].GetDouble() - targets[k], 2) / 2;
            }
        }

        Cli("evaluate", run, "--on", judged).Document.GetProperty("metrics").GetProperty("cost").GetDouble()
            .ShouldBe(cost, 1e-12);
    }

    [Fact]
    public void A_file_that_breaks_half_way_is_refused_with_its_place_and_leaves_no_output()
    {
        var run = TrainSmall("broken");
        var lines = string.Concat(Enumerable.Repeat("0.5\n", 9000)) + "half\n" + "0.5\n";
        var file = place.Write("broken/new.csv", lines);
        var output = Path.Combine(place.Root, "broken", "answers.csv");
        File.WriteAllText(output, "older answers");

        var outcome = Launcher.Loschmidt("predict", run, file, "--output", output, "--runs", place.Runs);
        outcome.ExitCode.ShouldBe(2);
        outcome.Complaints.ShouldHaveSingleItem().ShouldContain($"{file}:9001:1: expected a finite number");
        File.ReadAllText(output).ShouldBe("older answers");
        Directory.GetFiles(Path.Combine(place.Root, "broken"), "answers*").Length.ShouldBe(1,
            "nothing half-written is left");

        var json = Launcher.Loschmidt("predict", run, file, "--json", "--runs", place.Runs);
        json.ExitCode.ShouldBe(2);
        json.Document.GetProperty("exitCode").GetInt32().ShouldBe(2); // one document, and not half of another before it
    }

    [Theory]
    [InlineData("no such file", "predict", "RUN", "nowhere.csv")]
    [InlineData("the machine takes 1 inputs on each line, found 2 numbers", "predict", "RUN", "two.csv")]
    [InlineData("expected 1 inputs and 2 targets on each line, 3 numbers, found 2", "evaluate", "RUN", "--on", "two.csv")]
    [InlineData("--labels has no meaning here", "evaluate", "RUN", "--on", "two.csv", "--labels", "1")]
    [InlineData("images of 28 x 28 are 784 inputs, and the machine takes 1", "predict", "RUN", "images")]
    [InlineData("images have labels at most", "evaluate", "RUN", "--on", "images")]
    [InlineData("has no checkpoint '7'; there are latest, best and the steps 5, 10", "predict", "RUN", "two.csv", "--checkpoint", "7")]
    [InlineData("the data of this run have no test samples", "evaluate", "RUN", "--split", "test")]
    [InlineData("byte 10: the file ends here; expected a header of 118 bytes", "predict", "RUN", "numbers.npy")]
    [InlineData("short.csv:2:1: expected a finite number", "predict", "RUN", "short.csv")]
    [InlineData("is a folder; name a file in it", "predict", "RUN", "two.csv", "--output", "/")]
    [InlineData("there is no folder /no/such/folder; make it first", "predict", "RUN", "two.csv", "--output", "/no/such/folder/a.csv")]
    [InlineData("is to be a folder, but", "simulate", "xor", "--output", "two.csv")]
    public void What_cannot_be_answered_is_one_clear_line(string message, params string[] arguments)
    {
        var run = TrainSmall("refused");
        place.Write("refused/two.csv", "1,2\n");
        place.Write("refused/short.csv", "0.5\nhalf\n");
        File.WriteAllBytes(Path.Combine(place.Root, "refused", "images"), IdxFiles.Images(3));
        File.WriteAllBytes(Path.Combine(place.Root, "refused", "numbers.npy"), [0x93, .. "NUMPY"u8, 1, 0, 118, 0]);
        string[] files = ["nowhere.csv", "two.csv", "short.csv", "images", "numbers.npy"];
        string[] full = [.. arguments.Select(word =>
            word == "RUN" ? run : files.Contains(word) ? Path.Combine(place.Root, "refused", word) : word)];

        var outcome = Launcher.Loschmidt([.. full, "--runs", place.Runs]);
        outcome.ExitCode.ShouldBe(2, outcome.Error);
        outcome.Out.ShouldBeEmpty();
        outcome.Complaints.ShouldHaveSingleItem().ShouldContain(message);
    }

    [Theory]
    [InlineData("predict", "RUN", "FILE")]
    [InlineData("predict", "RUN", "FILE", "--output", "OUT")]
    [InlineData("predict", "RUN", "FILE", "--json")]
    [InlineData("evaluate", "RUN", "--on", "FILE")]
    public void Inputs_of_another_scale_end_with_the_sample_and_write_nothing(params string[] arguments)
    {
        var run = TrainSmall("scale");
        var output = Path.Combine(place.Root, "scale", "answers.csv");
        var judged = arguments[0] == "evaluate" ? ",0,1" : "";
        var file = place.Write("scale/new.csv", $"1e300{judged}\n");
        string[] full =
            [.. arguments.Select(word => word switch { "RUN" => run, "FILE" => file, "OUT" => output, _ => word })];

        var outcome = Launcher.Loschmidt([.. full, "--runs", place.Runs]);
        outcome.ExitCode.ShouldBe(1, outcome.Error);
        outcome.Complaints.ShouldHaveSingleItem().ShouldContain(
            "sample 0: the outputs are not finite; the largest of its inputs is 1E+300; are they scaled as");
        if (!arguments.Contains("--json"))
            outcome.Out.ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(place.Root, "scale"), "answers*").ShouldBeEmpty();
    }

    [Fact]
    public void A_state_is_chosen_by_its_step()
    {
        var run = TrainSmall("chosen");
        var file = place.Write("chosen/new.csv", "0.5\n");
        string Answer(params string[] options) =>
            Launcher.Loschmidt(["predict", run, file, "--runs", place.Runs, .. options]).ShouldSucceed().Out;

        Answer("--checkpoint", "5").ShouldNotBe(Answer());
        Answer("--checkpoint", "10").ShouldBe(Answer());
        Answer("--checkpoint", "latest").ShouldBe(Answer());
        Answer("--checkpoint", "best").ShouldBeOneOf(Answer("--checkpoint", "5"), Answer("--checkpoint", "10"));
        Cli("evaluate", run, "--checkpoint", "5").Document.GetProperty("steps").GetInt32().ShouldBe(5);
    }

    [Fact]
    public void The_forecast_of_the_guide_learns_and_says_what_comes_after_the_end_of_the_file()
    {
        // Two oscillations of different periods. The path stands beside the experiment; the run is trained, and
        // answers, from somewhere else.
        double[] values =
        [
            .. Enumerable.Range(0, 300).Select(n =>
                0.6 * Math.Sin(2 * Math.PI * n / 25) + 0.3 * Math.Sin(2 * Math.PI * n / 11 + 1)),
        ];
        var written = values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)).ToArray();
        var series = place.Write("series/numbers.csv", "value\n" + string.Join('\n', written));
        var guide = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "guides", "experiments.md"));
        var yaml = guide[guide.IndexOf("name: forecast", StringComparison.Ordinal)..].Split("```")[0];
        var run = Run(Cli("train", place.Write("series/forecast.yaml", yaml)).Document);

        // Saying the last number again is the forecast to beat. A fifth of its squared error is what windows shifted by
        // one, or targets taken for inputs, would never reach; measured is a thirteenth.
        var judged = Cli("evaluate", run).Document;
        var lazy = Enumerable.Range(279, 20).Average(n => Math.Pow(values[n + 1] - values[n], 2));
        judged.GetProperty("metrics").GetProperty("validationCost").GetDouble().ShouldBeLessThan(lazy / 5);
        judged.GetProperty("samples").GetProperty("validation").GetInt32().ShouldBe(20);
        judged.GetProperty("samples").GetProperty("train").GetInt32().ShouldBe(300 - 3 - 20);

        var lines = Launcher.Loschmidt("predict", run, series, "--runs", place.Runs).ShouldSucceed().Out
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("after,output0");
        lines.Length.ShouldBe(1 + 298);
        lines[1].ShouldStartWith("3,");
        lines[^1].ShouldStartWith("300,"); // the number behind the last one of the file
        var next = 0.6 * Math.Sin(2 * Math.PI * 300 / 25) + 0.3 * Math.Sin(2 * Math.PI * 300 / 11 + 1);
        double.Parse(lines[^1].Split(',')[1], CultureInfo.InvariantCulture).ShouldBe(next, 0.15);
    }

    [Fact]
    public void Arrays_that_NumPy_wrote_are_answered_and_judged_as_the_same_numbers_in_a_table()
    {
        const string Python = "/usr/bin/python3";
        Assert.SkipUnless(Launcher.Succeeds(Python, "-c", "import numpy"), "needs NumPy: ./test.sh --install");
        var run = TrainSmall("numpy");
        string At(string name) => Path.Combine(place.Root, "numpy", name);
        Launcher.Start(Python, "-c", $"""
            import numpy
            x = numpy.linspace(0, 1, 7)
            y = numpy.stack([numpy.sin(x), numpy.cos(x)], axis=1)
            numpy.save("{At("x.npy")}", x)
            numpy.save("{At("y.npy")}", y)
            numpy.savetxt("{At("xy.csv")}", numpy.hstack([x[:, None], y]), fmt="%.17g", delimiter=",", header="x,a,b")
            numpy.savetxt("{At("x.csv")}", x, fmt="%.17g")
            """).ShouldSucceed();

        string Answers(string name) =>
            Launcher.Loschmidt("predict", run, At(name), "--runs", place.Runs).ShouldSucceed().Out;
        Answers("x.npy").ShouldBe(Answers("x.csv"));
        RunFiles.CostBits(Cli("evaluate", run, "--on", At("x.npy"), "--labels", At("y.npy")).Document)
            .ShouldBe(RunFiles.CostBits(Cli("evaluate", run, "--on", At("xy.csv")).Document));
        foreach (var (message, arguments) in new (string, string[])[]
        {
            ("expected an array of rows with 1 inputs each, found the shape [7, 2]", ["predict", run, At("y.npy")]),
            ("name the file that holds them by --labels", ["evaluate", run, "--on", At("x.npy")]),
            ("expected an array of rows with 2 targets each",
                ["evaluate", run, "--on", At("x.npy"), "--labels", At("x.npy")]),
        })
        {
            var outcome = Launcher.Loschmidt([.. arguments, "--runs", place.Runs]);
            outcome.ExitCode.ShouldBe(2);
            outcome.Complaints.ShouldHaveSingleItem().ShouldContain(message);
        }
    }

    [Fact]
    public void A_table_with_labels_is_judged_by_the_column_that_is_named()
    {
        place.Write("labels/bits.csv", "a,b,odd\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n");
        var run = Run(Cli("train", "xor", "--steps", "5").Document);
        var named = place.Write("labels/other.csv", "odd,a,b\n0,0,0\n1,0,1\n1,1,0\n0,1,1\n");

        var own = Cli("evaluate", run).Document;
        var last = Cli("evaluate", run, "--on", Path.Combine(place.Root, "labels", "bits.csv")).Document;
        var first = Cli("evaluate", run, "--on", named, "--labels", "odd").Document;
        foreach (var document in new[] { last, first })
        {
            RunFiles.CostBits(document).ShouldBe(RunFiles.CostBits(own));
            document.GetProperty("confusion").GetProperty("file").GetRawText()
                .ShouldBe(own.GetProperty("confusion").GetProperty("train").GetRawText());
        }
    }

    [Fact]
    public void A_file_larger_than_what_is_held_in_memory_is_answered()
    {
        // 60 MB of lines and as many of answers, in a fraction of that: turns red where lines or answers are collected.
        var run = TrainSmall("large");
        var file = Path.Combine(place.Root, "large", "new.csv");
        using (var writer = new StreamWriter(file))
        {
            for (var i = 0; i < 3_000_000; i++)
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{i * 1e-7:0.0000000000000000}\n"));
        }

        var result = Cli("predict", run, file, "--output", Path.Combine(place.Root, "large", "answers.csv")).Document;
        result.GetProperty("samples").GetInt64().ShouldBe(3_000_000);
        new FileInfo(file).Length.ShouldBeGreaterThan(55_000_000);
        result.GetProperty("peakBytes").GetInt64().ShouldBeLessThan(40 << 20);
    }

    private string TrainSmall(string folder)
    {
        place.Write($"{folder}/lessons.csv", "x,sine,cosine\n0,0,1\n0.5,0.48,0.88\n1,0.84,0.54\n");
        return Run(Cli("train", place.Write($"{folder}/small.yaml", Small)).Document);
    }

    private static string Run(JsonElement result) => result.GetProperty("run").GetString()!;

    private Outcome Cli(params string[] arguments) =>
        Launcher.Loschmidt([.. arguments, "--json", "--runs", place.Runs]).ShouldSucceed();
}
