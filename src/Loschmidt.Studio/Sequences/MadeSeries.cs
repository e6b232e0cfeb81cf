using Loschmidt.Numerics.Random;

namespace Loschmidt.Studio.Sequences;

/// <summary>Series that need no data, of rms 1.</summary>
internal static class MadeSeries
{
    /// <summary>Three tones.</summary>
    public const string Tones = "tones";

    /// <summary>A tone that rises.</summary>
    public const string Chirp = "chirp";

    /// <summary>White noise.</summary>
    public const string Noise = "noise";

    /// <summary>One push at the beginning, then silence.</summary>
    public const string Pulse = "pulse";

    /// <summary>All, with what they are.</summary>
    public static IReadOnlyList<SeriesEntry> All { get; } =
    [
        new(Tones, "three tones", 1, Data: false), new(Chirp, "a tone that rises", 1, Data: false), new(Noise, "white noise", 1, Data: false),
        new(Pulse, "one push, then silence", 1, Data: false),
    ];

    /// <summary>u(t), [steps].</summary>
    /// <param name="name">One of the above.</param>
    /// <param name="steps">T.</param>
    /// <param name="seed">Draws the noise.</param>
    public static double[] Of(string name, int steps, ulong seed)
    {
        var random = new RandomStream(seed, "studio/series");
        return [.. Enumerable.Range(0, steps).Select(t => name switch
        {
            Tones => Math.Sqrt(2.0 / 3) * (Math.Sin(0.011 * t) + Math.Sin(0.037 * t) + Math.Sin(0.101 * t)),
            Chirp => Math.Sqrt(2) * Math.Sin(0.2 * t * t / steps),
            Noise => random.Normal((uint)t),
            _ => t < Math.Max(1, steps / 100) ? Math.Sqrt(Math.Min(steps, 100)) : 0,
        })];
    }
}
