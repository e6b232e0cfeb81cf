using System.Numerics.Tensors;
using System.Text.Json.Serialization;
using Loschmidt.Experiments.Commands;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Sequences;

namespace Loschmidt.Studio.Sequences;

/// <summary>A series, what the hidden oscillators made of it, and how well they retrace it.</summary>
/// <param name="Series">What was heard.</param>
/// <param name="Steps">T.</param>
/// <param name="Oscillators">P.</param>
/// <param name="Times">Steps at which columns are shown.</param>
/// <param name="Input">First channel at those steps.</param>
/// <param name="Out">φ of every oscillator on the way out, [P × columns], little-endian float32 in base64.</param>
/// <param name="Home">The same as the way home retraced it.</param>
/// <param name="Depths">Steps back from the turning point at which the drift was read.</param>
/// <param name="Drift">rms of home − out, of the state's at the turning point.</param>
/// <param name="ErrorSignal">‖∂C/∂(φ, π)‖ against its size at the turning point.</param>
/// <param name="LostAt">Steps back at which a tenth of the state is missed; null if it never is.</param>
/// <param name="Warning">What the echo's own meter warns of first; null if it does not.</param>
/// <param name="WarnedAt">When it did.</param>
internal sealed record SequenceFilm(
    string Series, int Steps, int Oscillators, int[] Times, double[] Input, string Out, string Home,
    int[] Depths, double[] Drift, double[] ErrorSignal, int? LostAt, string? Warning, int? WarnedAt)
{
    private const int Columns = 600;
    private const int Readings = 300;
    private const double Lost = 0.1;

    /// <summary>Sends the layer out and home.</summary>
    public static SequenceFilm Shoot(SequenceQuery query, HeardSeries heard)
    {
        var unit = new UnitSettings
        {
            Kind = query.Kind, Oscillators = query.Oscillators, StepMap = StepMap.Fixed, Step = query.Step,
            ExactReturn = query.Arithmetic == SequenceArithmetic.Exact,
        };
        var (drive, error) = (Drive(query, heard), Error(query));
        var echo = new SequenceEcho(SequenceMethod.Tangent);
        var every = Math.Max(1, heard.Steps / Readings);
        var film = query.Arithmetic == SequenceArithmetic.Float
            ? UnitProbe.Film<float>(unit, query.Seed, drive, error, echo, every)
            : UnitProbe.Film<double>(unit, query.Seed, drive, error, echo, every);
        var warned = film.Readings.FirstOrDefault(reading => reading.Warning is not null);
        var lost = film.Readings.FirstOrDefault(reading => !(reading.Miss <= Lost));
        var start = TensorPrimitives.Norm<double>(error);
        int[] times = [.. Enumerable.Range(0, Math.Min(Columns, heard.Steps)).Select(column => (int)((long)column * heard.Steps / Math.Min(Columns, heard.Steps)))];
        return new SequenceFilm(
            heard.Name, heard.Steps, film.Oscillators, times, [.. times.Select(t => heard.Values[t * heard.Channels])],
            Packed(film.Out, film.Oscillators, times), Packed(film.Home, film.Oscillators, times),
            [.. film.Readings.Select(one => one.Depth)], [.. film.Readings.Select(one => one.Miss)],
            [.. film.Readings.Select(one => one.ErrorSignal / start)], lost.Depth > 0 ? lost.Depth : null, warned.Warning,
            warned.Warning is null ? null : warned.Depth);
    }

    /// <summary>What every oscillator hears: the channels by weights drawn once, of the rms that was asked for.</summary>
    private static double[] Drive(SequenceQuery query, HeardSeries heard)
    {
        var random = new RandomStream(query.Seed, "studio/input");
        var weights = new double[query.Oscillators * heard.Channels];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = random.Normal((uint)i) / Math.Sqrt(heard.Channels);
        var rms = TensorPrimitives.Norm<double>(heard.Values) / Math.Sqrt(heard.Values.Length);
        var scale = rms > 0 ? query.Drive / rms : 0;
        var drive = new double[heard.Steps * query.Oscillators];
        for (var t = 0; t < heard.Steps; t++)
        {
            var now = heard.Values.AsSpan(t * heard.Channels, heard.Channels);
            for (var j = 0; j < query.Oscillators; j++)
                drive[(t * query.Oscillators) + j] = scale * TensorPrimitives.Dot<double>(now, weights.AsSpan(j * heard.Channels, heard.Channels));
        }

        return drive;
    }

    private static double[] Error(SequenceQuery query)
    {
        var random = new RandomStream(query.Seed, "studio/error");
        return [.. Enumerable.Range(0, query.Oscillators).Select(j => random.Normal((uint)j))];
    }

    private static string Packed(double[] positions, int oscillators, int[] times)
    {
        var values = new float[oscillators * times.Length];
        for (var j = 0; j < oscillators; j++)
        {
            for (var column = 0; column < times.Length; column++)
                values[(j * times.Length) + column] = (float)positions[(times[column] * oscillators) + j];
        }

        return Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
    }
}

/// <summary>Series that can be heard.</summary>
internal sealed record SeriesList(IReadOnlyList<SeriesEntry> Series);

/// <summary>Documents about sequences.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(FiniteNumber)])]
[JsonSerializable(typeof(SeriesList))]
[JsonSerializable(typeof(SequenceFilm))]
internal sealed partial class SequencesJson : JsonSerializerContext;
