using System.Text.Json;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Execution;

/// <summary><c>series.json</c> of a run: what training measured of its series, so that others are shown in the same
/// way without the training data.</summary>
internal static class SeriesReadings
{
    private const long MostBytes = 1 << 26;

    /// <summary>Writes it, where the run reads series.</summary>
    public static void Save(RunFolder folder, DataSplits data)
    {
        if (data.Reading is { } reading)
        {
            var json = new JsonObject
            {
                ["classes"] = new JsonArray([.. reading.Classes.Select(name => (JsonNode?)name)]),
            };
            if (reading.Scale is { } scale)
            {
                json["mean"] = Numbers(scale.Mean);
                json["deviation"] = Numbers(scale.Deviation);
            }

            AtomicFile.Write(folder.SeriesPath, json.ToJsonString() + "\n");
        }
    }

    /// <summary>How the machine of a run is shown series.</summary>
    /// <exception cref="RunException">The file is not there, or is no such file.</exception>
    public static SeriesReading Load(RunFolder folder, Experiment experiment)
    {
        var data = experiment.Data;
        var channels = ((HssmSettings)experiment.Machine).Channels - (data.TimeChannel is true ? 1 : 0);
        try
        {
            if (new FileInfo(folder.SeriesPath) is { Exists: true, Length: > MostBytes })
            {
                throw new FormatException("too long");
            }

            var json = JsonNode.Parse(File.ReadAllText(folder.SeriesPath))!.AsObject();
            return new SeriesReading(
                channels, [.. json["classes"]!.AsArray().Select(name => (string)name!)],
                data.Normalise == SeriesScaling.PerChannel
                    ? new ChannelScale(
                        Numbers(json["mean"]!, channels, positive: false),
                        Numbers(json["deviation"]!, channels, positive: true))
                    : null,
                data.TimeChannel is true, data.Missing ?? MissingValues.Refuse, data.Differences is true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(
                folder.SeriesPath,
                "cannot be read, and it says how the training series were scaled and their classes named; "
                + "copy it from where the run was trained, or train anew", e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or NullReferenceException or ArgumentNullException)
        {
            throw new RunException(
                folder.SeriesPath,
                $"does not hold the scale of {channels} channels and the names of the classes; the file was changed by "
                + "something else", e);
        }
    }

    private static JsonArray Numbers(double[] values) => new([.. values.Select(value => (JsonNode?)value)]);

    private static double[] Numbers(JsonNode node, int count, bool positive)
    {
        double[] values = [.. node.AsArray().Select(value => (double)value!)];
        return values.Length == count
            && Array.TrueForAll(values, value => double.IsFinite(value) && (value > 0 || !positive))
            ? values
            : throw new FormatException("not the numbers of every channel");
    }
}
