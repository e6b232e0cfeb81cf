using System.Globalization;
using System.Text.Json;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;

namespace Loschmidt.Tests.Predicting;

/// <summary>A folder where small sequence models are trained and asked; it goes away with the tests.</summary>
public sealed class SeriesPlace : IDisposable
{
    private const string Machine = """
        name: small
        machine:
          kind: hssm
          channels: CHANNELS
          hidden: 8
          blocks: 1
          unit: { kind: linear, oscillators: 8, stepMap: logistic, step: 1 }
          head: HEAD
        data: DATA
        training: { estimator: paired, precision: PRECISION, batch: 4, steps: STEPS, optimiser: { kind: adam, rate: 0.01 }, evaluateEvery: 100 }

        """;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("loschmidt-series-");
    private readonly Dictionary<string, string> _runs = new(StringComparer.Ordinal);

    public string Runs => Path.Combine(_root.FullName, "runs");

    /// <summary>Two channels of different size and place, to forecast.</summary>
    public string Forecaster(string data = "window: 40", int horizon = 1, string precision = "float", int steps = 60) => Train(
        2, $$"""{ kind: forecast, horizon: {{horizon}} }""",
        $$"""{ set: series-file, path: {{Write("waves.csv", Waves(400))}}, normalise: per-channel, {{data}} }""", precision, steps);

    /// <summary>Two classes of one channel, "slow" and "fast", of lengths from 20.</summary>
    public string Classifier(string data = "", int channels = 1) => Train(
        channels, "{ kind: classification, outputs: 2 }",
        $$"""{ set: series-samples, path: {{Write("tones.ts", Tones(40))}}, split: published, normalise: per-channel{{data}} }""", "float", 60);

    public string Write(string name, string text)
    {
        var path = Path.Combine(_root.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public static string Waves(int steps, int from = 0) => string.Concat(Enumerable.Range(from, steps).Select(t => string.Create(
        CultureInfo.InvariantCulture, $"{100 + (20 * Math.Sin(0.3 * t)):F6},{-0.01 + (0.001 * Math.Cos(0.5 * t)):F9}\n")));

    public static string Tones(int samples, string classes = "slow fast") => "@univariate true\n@equalLength false\n@classLabel true "
        + classes + "\n@data\n" + string.Concat(Enumerable.Range(0, samples).Select(n =>
            string.Join(',', Tone(n, 20 + n)) + (n % 2 == 0 ? ":slow\n" : ":fast\n")));

    public static IEnumerable<string> Tone(int sample, int steps) => Enumerable.Range(0, steps).Select(t =>
        (5 + Math.Sin(((sample % 2 == 0 ? 0.2 : 0.9) * t) + sample)).ToString("F6", CultureInfo.InvariantCulture));

    public string Predict(string run, string file, Func<PredictRequest, PredictRequest>? with = null)
    {
        using var output = new StringWriter();
        var request = new PredictRequest(run, file, 1, Runs);
        PredictCommand.Run(with?.Invoke(request) ?? request, output, new Progress<string>(), CancellationToken.None);
        return output.ToString();
    }

    public JsonElement Document(string run, string file) =>
        JsonDocument.Parse(Predict(run, file, request => request with { Json = true })).RootElement;

    public EvaluateResult Evaluate(string run, string? on = null, string? labels = null) => EvaluateCommand.Run(
        new EvaluateRequest(run, 1, null, Runs) { On = on, Labels = labels }, new Progress<TrainProgress>(), CancellationToken.None);

    /// <summary>Lines behind the names, cut into cells.</summary>
    public static string[][] Rows(string table) =>
        [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];

    public static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    public void Dispose() => _root.Delete(recursive: true);

    private string Train(int channels, string head, string data, string precision, int steps)
    {
        var yaml = Machine.Replace("CHANNELS", $"{channels}").Replace("HEAD", head).Replace("DATA", data)
            .Replace("PRECISION", precision).Replace("STEPS", $"{steps}");
        if (!_runs.TryGetValue(yaml, out var run))
        {
            run = TrainCommand.Run(
                new TrainRequest(Write("small.yaml", yaml), false, [], null, null, null, null, null, 1, null, Runs),
                new Progress<TrainProgress>(), CancellationToken.None).Run;
            _runs[yaml] = run;
        }

        return run;
    }
}
