using System.Numerics;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Figures;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>What a trained scattering machine looks like: its modes and couplings, its spectra, where the light is, and how it gets there.</summary>
internal static class ScatteringPictures
{
    private const int Points = 241, MostClasses = 10;

    // Probes are swept over the linewidths that couplings of a few κ spread resonances over.
    private const double Band = 12;

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

        yield return ("network", NetworkPicture.Of(machine, name));
        var spectra = Spectra(machine, batch);
        yield return ("spectrum-modulus", Spectrum($"{name}: strength, by class", "|s| of the right output", spectra, batch, one => one.Magnitude));
        yield return ("spectrum-quadrature", Spectrum($"{name}: what is measured, by class", "quadrature of the right output", spectra, batch, one => one.Imaginary));
        yield return ("intensity", Intensities(machine, batch, name));
        if (machine is IRingsUp ringing)
        {
            yield return ("ring-up", RingUpPicture.Of(ringing, batch, name));
        }
    }

    /// <summary>s of the right output against the probe's frequency, [points × samples].</summary>
    private static Complex[,] Spectra(IScatters machine, Batch batch)
    {
        var spectra = new Complex[Points, batch.Active];
        var (incoming, fields, outgoing) = Asked(machine, batch);
        for (var point = 0; point < Points; point++)
        {
            machine.Frequency = Frequency(point);
            machine.Probe(incoming, fields, outgoing);
            for (var sample = 0; sample < batch.Active; sample++)
            {
                spectra[point, sample] = outgoing[OutputOf(machine, batch, sample) * machine.Lanes + sample];
            }
        }

        machine.Frequency = 0;
        return spectra;
    }

    private static LineChart Spectrum(string title, string quantity, Complex[,] spectra, Batch batch, Func<Complex, double> value) => new()
    {
        Title = title,
        X = new Axis("probe frequency ω/κ"),
        Y = new Axis(quantity),
        Series =
        [
            .. Enumerable.Range(0, batch.Active).Select(sample => new Series(
                $"{batch.Labels[sample]}", [.. Enumerable.Range(0, Points).Select(Frequency)],
                [.. Enumerable.Range(0, Points).Select(point => value(spectra[point, sample]))])),
        ],
    };

    /// <summary>|a|² of every mode for every sample shown, under the probe that it is judged by.</summary>
    private static HeatMap Intensities(IScatters machine, Batch batch, string name)
    {
        var (incoming, fields, outgoing) = Asked(machine, batch);
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
            LabelX = "mode: " + string.Join(", ", machine.Groups
                .GroupBy(group => group.Name.StartsWith("coupler ", StringComparison.Ordinal) ? "couplers" : group.Name)
                .Select(groups => $"{groups.Key} from {groups.First().First}")),
            LabelY = "sample of class", RowNames = [.. batch.Labels.Take(batch.Active).Select(label => $"{label}")],
        };
    }

    /// <summary>The wave that asks every lane's sample for its class, and room for what comes back.</summary>
    private static (Complex[] Incoming, Complex[] Fields, Complex[] Outgoing) Asked(IScatters machine, Batch batch)
    {
        var count = machine.Modes * machine.Lanes;
        var incoming = new Complex[count];
        for (var lane = 0; lane < batch.Active; lane++)
        {
            Ask(machine, batch, lane, machine.Lanes, incoming);
        }

        return (incoming, new Complex[count], new Complex[count]);
    }

    /// <summary>Sends into a sample's own output, or into the inputs, as the machine is read; a sample a lane.</summary>
    internal static void Ask(IScatters machine, Batch batch, int sample, int lanes, Span<Complex> wave)
    {
        var readout = machine.Readout;
        if (readout.Reflection)
        {
            wave[OutputOf(machine, batch, sample) * lanes + sample] = 1;
            return;
        }

        for (var mode = 0; mode < readout.Probe.Count; mode++)
        {
            wave[mode * lanes + sample] = readout.Probe[mode];
        }
    }

    private static int OutputOf(IScatters machine, Batch batch, int sample) =>
        machine.Readout.Outputs[batch.Labels[sample] % machine.Outputs];

    private static double Frequency(int point) => Band * (2.0 * point / (Points - 1) - 1);

    /// <summary>The first sample of every class, in the order of the classes.</summary>
    private static int[] OnePerClass(IDataSet data, int most)
    {
        var rows = new SortedDictionary<int, int>();
        var one = new Batch(data.Features, data.Targets, 1);
        for (var row = 0; row < Math.Min(data.Count, 1000); row++)
        {
            data.Read([row], one);
            rows.TryAdd(one.Labels[0], row);
        }

        return [.. rows.Values.Take(most)];
    }
}
