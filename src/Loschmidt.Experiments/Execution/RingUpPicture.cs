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

    /// <summary>Share of the largest field by which fields of a settled machine may still be off.</summary>
    public const double Settled = 1e-3;

    // Modes that turn thousands of times faster than they decay would take hours; they are followed for a shorter time.
    private const double MostSteps = 200_000;

    /// <summary>Mean |a|² of every group of modes against time.</summary>
    /// <param name="machine">The machine, its samples prepared.</param>
    /// <param name="batch">The sample, in lane 0.</param>
    /// <param name="name">Heading.</param>
    public static LineChart Of(IRingsUp machine, Batch batch, string name)
    {
        var probe = Asked(machine, batch);
        var times = new List<double>();
        var means = machine.Groups.Select(_ => new List<double>()).ToArray();
        machine.RingUp(probe, Affordable(machine, Time), Frames, (time, fields) =>
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

    /// <summary>When the fields of a sample are within a thousandth of where they end, and how far from the steady state that is; no time where it is
    /// far.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="batch">The sample, in lane 0.</param>
    public static (double? Time, double Unsettled) Settling(IRingsUp machine, Batch batch)
    {
        machine.Prepare(batch);
        var probe = Asked(machine, batch);
        var frames = new List<(double Time, Complex[] Fields)>();
        var unsettled = machine.RingUp(probe, Affordable(machine, SettlingTime), SettlingFrames, (time, fields) => frames.Add((time, fields.ToArray())));
        var last = frames[^1].Fields;
        var largest = last.Max(Complex.Abs);
        var late = frames.FindLastIndex(frame => frame.Fields.Zip(last, (a, b) => Complex.Abs(a - b)).Max() > Settled * largest);
        return (unsettled > Settled ? null : frames[Math.Min(late + 1, frames.Count - 1)].Time, unsettled);
    }

    private static double Affordable(IRingsUp machine, double time) => Math.Min(time, MostSteps * machine.LongestStep);

    private static Complex[] Asked(IRingsUp machine, Batch batch)
    {
        var probe = new Complex[machine.Modes];
        ScatteringPictures.Ask(machine, batch, sample: 0, lanes: 1, probe);
        return probe;
    }
}
