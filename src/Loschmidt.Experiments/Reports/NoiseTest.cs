using System.Numerics.Tensors;
using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reports;

/// <summary>Repeats a gradient on a machine that draws noise, with other noise each time.</summary>
/// <param name="subject">The machine.</param>
/// <param name="reference">The gradient without that noise.</param>
/// <param name="repeats">How often, at least two.</param>
/// <param name="cancellation">Stops between two gradients.</param>
internal sealed class NoiseTest(CheckedMachine subject, ReferenceGradient reference, int repeats, CancellationToken cancellation)
{
    // Of a machine whose very gradient depends on what it draws, the reference of the same draw.
    private readonly Dictionary<int, double[]> _references = [];

    /// <summary>Whether the machine draws anything.</summary>
    public bool Applies => subject.Machine is IDrawsNoise;

    /// <summary>Bias and deviation of an estimator.</summary>
    public GradcheckNoise Run(string name, IGradientEstimator estimator)
    {
        var noisy = (IDrawsNoise)subject.Machine;
        var count = reference.Gradient.Length;
        var deviations = new List<double[]>();
        var mean = new double[count];
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_references.TryGetValue(repeat, out var right))
            {
                _references.Add(repeat, right = reference.At(repeat));
            }

            var gradient = new double[count];
            noisy.Name(repeat, 0);
            Rejuvenate();
            var asked = estimator is IDrawingEstimator drawing ? drawing.Named(repeat, 0) : estimator;
            asked.Estimate(subject.Machine, subject.Batch, gradient);
            TensorPrimitives.Subtract(gradient, right, gradient);
            deviations.Add(gradient);
            TensorPrimitives.MultiplyAdd(gradient, 1.0 / repeats, mean, mean);
        }

        noisy.Name(-1, 0);
        Rejuvenate();
        var square = deviations.Sum(one => Math.Pow(TensorPrimitives.Distance<double>(one, mean), 2)) / (repeats - 1);
        var norm = TensorPrimitives.Norm<double>(reference.Gradient);
        return new GradcheckNoise(name, repeats, TensorPrimitives.Norm<double>(mean) / norm, Math.Sqrt(square) / norm);
    }

    /// <summary>Names of noise are no training steps: the parameters that the reference has have not walked.</summary>
    private void Rejuvenate()
    {
        if (subject.Machine is ImperfectMachine imperfect)
        {
            imperfect.Age = 0;
        }
    }
}
