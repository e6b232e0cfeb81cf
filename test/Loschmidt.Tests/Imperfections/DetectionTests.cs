using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Scattering;
using Loschmidt.Tests.Scattering;

namespace Loschmidt.Tests.Imperfections;

/// <summary>What enters and what is read.</summary>
public sealed class DetectionTests
{
    /// <summary>Mutation: σ ∝ |y| instead of its root, or noise that is not drawn per output.</summary>
    [Fact]
    public void Shot_noise_has_a_variance_of_the_output_over_the_photons_per_unit()
    {
        const int count = 4000;
        var errors = new DetectionErrors(new DetectionSettings { ShotNoise = 1e-4 }, 1, new Occasion(1));
        foreach (var level in (double[])[0.25, 4])
        {
            double[] outputs = [.. Enumerable.Repeat(level, count)];
            errors.Distort(outputs, 1, 1);
            var variance = outputs.Sum(y => (y - level) * (y - level)) / count;
            (variance / (level * 1e-4)).ShouldBe(1, 4 * Math.Sqrt(2.0 / count), "four standard deviations of a variance");
        }
    }

    /// <summary>Mutation: an output that already has its share gives it on.</summary>
    [Fact]
    public void Crosstalk_reaches_the_next_output_and_no_further()
    {
        double[] outputs = [0, 1, 0, 0, 5];
        Crosstalk.Mix(outputs, 1, 0, 0.1);
        outputs.ShouldBe([0.1, 1, 0.1, 0.5, 5], 1e-15);
    }

    /// <summary>Mutation: clipping before rounding only, or noise behind the converter.</summary>
    [Fact]
    public void A_converter_clips_and_rounds_whatever_the_noise()
    {
        double[] outputs = [0.26, -0.9, 3];
        new DetectionErrors(new DetectionSettings { Noise = 0.2, Bits = 2, Range = 1 }, 1, new Occasion(1)).Distort(outputs, 1, 1);
        foreach (var output in outputs)
        {
            (output * 2).ShouldBe(Math.Round(output * 2));
            Math.Abs(output).ShouldBeLessThanOrEqualTo(1);
        }
    }

    /// <summary>Mutation: the cost looks at the field past the detector, or at another draw than the outputs that were read.</summary>
    [Fact]
    public void A_scatterer_is_judged_by_what_was_read()
    {
        var (ideal, flawed, batch) = Scatterer(new() { Detection = new() { Noise = 0.1 } });
        flawed.Prepare(batch);
        flawed.Evolve();
        var (once, twice) = (new double[flawed.Outputs * flawed.Lanes], new double[flawed.Outputs * flawed.Lanes]);
        flawed.Read(once);
        flawed.Read(twice);
        once.ShouldBe(twice, "one pass, one record");
        flawed.Cost().ShouldBe(((IJudges)flawed).Judge(once, batch, new double[once.Length]));
        ideal.Prepare(batch);
        ideal.Evolve();
        flawed.Cost().ShouldNotBe(ideal.Cost());
        flawed.Prepare(batch);
        flawed.Evolve();
        flawed.Read(twice);
        once.ShouldNotBe(twice, "another pass, another record");
    }

    /// <summary>Mutation: probes look past the detector.</summary>
    [Fact]
    public void A_gradient_from_probes_is_as_noisy_as_its_detector()
    {
        var (ideal, fine, batch) = Scatterer(new() { Detection = new() { Noise = 1e-4 } });
        var (_, coarse, _) = Scatterer(new() { Detection = new() { Noise = 1e-2 } });
        var exact = Gradient(ideal);
        var small = Fidelity.Of(Gradient(fine), exact).RelativeError;
        small.ShouldBeInRange(1e-6, 1e-2);
        Fidelity.Of(Gradient(coarse), exact).RelativeError.ShouldBe(100 * small, 30 * small, "the same numbers, a hundred times as large");
        double[] Gradient(IMachine machine)
        {
            var gradient = new double[machine.Parameters.Count];
            new ReciprocityEstimator().Estimate(machine, batch, gradient);
            return gradient;
        }
    }

    /// <summary>Mutation: outside of training, where samples have no number, two samples share their noise.</summary>
    [Fact]
    public void Samples_without_a_number_are_told_apart_by_their_inputs()
    {
        var (ideal, flawed, batch) = Scatterer(new() { Detection = new() { Noise = 0.1 } });
        var lanes = flawed.Lanes;
        var alone = new Batch(batch.Features, batch.TargetCount, lanes) { Active = 1 };
        for (var i = 0; i < batch.Features; i++)
        {
            alone.Inputs[i * lanes] = batch.Inputs[(i * lanes) + 1];
        }

        Outputs(batch, 1).ShouldBe(Outputs(alone, 0), 1e-12, "the second sample, wherever it sits");
        var exact = new double[ideal.Outputs * lanes];
        ideal.Prepare(batch);
        ideal.Evolve();
        ideal.Read(exact);
        Math.Abs(Outputs(batch, 0)[0] - exact[0] - (Outputs(batch, 1)[0] - exact[1])).ShouldBeGreaterThan(1e-6);
        double[] Outputs(Batch samples, int lane)
        {
            ((IDrawsNoise)flawed).Name(-1, 0);
            flawed.Prepare(samples);
            flawed.Evolve();
            var all = new double[flawed.Outputs * lanes];
            flawed.Read(all);
            return [.. Enumerable.Range(0, flawed.Outputs).Select(k => all[(k * lanes) + lane])];
        }
    }

    /// <summary>Mutation: the batch that was handed in is distorted itself.</summary>
    [Fact]
    public void Inputs_pass_through_a_converter_on_their_way_in()
    {
        var (ideal, flawed, batch) = Scatterer(new() { Drive = new() { Bits = 2, Range = 1, Crosstalk = 0.1 } });
        var before = batch.Inputs.ToArray();
        flawed.Prepare(batch);
        flawed.Evolve();
        batch.Inputs.ShouldBe(before);
        for (var lane = 0; lane < batch.Active; lane++)
        {
            for (var i = lane; i < batch.Inputs.Length; i += batch.Lanes)
            {
                batch.Inputs[i] = Math.Clamp(Math.Round(batch.Inputs[i] * 2) / 2, -1, 1);
            }

            Crosstalk.Mix(batch.Inputs, batch.Lanes, lane, 0.1);
        }

        ideal.Prepare(batch);
        ideal.Evolve();
        flawed.Cost().ShouldBe(ideal.Cost(), 1e-14);
    }

    [Theory]
    [InlineData("map", "machine.loss")]
    [InlineData("reversal", "not sent home")]
    [InlineData("bits", "set detection.range too")]
    [InlineData("bath", "set map.loss too")]
    public void What_cannot_be_or_has_no_effect_is_refused_with_the_cure(string what, string cure)
    {
        ImperfectionSettings flaws = what switch
        {
            "map" => new() { Map = new() { Loss = 0.1 } },
            "reversal" => new() { Reversal = new() { Gain = 0.1 } },
            "bits" => new() { Detection = new() { Bits = 8 } },
            _ => new() { Map = new() { Occupation = 1 } },
        };
        Should.Throw<NotSupportedException>(() => Scatterer(flaws)).Message.ShouldContain(cure);
    }

    /// <summary>Disorder of a scatterer acts on its physics, and its probes measure the gradient of what was built.</summary>
    [Fact]
    public void A_scatterer_with_disorder_measures_its_own_gradient()
    {
        var (ideal, flawed, batch) = Scatterer(new() { Parameters = new() { Spread = 0.2 } });
        var (built, meant, measured) = (new double[flawed.Parameters.Count], new double[flawed.Parameters.Count], new double[flawed.Parameters.Count]);
        new ReciprocityEstimator().Estimate(flawed, batch, measured);
        new AdjointEstimator().Estimate(ideal, batch, meant);
        flawed.Prepare(batch);
        var inside = new ParameterErrors(new() { Spread = 0.2 }, 0, meant.Length, 5, new Occasion(1));
        var programmed = ideal.Learning.Theta.ToArray();
        inside.Make(programmed, ideal.Learning.Theta);
        foreach (var phases in ideal.Parameters.Tensors.Where(tensor => tensor.Name == "readout/phase"))
        {
            // Of a recorded wave the quadrature is chosen afterwards, by a number that nobody built.
            programmed.AsSpan(phases.Offset, phases.Count).CopyTo(ideal.Learning.Theta[phases.Offset..]);
        }

        new AdjointEstimator().Estimate(ideal, batch, built);
        Fidelity.Of(measured, built).RelativeError.ShouldBeLessThan(1e-9);
        Fidelity.Of(measured, meant).RelativeError.ShouldBeGreaterThan(0.01);
    }

    private static (ScatteringMachine<double> Ideal, ImperfectMachine Flawed, Batch Batch) Scatterer(ImperfectionSettings flaws)
    {
        var (ideal, inner, model) = (Machine(), Machine(), Machine());
        return (ideal, ImperfectMachine.Of(inner, model, flaws, 5), Networks.Samples(ideal, 3, ideal.Lanes));
    }

    private static ScatteringMachine<double> Machine()
    {
        var network = Networks.Of("layered");
        return new ScatteringMachine<double>(network, Networks.Theta(network));
    }
}
