using System.Numerics;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Figures;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>What a trained scattering machine looks like: its modes and couplings, its spectra, where the light is, and how it gets there.</summary>
internal static class ScatteringPictures
{
    private const int Points = 241, MostClasses = 6, RingUpFrames = 120;

    // Probes are swept over the linewidths that couplings of a few κ spread resonances over.
    private const double Band = 12;

    // Slow modes of trained networks decay within some ten 1/κ.
    private const double RingUpTime = 40;

    // Long enough for the slowest of them to be seen to settle.
    private const double SettlingTime = 400;
    private const int SettlingFrames = 400;

    // Below it, log10 |a|² is dark.
    private const double Faintest = -8;

    /// <summary>All pictures.</summary>
    /// <param name="machine">The machine, at the θ to be shown; its frequency is put back.</param>
    /// <param name="data">Where samples are found, one of each class.</param>
    /// <param name="name">Heading.</param>
    public static IEnumerable<(string Name, Figure Figure)> Of(IScatters machine, IDataSet data, string name)
    {
        var samples = OnePerClass(data, Math.Min(machine.Lanes, MostClasses));
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        data.Read(samples, batch);
        machine.Prepare(batch);

        yield return ("network", Network(machine, name));
        var spectra = Spectra(machine, batch);
        yield return ("spectrum-modulus", Spectrum($"{name}: strength of every sample's own output", "|s|", spectra, batch, one => one.Magnitude));
        yield return ("spectrum-quadrature", Spectrum($"{name}: what is measured of it", "quadrature", spectra, batch, one => one.Imaginary));
        yield return ("intensity", Intensities(machine, batch, name));
        if (machine is IRingsUp ringing)
        {
            yield return ("ring-up", RingUp(ringing, batch, name));
        }
    }

    private static LayerDrawing Network(IScatters machine, string name)
    {
        var groups = machine.Groups.Where(group => !group.Name.StartsWith("coupler ", StringComparison.Ordinal)).ToList();
        var values = groups.Select(group => new double[group.Count]).ToList();
        var links = new List<DrawnLink>();
        foreach (var knob in machine.Knobs)
        {
            var θ = machine.Learning.Theta[knob.Parameter];
            if (knob.Kind == KnobKind.Detuning && GroupOf(groups, knob.First) is var (at, place) && at >= 0)
            {
                values[at][place] = θ;
            }
            else if (knob.Kind == KnobKind.Coupling)
            {
                var (from, one) = GroupOf(groups, knob.First);
                var (to, other) = GroupOf(groups, knob.Second);
                links.Add(new DrawnLink(from, one, to, other, θ));
            }
        }

        // Trained couplings lie about a common mean, which says nothing about any of them.
        links =
        [
            .. links.GroupBy(link => (link.FromLayer, link.ToLayer)).SelectMany(block =>
            {
                var mean = block.Average(link => link.Strength);
                return block.Select(link => link with { Strength = link.Strength - mean });
            }),
        ];
        return new LayerDrawing
        {
            Title = $"{name}: modes, and couplings against their mean",
            Layers = [.. groups.Zip(values, (group, detunings) => (group.Name, detunings))],
            Links = links,
            Quantity = "detuning Δ/κ",
        };
    }

    private static (int Group, int Place) GroupOf(List<ModeGroup> groups, int mode)
    {
        var at = groups.FindIndex(group => mode >= group.First && mode < group.First + group.Count);
        return at < 0 ? (-1, 0) : (at, mode - groups[at].First);
    }

    /// <summary>s of the right output against the probe's frequency, [points × samples].</summary>
    private static Complex[,] Spectra(IScatters machine, Batch batch)
    {
        var spectra = new Complex[Points, batch.Active];
        var (incoming, fields, outgoing) = Buffers(machine);
        for (var point = 0; point < Points; point++)
        {
            machine.Frequency = Frequency(point);
            for (var sample = 0; sample < batch.Active; sample++)
            {
                var output = machine.Readout.Outputs[batch.Labels[sample] % machine.Outputs];
                Send(machine, sample, incoming);
                machine.Probe(incoming, fields, outgoing);
                spectra[point, sample] = outgoing[output * machine.Lanes + sample];
            }
        }

        machine.Frequency = 0;
        return spectra;

        void Send(IScatters to, int sample, Complex[] wave)
        {
            Array.Clear(wave);
            var readout = to.Readout;
            for (var lane = 0; lane < batch.Active; lane++)
            {
                if (readout.Reflection)
                {
                    wave[readout.Outputs[batch.Labels[sample] % to.Outputs] * to.Lanes + lane] = 1;
                }
                else
                {
                    Drive(readout, to.Lanes, lane, wave);
                }
            }
        }
    }

    private static LineChart Spectrum(string title, string quantity, Complex[,] spectra, Batch batch, Func<Complex, double> value) => new()
    {
        Title = title,
        X = new Axis("probe frequency ω/κ"),
        Y = new Axis(quantity),
        Series =
        [
            .. Enumerable.Range(0, batch.Active).Select(sample => new Series(
                $"class {batch.Labels[sample]}", [.. Enumerable.Range(0, Points).Select(Frequency)],
                [.. Enumerable.Range(0, Points).Select(point => value(spectra[point, sample]))])),
        ],
    };

    /// <summary>|a|² of every mode for every sample shown, under the probe that it is judged by.</summary>
    private static HeatMap Intensities(IScatters machine, Batch batch, string name)
    {
        var (incoming, fields, outgoing) = Buffers(machine);
        var readout = machine.Readout;
        for (var lane = 0; lane < batch.Active; lane++)
        {
            if (readout.Reflection)
            {
                incoming[readout.Outputs[batch.Labels[lane] % machine.Outputs] * machine.Lanes + lane] = 1;
            }
            else
            {
                Drive(readout, machine.Lanes, lane, incoming);
            }
        }

        machine.Probe(incoming, fields, outgoing);
        var values = new double[batch.Active * machine.Modes];
        for (var lane = 0; lane < batch.Active; lane++)
        {
            for (var mode = 0; mode < machine.Modes; mode++)
            {
                var size = fields[mode * machine.Lanes + lane].Magnitude;
                values[lane * machine.Modes + mode] = Math.Max(Faintest, Math.Log10(size * size));
            }
        }

        return new HeatMap
        {
            Title = $"{name}: where the light is", Values = values, Columns = machine.Modes, Rows = batch.Active,
            Quantity = "log10 |a|²",
            LabelX = "mode: " + string.Join(", ", machine.Groups.Select(group => $"{group.Name} from {group.First}")),
            LabelY = "sample of class", RowNames = [.. batch.Labels.Take(batch.Active).Select(label => $"{label}")],
        };
    }

    /// <summary>When the fields of a sample are within a thousandth of their steady state, and how far off they are at the end.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="batch">The sample, in lane 0.</param>
    public static (double Time, double Unsettled) Settling(IRingsUp machine, Batch batch)
    {
        machine.Prepare(batch);
        var probe = ProbeOf(machine, batch);
        var frames = new List<(double Time, Complex[] Fields)>();
        var unsettled = machine.RingUp(probe, SettlingTime, SettlingFrames, (time, fields) => frames.Add((time, fields.ToArray())));
        var last = frames[^1].Fields;
        var largest = last.Max(Complex.Abs);
        var late = frames.FindLastIndex(frame => frame.Fields.Zip(last, (a, b) => Complex.Abs(a - b)).Max() > 1e-3 * largest);
        return (frames[Math.Min(late + 1, frames.Count - 1)].Time, unsettled);
    }

    private static Complex[] ProbeOf(IScatters machine, Batch batch)
    {
        var probe = new Complex[machine.Modes];
        var readout = machine.Readout;
        if (readout.Reflection)
        {
            probe[readout.Outputs[batch.Labels[0] % machine.Outputs]] = 1;
        }
        else
        {
            Drive(readout, 1, 0, probe);
        }

        return probe;
    }

    private static LineChart RingUp(IRingsUp machine, Batch batch, string name)
    {
        var probe = ProbeOf(machine, batch);
        var times = new List<double>();
        var means = machine.Groups.Select(_ => new List<double>()).ToArray();
        machine.RingUp(probe, RingUpTime, RingUpFrames, (time, fields) =>
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

    private static void Drive(ScatteringReadout readout, int lanes, int lane, Complex[] wave)
    {
        for (var mode = 0; mode < readout.Probe.Count; mode++)
        {
            wave[mode * lanes + lane] = readout.Probe[mode];
        }
    }

    private static (Complex[] Incoming, Complex[] Fields, Complex[] Outgoing) Buffers(IScatters machine)
    {
        var count = machine.Modes * machine.Lanes;
        return (new Complex[count], new Complex[count], new Complex[count]);
    }

    private static double Frequency(int point) => Band * (2.0 * point / (Points - 1) - 1);

    private static int[] OnePerClass(IDataSet data, int most)
    {
        var rows = new List<int>();
        var seen = new HashSet<int>();
        var one = new Batch(data.Features, data.Targets, 1);
        for (var row = 0; row < Math.Min(data.Count, 1000) && rows.Count < most; row++)
        {
            data.Read([row], one);
            if (seen.Add(one.Labels[0]))
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }
}
