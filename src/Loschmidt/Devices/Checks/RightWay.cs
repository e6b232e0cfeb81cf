namespace Loschmidt.Devices.Checks;

/// <summary>Whether training goes the right way where outputs do not tell the injected cost: by the lead of the right answer after many steps.</summary>
/// <remarks>
/// A step downhill of another cost may well dim the right output on the way to a better field (a field of the wrong phase has to shrink before it grows), and one uphill may
/// brighten it. So a clear lead speaks for the device, and the lack of one says nothing against it.
/// </remarks>
internal static class RightWay
{
    /// <summary>Gain of the lead that is clear, in units of the signal.</summary>
    private const double Clear = 0.25;

    private const int Stretches = 8;

    /// <summary>Follows a walk until the lead is clear, and tells what was found.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="walk">Mean progress at the start and after every stretch of steps; walks as it is enumerated.</param>
    public static void Tell(CheckBench bench, IEnumerable<double> walk)
    {
        var cost = $"its error pulse belongs to another cost than Σ(y − t)², '{bench.Hello.Cost}'";
        var clear = Clear + (4 * bench.LookNoise);
        var gain = Gain(walk, clear * bench.Scale) / bench.Scale;
        bench.Note(
            "goes the right way", gain,
            gain >= clear ? $"{cost}; after some steps the right answer is ahead of where it was" : $"{cost}, and outputs alone do not tell whether that falls: see whether answers improve in training");
    }

    /// <summary>How far the right one of several outputs is ahead; of one output, how near it is to its target.</summary>
    public static double Progress(CheckBench bench, int sample, double[] outputs)
    {
        var target = bench.Targets[sample];
        if (outputs.Length < 2 || outputs.Length != target.Length)
        {
            return -Math.Sqrt(2 * bench.Cost(sample, outputs));
        }

        var right = Array.IndexOf(target, target.Max());
        return outputs[right] - outputs.Where((_, i) => i != right).Max();
    }

    private static double Gain(IEnumerable<double> walk, double clear)
    {
        double? start = null;
        var (gain, stretches) = (0.0, 0);
        foreach (var at in walk)
        {
            start ??= at;
            gain = at - start.Value;
            if (!(gain < clear) || stretches++ == Stretches)
            {
                break;
            }
        }

        return gain;
    }
}
