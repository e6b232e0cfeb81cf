using System.Numerics;
using Loschmidt.Devices;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Scattering;
using Loschmidt.Testing;
using Loschmidt.Tests.Scattering;

namespace Loschmidt.Tests.Devices;

/// <summary>Noise of the laboratory: as strong as asked for, and harmless to gradients on average.</summary>
public sealed class DeviceNoiseTests
{
    /// <summary>Mutations: σ in each quadrature (√2 too much), relative to single modes or to all of them instead of the group.</summary>
    [Fact]
    public void Tap_noise_has_the_rms_asked_for_relative_to_its_group()
    {
        var (inner, batch) = Problem(true);
        var (clean, noisy) = (Record(inner, batch, 0, 0), new Complex[inner.Modes]);
        var power = new double[inner.Groups.Count];
        const int Draws = 4000;
        for (var draw = 0; draw < Draws; draw++)
        {
            noisy = Record(inner, batch, 0.2, draw);
            for (var g = 0; g < power.Length; g++)
            {
                power[g] += Modes(inner.Groups[g]).Sum(mode => Square(noisy[mode] - clean[mode])) / Draws;
            }
        }

        for (var g = 0; g < power.Length; g++)
        {
            var relative = Math.Sqrt(power[g] / Modes(inner.Groups[g]).Sum(mode => Square(clean[mode])));
            // 4,000 draws of at least 3 modes: 0.2 ± 0.001.
            relative.ShouldBe(0.2, 0.005);
        }
    }

    /// <summary>
    /// In reflection one record is squared: E[(a + n)²] = a² + E[n²], and E[n²] = 0 for circular noise alone. Mutation: noise in one quadrature
    /// only, of the same power, adds E[n²] = σ²⟨|a|²⟩, which is far outside of the error bars.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Circular_noise_leaves_the_mean_of_the_gradient_alone(bool reflection)
    {
        var (inner, batch) = Problem(reflection);
        var exact = Estimate(new AdjointEstimator(), inner, batch);
        var machine = DeviceMachine.Of(new SimulatedDevice(inner, new DeviceNoise { Tap = 0.3 }), Twin(inner).Judge);
        inner.Learning.Theta.CopyTo(machine.Learning.Theta);
        const int Draws = 3000;
        var (sum, squares) = (new double[exact.Length], new double[exact.Length]);
        for (var draw = 0; draw < Draws; draw++)
        {
            machine.Name(draw, 0);
            var gradient = Estimate(new ReciprocityEstimator(), machine, batch);
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += gradient[i];
                squares[i] += gradient[i] * gradient[i];
            }
        }

        var worst = 0.0;
        for (var i = 0; i < sum.Length; i++)
        {
            var mean = sum[i] / Draws;
            var error = Math.Sqrt(Math.Max(0, squares[i] / Draws - mean * mean) / Draws);
            error.ShouldBeGreaterThan(0, "a parameter that no noise reaches tests nothing");
            worst = Math.Max(worst, Math.Abs(mean - exact[i]) / error);
        }

        // The largest of some 70 normal numbers; 5 standard errors have a chance of 4e-5.
        worst.ShouldBeLessThan(5);
    }

    /// <summary>Mutations: ξ drawn anew at every load, added to what was loaded before, or multiplied to θ instead of added.</summary>
    [Fact]
    public void Disorder_displaces_every_parameter_by_the_same_number_whenever_it_is_set()
    {
        var (inner, batch) = Problem(true);
        var device = new SimulatedDevice(inner, new DeviceNoise { Disorder = 0.1, Seed = 3 });
        var first = Displacements(inner.Learning.Theta.ToArray());
        var zero = new double[first.Length];
        Displacements(zero).Zip(first, (again, once) => Math.Abs(again - once)).Max().ShouldBeLessThan(1e-12);
        first.ShouldAllBe(displacement => displacement != 0);
        // The rms of n normal numbers is right to 1/√(2n), of 70 to 8 per cent; four times that.
        Math.Sqrt(first.Average(displacement => displacement * displacement)).ShouldBe(0.1, 0.034);

        device = new SimulatedDevice(inner, new DeviceNoise { Disorder = 0.1, Seed = 4 });
        Displacements(zero)[0].ShouldNotBe(first[0], "another seed is another device");

        double[] Displacements(double[] theta)
        {
            device.Load(theta);
            device.Prepare(batch.Inputs);
            return [.. inner.Learning.Theta.ToArray().Zip(theta, (has, asked) => has - asked)];
        }
    }

    [Fact]
    public void A_laboratory_without_noise_is_exact_and_a_negative_noise_is_refused()
    {
        var (inner, batch) = Problem(true);
        Record(inner, batch, 0, 5).ShouldBe(Record(inner, batch, 0, 6));
        Should.Throw<ArgumentException>(() => new SimulatedDevice(inner, new DeviceNoise { Tap = -0.1 })).Message.ShouldContain(">= 0");
        Should.Throw<ArgumentException>(() => new SimulatedDevice(inner, new DeviceNoise { Disorder = double.NaN })).Message.ShouldContain(">= 0");
    }

    private static Complex[] Record(DenseScatteringMachine inner, Batch batch, double noise, int moment)
    {
        var device = new SimulatedDevice(inner, new DeviceNoise { Tap = noise });
        device.Announce(moment, 0);
        device.Prepare(batch.Inputs);
        var (incoming, fields) = (new Complex[inner.Modes], new Complex[inner.Modes]);
        incoming[inner.Readout.Outputs[0]] = 1;
        device.Probe(incoming, fields, new Complex[inner.Modes]);
        return fields;
    }

    private static (DenseScatteringMachine Machine, Batch Batch) Problem(bool reflection) =>
        GraphNetworks.Problem(GraphNetworks.Graph(CouplingForm.Real, 0.2, reflection), lanes: 1);

    private static DenseScatteringMachine Twin(DenseScatteringMachine machine) => new(machine.Network);

    private static IEnumerable<int> Modes(ModeGroup group) => Enumerable.Range(group.First, group.Count);

    private static double Square(Complex z) => z.Real * z.Real + z.Imaginary * z.Imaginary;

    private static double[] Estimate(IGradientEstimator estimator, IMachine machine, Batch batch)
    {
        var gradient = new double[machine.Parameters.Count];
        estimator.Estimate(machine, batch, gradient);
        return gradient;
    }
}
