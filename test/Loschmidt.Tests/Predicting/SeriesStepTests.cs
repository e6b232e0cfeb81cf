using Loschmidt.Experiments;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Predicting;

/// <summary>A trained sequence model answers one series step by step, and goes on beyond its end.</summary>
public sealed class SeriesStepTests(SeriesPlace place) : IClassFixture<SeriesPlace>
{
    // Red where the scale of the training is forgotten on the way in or out: the second channel is ten thousand times
    // smaller than the first.
    [Fact]
    public void Forecasts_are_in_the_units_of_the_file_and_beat_the_last_value()
    {
        var rows = SeriesPlace.Rows(place.Predict(place.Forecaster(), place.Write("new.csv", SeriesPlace.Waves(300, from: 1000))));
        var truth = SeriesPlace.Rows("names\n" + SeriesPlace.Waves(301, from: 1000));
        rows.Length.ShouldBe(300);
        rows[0][0].ShouldBe("1");
        for (var channel = 0; channel < 2; channel++)
        {
            double Truth(int step) => SeriesPlace.Number(truth[step][channel]);
            var late = Enumerable.Range(40, 260);
            var error = late.Average(t => Math.Pow(SeriesPlace.Number(rows[t - 1][channel + 1]) - Truth(t), 2));
            error.ShouldBeLessThan(0.5 * late.Average(t => Math.Pow(Truth(t) - Truth(t - 1), 2)), $"channel {channel}");
        }
    }

    [Fact]
    public void The_streamed_answer_is_that_of_the_whole()
    {
        // The window of this run is its whole training share; so nothing begins anew in 60 steps.
        var run = place.Forecaster("stride: 1", precision: "double");
        var file = place.Write("short.csv", SeriesPlace.Waves(60));
        var streamed = SeriesPlace.Rows(place.Predict(run, file))[^1];
        var folder = Path.GetDirectoryName(place.Write("one/a.csv", SeriesPlace.Waves(60)))!;
        var whole = SeriesPlace.Rows(place.Predict(run, folder)).ShouldHaveSingleItem();
        for (var channel = 1; channel <= 2; channel++)
        {
            SeriesPlace.Number(streamed[channel]).ShouldBe(SeriesPlace.Number(whole[channel]), 1e-9);
        }
    }

    // Red where one listener goes on for ever: after 20 windows its undamped oscillators are far from everything the
    // training knew.
    [Fact]
    public void After_many_windows_a_step_is_answered_as_after_one()
    {
        var run = place.Forecaster();
        var file = place.Write("long.csv", SeriesPlace.Waves(2000));
        var rows = SeriesPlace.Rows(place.Predict(run, file));
        // Answers from n in [960, 980) come from the listener that began at 940.
        var alone = SeriesPlace.Rows(place.Predict(
            run, place.Write("part.csv", SeriesPlace.Waves(40, from: 940)), request => request with { Window = 1000 }));
        for (var step = 20; step < 40; step++)
        {
            rows[940 + step][1..].ShouldBe(alone[step][1..], $"step {940 + step}");
        }
    }

    [Fact]
    public void A_forecast_feeds_itself_back_and_says_which_step_it_is()
    {
        var run = place.Forecaster();
        string Beyond(int steps, int count, string more = "") => place.Predict(
            run, place.Write("begun.csv", SeriesPlace.Waves(count) + more), request => request with { Forecast = steps });
        var rows = SeriesPlace.Rows(Beyond(5, 50));
        rows.Select(row => row[0]).ShouldBe(["50", "51", "52", "53", "54"]);
        rows[0][1..].ShouldBe(SeriesPlace.Rows(place.Predict(run, place.Write("begun.csv", SeriesPlace.Waves(50))))[^1][1..]);

        // As if the first forecast had been in the file; the file's digits are those of the answer.
        var next = SeriesPlace.Rows(Beyond(4, 50, $"{rows[0][1]},{rows[0][2]}\n"));
        for (var ahead = 0; ahead < 4; ahead++)
        {
            next[ahead][0].ShouldBe(rows[ahead + 1][0]);
            SeriesPlace.Number(next[ahead][1]).ShouldBe(SeriesPlace.Number(rows[ahead + 1][1]), 1e-3); // floats, a few steps on
        }
    }

    [Fact]
    public void Only_every_kth_step_is_written_and_the_last()
    {
        var run = place.Forecaster();
        var file = place.Write("new.csv", SeriesPlace.Waves(200));
        var all = place.Predict(run, file).Split('\n');
        place.Predict(run, file, request => request with { Every = 70 }).Split('\n').ShouldBe([all[0], all[70], all[140], all[200], ""]);
    }

    [Fact]
    public void A_horizon_says_how_far_ahead_an_answer_lies() =>
        SeriesPlace.Rows(place.Predict(place.Forecaster(horizon: 7), place.Write("new.csv", SeriesPlace.Waves(3))))
            .Select(row => row[0]).ShouldBe(["7", "8", "9"]);

    [Theory]
    [InlineData("100,?\n", ":71:5: a missing number")]
    [InlineData("100,NaN\n", ":71:5: a missing number")]
    [InlineData("100\n", ":71:4: expected 2 numbers as on the lines before, found 1")]
    [InlineData("100,1,2\n", ":71:7: expected 2 numbers as on the lines before, found 3")]
    [InlineData("100,high\n", ":71:5: expected a finite number")]
    [InlineData("100,1e300\n", ":71:5: 1E+300 is beyond 1e18")]
    [InlineData("100;3,5\n", ":71:1: expected a finite number such as 0.5 or 1e-3, found '100;3'; is the comma a decimal one? write points")]
    public void A_line_at_fault_is_named_and_what_came_before_it_is_answered(string line, string message)
    {
        var file = place.Write("fault.csv", SeriesPlace.Waves(70) + line + SeriesPlace.Waves(5));
        using var output = new StringWriter();
        Should.Throw<InputException>(() => PredictCommand.Run(
            new PredictRequest(place.Forecaster(), file, 1, place.Runs), output, new Progress<string>(), CancellationToken.None))
            .Message.ShouldContain(file + message);
        SeriesPlace.Rows(output.ToString()).Length.ShouldBe(70);
    }

    /// <summary>The mutation: the option is read and forgotten.</summary>
    [Fact]
    public void Missing_numbers_of_one_file_can_be_replaced_although_training_refused_them()
    {
        var run = place.Forecaster();
        var file = place.Write("gaps.csv", SeriesPlace.Waves(50) + "?,?\n" + SeriesPlace.Waves(50));
        var last = SeriesPlace.Waves(50).TrimEnd('\n').Split('\n')[^1];
        var filled = place.Write("filled.csv", SeriesPlace.Waves(50) + last + "\n" + SeriesPlace.Waves(50));
        Should.Throw<InputException>(() => place.Predict(run, file)).Message.ShouldContain("--missing of predict and evaluate");
        place.Predict(run, file, request => request with { Missing = MissingValues.Previous }).ShouldBe(place.Predict(run, filled));
        EvaluateCommand.Run(
            new EvaluateRequest(run, 1, null, place.Runs) { On = file, Missing = MissingValues.Previous },
            new Progress<TrainProgress>(), CancellationToken.None).Metrics["cost"].ShouldBe(place.Evaluate(run, filled).Metrics["cost"]);
    }

    [Fact]
    public void Missing_numbers_are_treated_as_in_training() => SeriesPlace.Rows(place.Predict(
        place.Forecaster("window: 40, missing: previous"), place.Write("gaps.csv", SeriesPlace.Waves(5) + "?,\n" + SeriesPlace.Waves(5)))).Length.ShouldBe(11);

    [Fact]
    public void A_step_is_answered_before_the_next_one_comes()
    {
        var run = place.Forecaster();
        using var output = new StringWriter();
        var seen = new List<int>();
        var lines = SeriesPlace.Waves(5).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var next = 0;
        using var drop = new Dropwise(() =>
        {
            seen.Add(Math.Max(0, output.ToString().Count(letter => letter == '\n') - 1)); // without the line of names
            return next < lines.Length ? lines[next++] + "\n" : null;
        });
        using var answers = new SeriesStepAnswers(
            place.Open(run), place.Reading(run), drop, "drops", new PredictRequest(run, "-", 1, place.Runs), CancellationToken.None);
        answers.Write(new PredictionTable(output, answers.Form), _ => { }, CancellationToken.None);
        // Before the second line comes the first is read, and nothing asked for it yet; then every line is answered
        // before the next.
        seen.ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    /// <summary>The mutation: whoever reads catches the fault of whoever writes, and the input is blamed.</summary>
    [Fact]
    public void An_output_that_nobody_reads_any_more_is_not_blamed_on_the_input()
    {
        var run = place.Forecaster();
        using var output = new Deserted(afterLines: 3);
        var lines = new Queue<string>(SeriesPlace.Waves(50).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        using var drop = new Dropwise(() => lines.TryDequeue(out var line) ? line + "\n" : null);
        using var answers = new SeriesStepAnswers(
            place.Open(run), place.Reading(run), drop, "drops", new PredictRequest(run, "-", 1, place.Runs), CancellationToken.None);
        Should.Throw<IOException>(() => answers.Write(new PredictionTable(output, answers.Form), _ => { }, CancellationToken.None))
            .HResult.ShouldBe(Deserted.BrokenPipe);
        lines.Count.ShouldBeGreaterThan(40, "it ends at once");
    }

    private sealed class Deserted(int afterLines) : StringWriter
    {
        public const int BrokenPipe = 32;

        public override void Flush()
        {
            if (ToString().Count(letter => letter == '\n') > afterLines)
            {
                throw new IOException("Broken pipe", BrokenPipe);
            }
        }
    }

    [Theory]
    [InlineData("one.csv", "1\n2\n", "expected 2 numbers on each line, one for each channel of the machine, found 1")]
    [InlineData("empty.csv", "", "there is nothing in it")]
    [InlineData("names.csv", "a,b\n", "there is no number in it")]
    public void A_table_of_another_kind_is_refused(string name, string text, string message) =>
        Should.Throw<DataException>(() => place.Predict(place.Forecaster(), place.Write(name, text))).Message.ShouldContain(message);

    [Fact]
    public void What_a_run_cannot_do_is_refused_with_the_reason()
    {
        var file = place.Write("new.csv", SeriesPlace.Waves(9));
        string Complaint(string run, string path, Func<PredictRequest, PredictRequest> with) =>
            Should.Throw<InputException>(() => place.Predict(run, path, with)).Message;
        Complaint(place.Forecaster(horizon: 7), file, request => request with { Forecast = 3 }).ShouldContain("needs machine.head.horizon: 1; this run looks 7 steps");
        Complaint(place.Classifier(), file, request => request with { Forecast = 3 }).ShouldContain("belongs to runs with machine.head.kind: forecast");
        Complaint(place.Classifier(", timeChannel: true", 2), "-", request => request).ShouldContain("timeChannel: true, t = (k-1)/L, and the length L");
        Complaint(place.Classifier(), place.Write("new.ts", SeriesPlace.Tones(4)), request => request with { Every = 3 })
            .ShouldContain("--every belongs to one series");
    }

    [Fact]
    public void A_run_without_its_scale_is_refused()
    {
        var run = place.Forecaster("window: 41");
        var file = place.Write("new.csv", SeriesPlace.Waves(9));
        var scale = Path.Combine(place.Runs, run, "series.json");
        File.WriteAllText(scale, """{"classes":[],"mean":[0],"deviation":[1]}""");
        Should.Throw<InputException>(() => place.Predict(run, file)).Message.ShouldContain("series.json: does not hold the scale of 2 channels");
        File.Delete(scale);
        Should.Throw<InputException>(() => place.Predict(run, file)).Message.ShouldContain("series.json: cannot be read");
    }
}
