using System.Numerics;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Machines;
using Loschmidt.Scattering;

namespace Loschmidt.Studio.Scattering;

/// <summary>One machine that reads drawings, one after the other.</summary>
/// <param name="machine">The machine at its θ.</param>
internal sealed class DigitReader(IRingsUp machine)
{
    // Resonances of trained readers lie within some six linewidths.
    private const double Band = 6;
    private const int Points = 81;

    // Slow modes decay within some ten 1/κ.
    private const double RingTime = 40;
    private const int Moments = 60;
    private const double MostSteps = 50_000;

    private static readonly double[] Frequencies = [.. Enumerable.Range(0, Points).Select(point => Band * ((2.0 * point / (Points - 1)) - 1))];

    private readonly Lock _gate = new();

    /// <summary>Shows it a drawing: outputs, fields under every class's probe, spectra.</summary>
    /// <param name="image">64 pixels.</param>
    /// <param name="ringUp">Whether to follow the fields that the answer's probe fills.</param>
    public DigitAnswer Answer(ReadOnlySpan<double> image, bool ringUp)
    {
        lock (_gate)
        {
            var batch = Show(image);
            machine.Evolve();
            var (all, outputs) = (new double[machine.Outputs * machine.Lanes], new double[machine.Outputs]);
            machine.Read(all);
            for (var output = 0; output < outputs.Length; output++)
                outputs[output] = all[output * machine.Lanes];
            var answer = Array.IndexOf(outputs, outputs.Max());
            var shares = new double[outputs.Length];
            AnswerForm.Softmax(outputs, shares);
            var (intensities, _) = Probe(batch);
            return new DigitAnswer(
                answer, outputs, shares, [.. machine.Groups.Select(group => new ModeSpan(group.Name, group.First, group.Count))],
                intensities, Detunings(image), Frequencies, Spectra(batch), ringUp ? RingUp(batch, answer) : null);
        }
    }

    /// <summary>The same drawing in every lane, so that every lane can be asked for another class.</summary>
    private Batch Show(ReadOnlySpan<double> image)
    {
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = machine.Lanes };
        for (var pixel = 0; pixel < image.Length; pixel++)
            batch.Inputs.AsSpan(pixel * machine.Lanes, machine.Lanes).Fill(image[pixel]);
        machine.Prepare(batch);
        return batch;
    }

    /// <summary>|a|² of all modes, and |s| of the output that is asked, for every class.</summary>
    private (float[][] Intensities, double[] Strengths) Probe(Batch batch)
    {
        var count = machine.Modes * machine.Lanes;
        var (incoming, fields, outgoing) = (new Complex[count], new Complex[count], new Complex[count]);
        var (intensities, strengths) = (new float[machine.Outputs][], new double[machine.Outputs]);
        for (var first = 0; first < machine.Outputs; first += machine.Lanes)
        {
            var lanes = Math.Min(machine.Lanes, machine.Outputs - first);
            Array.Clear(incoming);
            for (var lane = 0; lane < lanes; lane++)
            {
                batch.Labels[lane] = first + lane;
                ScatteringPictures.Ask(machine, batch, lane, machine.Lanes, incoming);
            }

            machine.Probe(incoming, fields, outgoing);
            for (var lane = 0; lane < lanes; lane++)
            {
                var at = lane;
                intensities[first + lane] = [.. Enumerable.Range(0, machine.Modes).Select(mode => Square(fields[(mode * machine.Lanes) + at]))];
                strengths[first + lane] = outgoing[(machine.Readout.Outputs[first + lane] * machine.Lanes) + lane].Magnitude;
            }
        }

        return (intensities, strengths);
    }

    private float[][] Spectra(Batch batch)
    {
        var spectra = Enumerable.Range(0, machine.Outputs).Select(_ => new float[Points]).ToArray();
        for (var point = 0; point < Points; point++)
        {
            machine.Frequency = Frequencies[point];
            var (_, strengths) = Probe(batch);
            for (var output = 0; output < spectra.Length; output++)
                spectra[output][point] = (float)strengths[output];
        }

        machine.Frequency = 0;
        return spectra;
    }

    private RingUpFilm RingUp(Batch batch, int asked)
    {
        var probe = new Complex[machine.Modes];
        batch.Labels[0] = asked;
        ScatteringPictures.Ask(machine, batch, sample: 0, lanes: 1, probe);
        var (times, frames) = (new List<double>(), new List<float[]>());
        machine.RingUp(probe, Math.Min(RingTime, MostSteps * machine.LongestStep), Moments, (time, fields) =>
        {
            times.Add(time);
            var frame = new float[machine.Modes];
            for (var mode = 0; mode < frame.Length; mode++)
                frame[mode] = Square(fields[mode]);
            frames.Add(frame);
        });
        return new RingUpFilm([.. times], [.. frames], asked);
    }

    /// <summary>Δ of the input modes: what was learned, and the pixel that each copy shows.</summary>
    private double[] Detunings(ReadOnlySpan<double> image)
    {
        var inputs = machine.Groups.FirstOrDefault(group => group.Name == "input") ?? machine.Groups[0];
        var detunings = new double[inputs.Count];
        foreach (var knob in machine.Knobs.Where(knob => knob.Kind == KnobKind.Detuning))
        {
            if (knob.First >= inputs.First && knob.First < inputs.First + inputs.Count)
                detunings[knob.First - inputs.First] = machine.Learning.Theta[knob.Parameter];
        }

        foreach (var site in Sites())
        {
            if (site.Mode >= inputs.First && site.Mode < inputs.First + inputs.Count)
                detunings[site.Mode - inputs.First] += site.Shift + (site.Scale * image[site.Feature]);
        }

        return detunings;
    }

    private IReadOnlyList<InputSite> Sites() => machine switch
    {
        ScatteringMachine<float> single => single.Network.Inputs,
        ScatteringMachine<double> precise => precise.Network.Inputs,
        _ => [],
    };

    private static float Square(Complex field) => (float)((field.Real * field.Real) + (field.Imaginary * field.Imaginary));
}
