using System.Numerics;
using Loschmidt.Experiments.Figures;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>How the fields of a scattering machine rise from darkness to the steady state that it is read in.</summary>
internal static class RingUpPicture
{
    // Slow modes of trained networks decay within some ten 1/κ.
    private const double Time = 40;
    private const int Frames = 120;

    // Long enough for the slowest of them to be seen to settle.
    private const double SettlingTime = 400;
    private const int SettlingFrames = 400;

    /// <summary>Mean |a|² of every group of modes against time.</summary>
    /// <param name="machine">The machine, its samples prepared.</param>
    /// <param name="batch">The sample, in lane 0.</param>
    /// <param name="name">Heading.</param>
    public static LineChart Of(IRingsUp machine, Batch batch, string name)
    {
        var probe = Asked(machine, batch);
        var times = new List<double>();
        var means = machine.Groups.Select(_ => new List<double>()).ToArray();
        machine.RingUp(probe, Time, Frames, (time, fields) =>
        {
            times.Add(time);
            for (var g = 0; g < means.Length; g++)
            {
                var group = machine.Groups[g];
                var sum = 0.0;
                foreach (var field in fields.Slice(group.First, group.Count))
                {
                    sum += field.Magnitude * field.Magnitude;
                }

                means[g].Add(sum / group.Count);
            }
        });
        return new LineChart
        {
            Title = $"{name}: fields ring up to a sample of class {batch.Labels[0]}",
            X = new Axis("time κt"),
            Y = new Axis("mean |a|² of a group") { Logarithmic = true },
            Series = [.. machine.Groups.Select((group, g) => new Series(group.Name, [.. times.Skip(1)], [.. means[g].Skip(1)]))],
        };
    }

    /// <summary>When the fields of a sample are within a thousandth of their steady state, and how far off they are at the end.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="batch">The sample, in lane 0.</param>
    public static (double Time, double Unsettled) Settling(IRingsUp machine, Batch batch)
    {
        machine.Prepare(batch);
        var probe = Asked(machine, batch);
        var frames = new List<(double Time, Complex[] Fields)>();
        var unsettled = machine.RingUp(probe, SettlingTime, SettlingFrames, (time, fields) => frames.Add((time, fields.ToArray())));
        var last = frames[^1].Fields;
        var largest = last.Max(Complex.Abs);
        var late = frames.FindLastIndex(frame => frame.Fields.Zip(last, (a, b) => Complex.Abs(a - b)).Max() > 1e-3 * largest);
        return (frames[Math.Min(late + 1, frames.Count - 1)].Time, unsettled);
    }

    private static Complex[] Asked(IRingsUp machine, Batch batch)
    {
        var probe = new Complex[machine.Modes];
        ScatteringPictures.Ask(machine, batch, sample: 0, lanes: 1, probe);
        return probe;
    }
}
