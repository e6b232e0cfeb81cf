using System.Globalization;
using Loschmidt.Experiments;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Predicting;

/// <summary>Series with a trend: what is said of them, and machines that forecast changes and answer in the numbers of the file.</summary>
public sealed class SeriesDifferenceTests(SeriesPlace place) : IClassFixture<SeriesPlace>
{
    private const int Window = 40;

    /// <summary>Mutations: answers without the step they start from; the change from the step after.</summary>
    [Fact]
    public void Answers_are_numbers_of_the_file_and_better_than_saying_that_nothing_changes()
    {
        var run = Changes();
        var text = SeriesPlace.Waves(300);
        var truth = Numbers(text);
        var rows = SeriesPlace.Rows(place.Predict(run, place.Write("later.csv", text)));
        rows[0][0].ShouldBe("2"); // after one step nothing has changed yet
        rows[^1][0].ShouldBe("300");
        var (error, naive) = (0.0, 0.0);
        foreach (var row in rows[40..^1])
        {
            var after = int.Parse(row[0], CultureInfo.InvariantCulture);
            error += Math.Pow(SeriesPlace.Number(row[1]) - truth[after][0], 2);
            naive += Math.Pow(truth[after - 1][0] - truth[after][0], 2);
        }

        error.ShouldBeLessThan(0.5 * naive);
    }

    /// <summary>Mutation: the second forecast starts from the last step of the file, not from the first forecast.</summary>
    [Fact]
    public void A_forecast_goes_on_from_what_was_forecast()
    {
        var run = Changes();
        var text = SeriesPlace.Waves(130);
        var ahead = SeriesPlace.Rows(place.Predict(run, place.Write("begun.csv", text), request => request with { Forecast = 3 }));
        ahead.Select(row => row[0]).ShouldBe(["130", "131", "132"]);
        for (var step = 0; step < 3; step++)
        {
            var newest = SeriesPlace.Rows(place.Predict(run, place.Write("begun.csv", text)))[^1];
            for (var cell = 1; cell <= 2; cell++)
            {
                SeriesPlace.Number(newest[cell]).ShouldBe(SeriesPlace.Number(ahead[step][cell]), 1e-4 * Math.Abs(SeriesPlace.Number(newest[cell])));
            }

            text += $"{ahead[step][1]},{ahead[step][2]}\n";
        }
    }

    [Fact]
    public void Samples_of_a_folder_are_answered_as_the_same_series_alone()
    {
        var run = Changes();
        place.Write("several/a.csv", SeriesPlace.Waves(30));
        var other = place.Write("several/b.csv", SeriesPlace.Waves(35, from: 11));
        var together = SeriesPlace.Rows(place.Predict(run, Path.GetDirectoryName(other)!));
        var alone = SeriesPlace.Rows(place.Predict(run, other, request => request with { Window = 1000 }))[^1];
        together.Length.ShouldBe(2);
        SeriesPlace.Number(together[1][1]).ShouldBe(SeriesPlace.Number(alone[1]), 1e-4);
    }

    /// <summary>Skill is against the same naive forecast as without differences. Mutation: against "it changes as it just did".</summary>
    [Fact]
    public void The_naive_forecast_is_still_that_nothing_changes()
    {
        var run = Changes();
        var text = SeriesPlace.Waves(200);
        var found = place.Evaluate(run, place.Write("judged.csv", text));
        var (truth, scale) = (Numbers(text), place.Reading(run).Scale!);
        var sum = 0.0;
        for (var step = 0; step < 200; step++)
        {
            for (var channel = 0; channel < 2 && step % Window >= 2; channel++)
            {
                sum += Math.Pow((truth[step][channel] - truth[step - 1][channel]) / scale.Deviation[channel], 2);
            }
        }

        found.Metrics["naiveCost"].ShouldBe(sum / (200 / Window * (Window - 2) * 2), 1e-9);
        found.Metrics["skill"].ShouldBeGreaterThan(0.5);
        found.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void One_step_has_no_change_and_a_horizon_beyond_one_no_start()
    {
        Should.Throw<InputException>(() => place.Predict(Changes(), place.Write("one.csv", "100,0\n"))).Message.ShouldContain("one step");
        Should.Throw<InputException>(() => place.Forecaster("window: 40, differences: true", horizon: 2))
            .Message.ShouldContain("machine.head: { kind: forecast, horizon: 1 }");
        Should.Throw<InputException>(() => place.Forecaster("window: 40, differences: true, timeChannel: true"))
            .Message.ShouldContain("'timeChannel' exclude each other");
    }

    /// <summary>Mutations: compare the validation part alone; measure in units of the file.</summary>
    [Fact]
    public void A_trend_is_noticed_with_its_cure_and_a_swing_is_not()
    {
        var trend = Notes(place.Write("trend.csv", Level(slope: 1e-3)));
        trend.Count.ShouldBe(2);
        trend[0].ShouldStartWith("column 1 lies 0.8 deviations above the training part in the validation part");
        trend[1].ShouldStartWith("column 1 lies 1.1 deviations above the training part in the test part");
        trend[1].ShouldContain("data.differences: true");
        Notes(place.Write("level.csv", Level(slope: 0))).ShouldBeEmpty();
        Notes(place.Write("trend.csv", Level(slope: 1e-3)), differences: true).ShouldBeEmpty();
    }

    [Fact]
    public void A_negative_skill_is_explained_and_a_positive_one_is_not()
    {
        var data = new DataSettings { Set = DataSetKind.SeriesFile };
        var bad = new Dictionary<string, double> { ["skill"] = 0.5, ["testSkill"] = -0.25 };
        SkillNote.Of(bad, data).ShouldNotBeNull().ShouldContain("test skill -0.25 is negative");
        SkillNote.Of(bad, data)!.ShouldContain("data.differences: true");
        SkillNote.Of(bad, data with { Differences = true })!.ShouldNotContain("data.differences");
        SkillNote.Of(new Dictionary<string, double> { ["testSkill"] = 0.1, ["skill"] = -1 }, data).ShouldBeNull();
        SkillNote.Of(new Dictionary<string, double> { ["cost"] = 1 }, data).ShouldBeNull();
    }

    private string Changes() => place.Forecaster($"window: {Window}, differences: true", steps: 300);

    private static IReadOnlyList<string> Notes(string path, bool differences = false) => SeriesSets.Load(
        new DataSettings { Set = DataSetKind.SeriesFile, Path = path, Window = 100, Differences = differences ? true : null }, 1, null).Notes;

    private static string Level(double slope) => string.Concat(Enumerable.Range(0, 6000).Select(t => string.Create(
        CultureInfo.InvariantCulture, $"{20 + (slope * t) + (4 * Math.Sin(t * Math.Tau / 50)):F6}\n")));

    private static double[][] Numbers(string table) =>
        [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',').Select(SeriesPlace.Number).ToArray())];
}
