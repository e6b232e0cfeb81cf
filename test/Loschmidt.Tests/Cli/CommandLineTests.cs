using Loschmidt.Experiments.Commands;
using System.Text.Json;
using Loschmidt.Cli;

namespace Loschmidt.Tests.Cli;

/// <summary>One collection for all tests of the command line: options are shared objects.</summary>
[Collection(nameof(CommandLineTests))]
public sealed class CommandLineTests
{
    private readonly CommandLineFixture _given = new();

    [Fact]
    public void Every_option_of_train_reaches_the_work()
    {
        _given.Run(
            "train", "xor", "--quick", "--set", "training.batch=16", "--set", "seed=4", "--seed", "18446744073709551615", "--steps", "7",
            "--estimator", "echo", "--precision", "float", "--threads", "2", "--data", "d", "--runs", "r").ShouldBe(0);

        var request = _given.Train.ShouldNotBeNull();
        request.Sets.ShouldBe(["training.batch=16", "seed=4"]);
        (request with { Sets = [] }).ToString().ShouldBe((new TrainRequest(
            "xor", true, [], ulong.MaxValue, 7, null, "echo", "float", 2, "d", "r") with { Sets = [] }).ToString());
    }

    [Fact]
    public void A_run_makes_as_many_steps_as_it_was_told()
    {
        var runs = Directory.CreateTempSubdirectory("runs").FullName;
        try
        {
            _given.Services = Wiring.Services;
            _given.Run("train", "xor", "--steps", "3", "--runs", runs, "--json").ShouldBe(0);

            _given.Document.GetProperty("steps").GetInt32().ShouldBe(3);
            var folder = _given.Document.GetProperty("folder").GetString()!;
            foreach (var figure in _given.Document.GetProperty("figures").EnumerateArray())
            {
                File.Exists(Path.Combine(folder, figure.GetString()!)).ShouldBeTrue();
            }
        }
        finally
        {
            Directory.Delete(runs, recursive: true);
        }
    }

    [Fact]
    public void Every_option_of_a_device_reaches_the_work()
    {
        _given.Run("device", "serve", "xor", "--quick", "--set", "seed=2", "--seed", "3", "--tcp", "7070", "--keep", "k").ShouldBe(0);
        var served = _given.Served.ShouldNotBeNull();
        served.Sets.ShouldBe(["seed=2"]);
        (served.Source, served.Quick, served.Seed, served.HostUpdated, served.Tcp, served.Http, served.Keep)
            .ShouldBe(("xor", true, 3UL, false, 7070, null, "k"));
        _given.Run("device", "serve", "xor", "--host-updated", "--http", "7071").ShouldBe(0);
        (_given.Served!.HostUpdated, _given.Served.Http, _given.Served.Tcp).ShouldBe((true, 7071, null));
        _given.Run("device", "record", "python3 box.py", "r.jsonl").ShouldBe(0);
        _given.Recorded.ShouldBe(("python3 box.py", "r.jsonl"));
        _given.Run("device", "replay", "r.jsonl").ShouldBe(0);
        _given.Replayed.ShouldBe("r.jsonl");
    }

    [Fact]
    public void A_device_has_one_way_to_be_reached_and_standard_output_for_its_protocol()
    {
        _given.Run("device", "serve", "xor", "--tcp", "1", "--http", "2").ShouldBe(2);
        _given.Run("device", "serve", "xor", "--sealed", "--host-updated").ShouldBe(2);
        _given.Run("device", "serve", "xor", "--json").ShouldBe(2);
        _given.Served.ShouldBeNull();
    }

    [Fact]
    public void Every_option_of_reproduce_reaches_the_work()
    {
        _given.Run(
            "reproduce", "heb-7d", "--quick", "--output", "o", "--again", "--threads", "2", "--data", "d").ShouldBe(0);
        _given.Reproduce.ShouldBe(new ReproduceRequest("heb-7d", true, "o", true, 2, "d"));
    }

    [Fact]
    public void A_refused_figure_is_a_line_and_an_exit_code_and_spoils_nothing_else()
    {
        _given.Reproduced = _given.Reproduced with
        {
            Done = [new("heb-4c", "one site", false, 1.5, "small", [new("π", "0", "1e-3", "of order ε")], [], ["table.csv"])],
            Refused = [new("heb-7e", "no digits; put them there")],
        };

        _given.Run("reproduce", "all").ShouldBe(2);

        _given.Error.ShouldContain("loschmidt: heb-7e: no digits; put them there");
        _given.Out.ShouldContain("heb-4c: one site (1.5 s)");
        _given.Out.ShouldContain("published or expected  0");
        _given.Out.ShouldContain("ours                   1e-3");
    }

    [Fact]
    public void Interrupted_figures_leave_with_130()
    {
        _given.Reproduced = _given.Reproduced with { Interrupted = true };
        _given.Run("reproduce", "all", "--json").ShouldBe(130);
        _given.Document.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        _given.Error.ShouldContain("kept in /reproduced");
    }

    [Fact]
    public void Figures_are_listed_with_what_they_need()
    {
        _given.Run("reproduce", "list").ShouldBe(0);
        _given.Out.ShouldMatch("(?m)^heb-4c  [^(]*$");
        _given.Out.ShouldMatch("(?m)^heb-7g  .*needs the MNIST files");
        _given.Reproduce.ShouldBeNull();
    }

    [Fact]
    public void What_is_not_said_is_left_to_the_experiment()
    {
        _given.Run("train", "xor").ShouldBe(0);

        var request = _given.Train.ShouldNotBeNull();
        request.Sets.ShouldBeEmpty();
        (request.Seed, request.Steps, request.Epochs, request.Estimator).ShouldBe((null, null, null, null));
        (request.Precision, request.Threads, request.Quick).ShouldBe((null, 0, false));
    }

    [Fact]
    public void Train_prints_one_document_with_the_documented_names()
    {
        _given.Run("train", "xor", "--json").ShouldBe(0);

        var names = _given.Document.EnumerateObject().Select(p => p.Name).ToArray();
        names[..8].ShouldBe(["run", "preset", "seed", "estimator", "steps", "seconds", "peakBytes", "metrics"]);
        _given.Document.GetProperty("metrics").GetProperty("accuracy").GetDouble().ShouldBe(1);
    }

    [Fact]
    public void Progress_never_reaches_standard_output()
    {
        _given.Run("train", "xor").ShouldBe(0);

        _given.Error.ShouldContain("step 1/300  running cost 0.25");
        _given.Error.ShouldContain("1240 samples/s  12.0 s left");
        _given.Out.ShouldNotContain("samples/s");
        _given.Out.ShouldContain("accuracy     100 %");
    }

    [Fact]
    public void Simulate_takes_frames_and_pictures_and_prints_what_has_no_value_as_null()
    {
        _given.Run("simulate", "xor", "--frames", "9", "--png", "--output", "o", "--json").ShouldBe(0);

        var request = _given.Simulate.ShouldNotBeNull();
        (request.Frames, request.Png, request.Output).ShouldBe((9, true, "o"));
        _given.Document.GetProperty("normDrift").ValueKind.ShouldBe(JsonValueKind.Null);
        _given.Document.GetProperty("echoError").GetDouble().ShouldBe(1e-13);
    }

    [Fact]
    public void Resume_reaches_the_work_with_what_does_not_change_the_result()
    {
        _given.Run("train", "--resume", "2026-xor", "--threads", "3", "--runs", "/runs", "--png").ShouldBe(0);
        _given.Resume.ShouldBe(new ResumeRequest("2026-xor", 3, null, "/runs", Png: true));
        _given.Train.ShouldBeNull();
    }

    [Fact]
    public void Evaluate_prints_the_documented_names()
    {
        _given.Run(
            "evaluate", "some-run", "--threads", "1", "--json", "--split", "train", "--split", "test", "--checkpoint", "best",
            "--set", "machine.loss=[0.2]", "--set", "device.readNoise=0.1").ShouldBe(0);

        var request = _given.Evaluate.ShouldNotBeNull();
        (request.Run, request.Threads, request.Checkpoint).ShouldBe(("some-run", 1, "best"));
        request.Splits.ShouldBe(["train", "test"]);
        request.Sets.ShouldBe(["machine.loss=[0.2]", "device.readNoise=0.1"]);
        var names = _given.Document.EnumerateObject().Select(p => p.Name);
        names.ShouldBe([
            "run", "preset", "seed", "estimator", "steps", "seconds", "peakBytes", "metrics", "intervals", "samples", "confusion",
            "undecided", "folder", "classes", "notes", "changed"]);
        _given.Document.GetProperty("changed")[0].GetRawText().ShouldContain("\"machine.loss\"");
        _given.Document.GetProperty("intervals").GetProperty("testAccuracy")[0].GetDouble().ShouldBe(0.5101);
        _given.Document.GetProperty("confusion").GetProperty("train")[1][1].GetInt32().ShouldBe(1);
    }

    [Fact]
    public void Evaluate_shows_intervals_and_the_matrix()
    {
        _given.Run("evaluate", "some-run").ShouldBe(0);

        _given.Out.ShouldContain("test accuracy  100 %  (95 %: 51.01 to 100 %)");
        _given.Out.ShouldContain("machine.loss [0.2], was [0]");
        _given.Out.ShouldContain("device.readNoise 0.1, was not set");
        _given.Out.ShouldContain("  train: true class down, answer across; 1 without an answer\n");
        _given.Out.ShouldContain("       0  1\n    0  2  .\n    1  .  1\n");

        var named = new CommandLineFixture();
        named.Services = named.Services with
        {
            Evaluate = (_, _, _) => CommandLineFixture.Evaluated() with { Classes = ["slow", "a class with a long name"], Notes = ["mind this"] },
        };
        named.Run("evaluate", "r").ShouldBe(0);
        named.Out.ShouldContain("                slow  a class wit…\n          slow             2             .\n  a class wit…             .             1\n");
        named.Error.ShouldContain("loschmidt: mind this\n");
    }

    [Theory]
    [InlineData("exclude each other", "evaluate", "r", "--on", "f", "--split", "test")]
    [InlineData("--labels belongs to --on", "evaluate", "r", "--labels", "f")]
    [InlineData("--split accepts train, validation, test, not 'all'", "evaluate", "r", "--split", "all")]
    [InlineData("--missing expects one of previous, zero, not 'maybe'", "predict", "r", "f", "--missing", "maybe")]
    [InlineData("--header accepts auto, yes or no, not 'maybe'", "predict", "r", "f", "--header", "maybe")]
    [InlineData("--format accepts csv or json, not 'xml'", "predict", "r", "f", "--format", "xml")]
    [InlineData("--json and --format csv exclude each other", "predict", "r", "f", "--format", "csv", "--json")]
    public void Options_that_contradict_each_other_are_refused(string message, params string[] arguments)
    {
        _given.Run(arguments).ShouldBe(2);
        _given.Error.ShouldContain(message);
    }

    [Theory]
    [InlineData(false, null, "sample,label")] // a table on standard output, what was done on the other stream
    [InlineData(true, null, "{}", "--json")]
    [InlineData(true, null, "{}", "--format", "json")]
    [InlineData(false, "o.csv", "\"samples\": 2", "--json", "--output", "o.csv")] // the one document tells what was done
    [InlineData(true, "o.json", "2 in 500 ms", "--format", "json", "--output", "o.json")]
    public void Predict_gives_answers_or_writes_them(bool json, string? output, string shown, params string[] options)
    {
        _given.Run(["predict", "r", "f.csv", "--header", "no", "--checkpoint", "20", .. options]).ShouldBe(0);

        var request = _given.Predict.ShouldNotBeNull();
        (request.Json, request.Output, request.Header, request.Checkpoint).ShouldBe((json, output, false, "20"));
        _given.Out.ShouldContain(shown);
        if (output is null)
        {
            _given.Out.Trim().ShouldBe(shown);
            _given.Error.ShouldContain("2 in 500 ms");
        }
    }

    [Theory]
    [InlineData("unknown verb 'trian'; did you mean 'train'?", "trian", "xor")]
    [InlineData("unknown option '--seeed'; did you mean '--seed'?", "train", "xor", "--seeed", "3")]
    [InlineData("--seed expects a whole number from 0, not '-1'", "train", "xor", "--seed", "-1")]
    [InlineData("unknown option '--qick'; did you mean '--quick'?", "train", "--qick")]
    [InlineData("unknown option '--qick'; did you mean '--quick'?", "train", "--qick", "xor")]
    [InlineData("--seed expects a whole number from 0 to 18446744073709551615, not '18446744073709551616'", "train", "xor", "--seed", "18446744073709551616")]
    [InlineData("--steps expects a whole number from 0 to 2147483647, not '3e9'", "train", "xor", "--steps", "3e9")]
    [InlineData("--steps expects a whole number from 0, not '1.5'", "train", "xor", "--steps", "1.5")]
    [InlineData("--frames expects a whole number from 2, not '1'", "simulate", "xor", "--frames", "1")]
    [InlineData("--threads expects a whole number from 1, not '0'", "train", "xor", "--threads", "0")]
    [InlineData("--fail-below expects a number up to 1, not 'NaN'", "gradcheck", "xor", "--fail-below", "NaN")]
    [InlineData("--precision accepts float, double or fixed-point, not 'half'", "train", "xor", "--precision", "half")]
    [InlineData("--steps and --epochs exclude each other", "train", "xor", "--steps", "3", "--epochs", "1")]
    [InlineData("<preset|file> is missing; or --resume RUN to go on with one; see 'loschmidt train --help'", "train")]
    [InlineData("'ring' is one word too many", "train", "xor", "ring")]
    [InlineData("'digits' is one word too many; type 'loschmidt data check' alone", "data", "check", "digits")]
    [InlineData("--resume says what to go on with; leave the preset or file away", "train", "xor", "--resume", "2026")]
    [InlineData("--seed has no place beside --resume: the folder's own file decides", "train", "--resume", "2026", "--seed", "3")]
    [InlineData("not 'png'", "fuzz", "png")]
    [InlineData("no such preset", "presets", "show", "nothing-like-it")]
    [InlineData("no such folder", "data", "list", "--data", "/no/such/folder")]
    [InlineData("expects an address such as", "data", "get", "--mirror", "ftp://example.org")]
    public void Bad_usage_is_one_line_with_the_cure_and_exit_code_2(string line, params string[] arguments)
    {
        _given.Run(arguments).ShouldBe(2);

        _given.Error.ShouldContain(line);
        _given.Error.Trim().Split('\n').Length.ShouldBe(1);
        _given.Out.ShouldBeEmpty();
    }

    [Fact]
    public void An_error_with_json_is_one_document_too()
    {
        _given.Run("train", "xor", "--stepz", "3", "--json").ShouldBe(2);
        _given.Document.GetProperty("exitCode").GetInt32().ShouldBe(2);
        _given.Document.GetProperty("error").GetString()!.ShouldContain("--steps");
    }

    [Fact]
    public void Without_a_verb_there_is_help_and_with_json_a_document_beside_it()
    {
        _given.Run("--json").ShouldBe(2);
        _given.Document.GetProperty("exitCode").GetInt32().ShouldBe(2);
        _given.Document.GetProperty("error").GetString()!.ShouldContain("a verb is missing; verbs: presets, train");
        _given.Error.ShouldContain("learning machines made of physics");
    }

    [Fact]
    public void A_failure_while_running_is_one_line_without_a_stack_trace_and_exit_code_1()
    {
        _given.Services = _given.Services with { Train = (_, _, _) => throw new InvalidOperationException("step 12: θ[3] is NaN") };

        _given.Run("train", "xor").ShouldBe(1);
        _given.Error.ShouldContain("step 12: θ[3] is NaN");
        _given.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public void An_interrupted_run_has_saved_what_it_did_and_leaves_with_130()
    {
        _given.Services = _given.Services with { Train = (_, _, _) => CommandLineFixture.Result(interrupted: true) };

        _given.Run("train", "xor", "--json").ShouldBe(130);
        _given.Document.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        _given.Error.ShouldContain("saved in /runs/xor");
    }

    [Fact]
    public void Work_that_was_called_off_before_it_had_a_result_leaves_with_130()
    {
        _given.Services = _given.Services with { Simulate = (_, _, _) => throw new OperationCanceledException() };

        _given.Run("simulate", "xor", "--json").ShouldBe(130);
        _given.Document.GetProperty("error").GetString().ShouldBe("interrupted");
    }

    [Fact]
    public void Help_names_the_program_as_people_type_it_and_hides_what_is_for_developers()
    {
        _given.Run("--help").ShouldBe(0);
        _given.Out.ShouldContain("loschmidt [command] [options]");
        _given.Out.ShouldNotContain("fuzz");

        var fuzz = new CommandLineFixture();
        fuzz.Run("fuzz", "yaml", "--cases", "10", "--json").ShouldBe(0);
        fuzz.Document.GetProperty("cases").GetInt32().ShouldBe(10);
    }

    [Fact]
    public void Every_preset_is_listed_with_a_description_and_can_be_shown()
    {
        _given.Run("presets", "--json").ShouldBe(0);
        foreach (var preset in _given.Document.GetProperty("presets").EnumerateArray())
        {
            preset.GetProperty("description").GetString()!.Length.ShouldBeGreaterThan(10);
            var show = new CommandLineFixture();
            show.Run("presets", "show", preset.GetProperty("name").GetString()!).ShouldBe(0);
            show.Out.ShouldContain("description:");
        }
    }
}
