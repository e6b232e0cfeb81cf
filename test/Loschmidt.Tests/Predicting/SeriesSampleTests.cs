using Loschmidt.Experiments;

namespace Loschmidt.Tests.Predicting;

/// <summary>A trained sequence model answers samples in files of other people.</summary>
public sealed class SeriesSampleTests(SeriesPlace place) : IClassFixture<SeriesPlace>
{
    [Fact]
    public void Samples_are_answered_by_the_names_of_their_classes()
    {
        var run = place.Classifier();
        var table = place.Predict(run, place.Write("new.ts", SeriesPlace.Tones(30)));
        table.ShouldStartWith("sample,class,p(fast),p(slow)\n");
        var rows = SeriesPlace.Rows(table);
        rows.Length.ShouldBe(30);
        for (var sample = 0; sample < rows.Length; sample++)
        {
            rows[sample][0].ShouldBe($"{sample}");
            var (fast, slow) = (SeriesPlace.Number(rows[sample][2]), SeriesPlace.Number(rows[sample][3]));
            (fast + slow).ShouldBe(1, 1e-12);
            rows[sample][1].ShouldBe(fast > slow ? "fast" : "slow");
        }

        var documents = place.Document(run, place.Write("new.ts", SeriesPlace.Tones(30))).GetProperty("predictions");
        documents[3].GetProperty("class").GetString().ShouldBe(rows[3][1]);
        documents[3].GetProperty("probabilities").GetProperty("slow").GetDouble().ShouldBe(SeriesPlace.Number(rows[3][3]));
        documents[3].GetProperty("outputs").GetArrayLength().ShouldBe(2);
    }

    // Red where labels are taken by their numbers: the file names a class that sorts before those of the training.
    [Fact]
    public void Classes_are_compared_by_name_and_counting_the_answers_gives_what_evaluate_reports()
    {
        var run = place.Classifier();
        var file = place.Write("other.ts", SeriesPlace.Tones(30, "another slow fast"));
        var right = SeriesPlace.Rows(place.Predict(run, file)).Count(row => row[1] == (int.Parse(row[0]) % 2 == 0 ? "slow" : "fast"));
        right.ShouldBeGreaterThan(24);
        var judged = place.Evaluate(run, file);
        judged.Metrics["accuracy"].ShouldBe(right / 30.0);
        judged.Samples["file"].ShouldBe(30);
    }

    [Fact]
    public void Every_way_to_write_samples_is_answered_alike()
    {
        var run = place.Classifier();
        var ts = place.Write("a.ts", "@univariate true\n@classLabel true slow fast\n@data\n"
            + string.Concat(Enumerable.Range(0, 4).Select(n => string.Join(',', SeriesPlace.Tone(n, 50)) + (n % 2 == 0 ? ":slow\n" : ":fast\n"))));
        var expected = place.Predict(run, ts);
        var lines = place.Write("lines.csv", string.Concat(Enumerable.Range(0, 4).Select(n => string.Join(',', SeriesPlace.Tone(n, 50)) + "\n")));
        place.Predict(run, lines).ShouldBe(expected);
        for (var n = 0; n < 4; n++)
        {
            place.Write($"tables/{n}.csv", string.Join('\n', SeriesPlace.Tone(n, 50)) + "\n");
        }

        var list = place.Write("list.csv", "file,class\n" + string.Concat(Enumerable.Range(0, 4).Select(n => $"tables/{n}.csv,{(n % 2 == 0 ? "slow" : "fast")}\n")));
        place.Predict(run, Path.Combine(Path.GetDirectoryName(list)!, "tables")).ShouldBe(expected);
        place.Predict(run, list).ShouldBe(expected);

        var labels = place.Write("labels.txt", "slow\nfast\nslow\nfast\n");
        var bare = place.Write("bare.ts", File.ReadAllText(ts).Replace("@classLabel true slow fast\n", "").Replace(":slow", "").Replace(":fast", ""));
        place.Predict(run, bare).ShouldBe(expected);
        place.Evaluate(run, bare, labels).Metrics["accuracy"].ShouldBe(place.Evaluate(run, list).Metrics["accuracy"]);
    }

    [Fact]
    public void A_table_is_one_sample_where_the_time_is_a_channel()
    {
        var run = place.Classifier(", timeChannel: true", 2);
        SeriesPlace.Rows(place.Predict(run, place.Write("tone.csv", string.Join('\n', SeriesPlace.Tone(1, 50)) + "\n")))
            .ShouldHaveSingleItem()[0].ShouldBe("0");
    }

    [Fact]
    public void One_series_is_answered_by_a_classifier_after_every_step()
    {
        var run = place.Classifier();
        var file = place.Write("tone.csv", string.Join('\n', SeriesPlace.Tone(1, 50)) + "\n");
        var rows = SeriesPlace.Rows(place.Predict(run, file));
        rows.Length.ShouldBe(50);
        rows[^1][0].ShouldBe("50");
        var whole = SeriesPlace.Rows(place.Predict(run, place.Write("one.csv", string.Join(',', SeriesPlace.Tone(1, 50)) + "\n")))[0];
        SeriesPlace.Number(rows[^1][2]).ShouldBe(SeriesPlace.Number(whole[2]), 1e-5); // floats in another order
    }

    [Fact]
    public void Forecasts_are_judged_window_by_window_beside_the_naive_one()
    {
        var run = place.Forecaster();
        var judged = place.Evaluate(run, place.Write("new.csv", SeriesPlace.Waves(200)));
        judged.Samples["file"].ShouldBe(5);
        var naive = judged.Metrics["naiveCost"];
        // Both channels have deviation 1 by the scale: the mean of 4 sin²(ω/2)·½·2.
        naive.ShouldBe(2 * (Math.Pow(Math.Sin(0.15), 2) + Math.Pow(Math.Sin(0.25), 2)), 0.01);
        judged.Metrics["skill"].ShouldBe(1 - (judged.Metrics["cost"] / naive), 1e-12);
        var own = place.Evaluate(run).Metrics;
        own.Keys.ShouldContain("validationNaiveCost");
        own["testSkill"].ShouldBeGreaterThan(0.2);
    }

    [Theory]
    [InlineData("@univariate true\n@classLabel true up\n@data\n1,2,3:up\n", "sample 0: class up was none of the training; known are fast, slow")]
    [InlineData("@univariate true\n@classLabel false\n@data\n1,2,3\n", "sample 0 has no class to compare with")]
    [InlineData("@dimensions 2\n@classLabel true fast\n@data\n1,2,3:1,2,3:fast\n", "the series have 2 channels, and the machine was trained on 1")]
    public void Samples_that_cannot_be_compared_are_refused(string text, string message) => Should.Throw<InputException>(
        () => place.Evaluate(place.Classifier(), place.Write("odd.ts", text))).Message.ShouldContain(message);
}
