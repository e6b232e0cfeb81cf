using Loschmidt.Experiments.Training;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Execution;

/// <summary>Parameters of a machine of ours at which it answers as a device does: least squares of the outputs, by Adam.</summary>
/// <remarks>
/// Minimised is Σ (y_twin(θ, x) − y_device(x))² over inputs x. The slope is sent back through the twin's equations where it can, and taken by differences of its outputs where it
/// cannot. Outputs alone are compared: parameters that outputs do not tell apart stay anywhere.
/// </remarks>
internal sealed class TwinFit
{
    private const double Difference = 1e-4;
    private readonly IEvolves _twin;
    private readonly Batch _sample;
    private readonly double[][] _inputs;
    private readonly double[][] _answers;
    private readonly double _scale;

    /// <summary>Asks the device.</summary>
    /// <param name="device">The device; left as evaluations leave it.</param>
    /// <param name="twin">The family; its present θ is where the fit begins.</param>
    /// <param name="inputs">What both are asked.</param>
    /// <param name="stop">Checked between questions.</param>
    public TwinFit(IEvolves device, IEvolves twin, double[][] inputs, CancellationToken stop)
    {
        (_twin, _inputs) = (twin, inputs);
        _sample = new Batch(twin.Features, twin.Targets, twin.Lanes) { Active = 1 };
        var asked = new Batch(device.Features, device.Targets, device.Lanes) { Active = 1 };
        _answers = [.. inputs.Select(input => Ask(device, asked, input, stop))];
        var means = Enumerable.Range(0, device.Outputs).Select(r => _answers.Average(row => row[r])).ToArray();
        _scale = Math.Sqrt(_answers.Average(row => row.Select((y, r) => (y - means[r]) * (y - means[r])).Average()));
    }

    /// <summary>Inputs that are fitted to: the first three quarters.</summary>
    public int Fitted => _inputs.Length - HeldOut;

    /// <summary>Inputs that are not.</summary>
    public int HeldOut => Math.Max(1, _inputs.Length / 4);

    /// <summary>Inputs inside the box that samples lie in, so that a device is asked nothing that its task would not ask.</summary>
    public static double[][] Draw(int count, double[] from, double[] to, ulong seed)
    {
        var draw = new RandomStream(seed, "device fit");
        return [.. Enumerable.Range(0, count).Select(row => from.Select((low, i) => low + ((to[i] - low) * draw.Uniform((uint)row, (uint)i))).ToArray())];
    }

    /// <summary>Rms error on the held-out inputs, or on the others, in units of the outputs' spread.</summary>
    public double Error(bool heldOut)
    {
        var (first, count) = heldOut ? (Fitted, HeldOut) : (0, Fitted);
        var sum = 0.0;
        for (var row = first; row < first + count; row++)
        {
            var outputs = Ask(_twin, _sample, _inputs[row], CancellationToken.None);
            sum += outputs.Zip(_answers[row], static (y, t) => (y - t) * (y - t)).Average() / count;
        }

        return Math.Sqrt(sum) / _scale;
    }

    /// <summary>Fits; the best θ met is left in the twin.</summary>
    /// <param name="iterations">Steps.</param>
    /// <param name="rate">Rate of the first; it falls to a hundredth along a cosine.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="stop">Checked between steps.</param>
    public void Run(int iterations, double rate, IProgress<string> progress, CancellationToken stop)
    {
        var θ = _twin.Learning.Theta;
        var (best, least) = (θ.ToArray(), double.PositiveInfinity);
        var adam = new Adam(θ.Length);
        var gradient = new double[θ.Length];
        for (var step = 0; step <= iterations; step++)
        {
            stop.ThrowIfCancellationRequested();
            var cost = Gradient(gradient);
            if (cost < least)
            {
                least = cost;
                θ.CopyTo(best);
            }

            if (!double.IsFinite(cost))
            {
                break;
            }

            if (step % 50 == 0)
            {
                progress.Report($"fit: step {step}/{iterations}, squared error {cost / Fitted:0.0e+0}");
            }

            adam.Update(θ, gradient, rate * (0.01 + (0.495 * (1 + Math.Cos(Math.PI * step / iterations)))));
        }

        best.CopyTo(θ);
    }

    private double Gradient(double[] gradient)
    {
        Array.Clear(gradient);
        var cost = 0.0;
        for (var row = 0; row < Fitted; row++)
        {
            cost += _twin is IPullsOutputsBack exact && (_twin as IRefuses)?.Refusal<IPullsOutputsBack>() is null
                ? PulledBack(exact, row, gradient)
                : Differences(row, gradient);
        }

        return cost;
    }

    private double PulledBack(IPullsOutputsBack twin, int row, double[] gradient)
    {
        var errors = Errors(row);
        var slope = new double[errors.Length * _sample.Lanes];
        for (var r = 0; r < errors.Length; r++)
        {
            slope[r * _sample.Lanes] = 2 * errors[r];
        }

        var one = new double[gradient.Length];
        twin.PullBackOutputs(_sample, slope, one);
        for (var i = 0; i < one.Length; i++)
        {
            gradient[i] += one[i];
        }

        return errors.Sum(static error => error * error);
    }

    private double Differences(int row, double[] gradient)
    {
        var here = Errors(row).Sum(static error => error * error);
        for (var i = 0; i < gradient.Length; i++)
        {
            var kept = _twin.Learning.Theta[i];
            _twin.Learning.Theta[i] = kept + Difference;
            var up = Errors(row).Sum(static error => error * error);
            _twin.Learning.Theta[i] = kept - Difference;
            gradient[i] += (up - Errors(row).Sum(static error => error * error)) / (2 * Difference);
            _twin.Learning.Theta[i] = kept;
        }

        return here;
    }

    private double[] Errors(int row) => [.. Ask(_twin, _sample, _inputs[row], CancellationToken.None).Zip(_answers[row], static (y, t) => y - t)];

    private static double[] Ask(IEvolves machine, Batch sample, double[] input, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        for (var k = 0; k < input.Length; k++)
        {
            sample.Inputs[k * sample.Lanes] = input[k];
        }

        // A machine whose parameters move while it runs is put back, as an echo would.
        var θ = machine.Learning.Theta.ToArray();
        machine.Learning.Pi.Clear();
        machine.Prepare(sample);
        machine.Evolve();
        var all = new double[machine.Outputs * machine.Lanes];
        machine.Read(all);
        θ.CopyTo(machine.Learning.Theta);
        machine.Learning.Pi.Clear();
        return [.. Enumerable.Range(0, machine.Outputs).Select(r => all[r * machine.Lanes])];
    }
}
