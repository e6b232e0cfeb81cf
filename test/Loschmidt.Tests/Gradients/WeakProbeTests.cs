using System.Numerics;
using Loschmidt.Fields;
using Loschmidt.Fields.Photonic;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Tests.Fields.Waves;

namespace Loschmidt.Tests.Gradients;

/// <summary>A weak error signal in a nonlinear medium: nearly the gradient where the nonlinearity is small.</summary>
public sealed class WeakProbeTests
{
    /// <summary>The mutation: an error signal that is not conjugated on its way through a kinetic step is no gradient at g = 0 either.</summary>
    [Theory]
    [InlineData(ProbeModel.Weak)]
    [InlineData(ProbeModel.Pumped)]
    public void In_a_Kerr_medium_the_error_of_a_probe_is_of_first_order_in_g(ProbeModel model)
    {
        Slope(Error(model, Optics.Wave(0.02), WaveCases.Pattern(1)), Error(model, Optics.Wave(0.01), WaveCases.Pattern(1))).ShouldBe(1, 0.05);
        Cosine(model, Optics.Wave(0.01), WaveCases.Pattern(1)).ShouldBeGreaterThan(0.9999);
        Cosine(model, Optics.Wave(20), WaveCases.Pattern(1)).ShouldBeLessThan(0.9);
    }

    /// <summary>T and its slope depart from 1 as χ². The mutation: the reverse sweep in place of a probe, whose error is rounding and has no order.</summary>
    [Theory]
    [InlineData(ProbeModel.Weak)]
    [InlineData(ProbeModel.Pumped)]
    public void At_an_activation_the_error_of_a_probe_is_of_second_order_in_chi(ProbeModel model)
    {
        double ErrorAt(double chi) => Error(model, Optics.Network(chi).Build<double>(3, 7), Optics.Images());
        Slope(ErrorAt(0.02), ErrorAt(0.01)).ShouldBe(2, 0.05);
        Cosine(model, Optics.Network(0.02).Build<double>(3, 7), Optics.Images()).ShouldBeGreaterThan(0.9999);
        Cosine(model, Optics.Network(2).Build<double>(3, 7), Optics.Images()).ShouldBeLessThan(0.99);
    }

    [Fact]
    public void An_echo_on_the_same_machines_stays_the_gradient()
    {
        var echo = new EchoEstimator(1e-5);
        foreach (var (machine, batch) in new (IMachine, Batch)[]
            { (Optics.Wave(20), WaveCases.Pattern(1)), (Optics.Network(2).Build<double>(3, 7), Optics.Images()) })
        {
            Fidelity.Of(Optics.Estimate(echo, machine, batch).Gradient, Reference(machine, batch)).Cosine.ShouldBe(1, 1e-9);
        }
    }

    /// <summary>Where no light goes from site to site, intensities do not depend on θ: a probe that turns with the wave keeps their
    /// phases apart, one that turns twice as fast slips by κI a step. The mutation: another share of the Kerr phase, or interference
    /// read before or behind the phase instead of in the middle.</summary>
    [Fact]
    public void Without_dispersion_a_pump_probe_is_the_gradient_and_a_weak_probe_slips()
    {
        var small = Optics.Wave(6).Settings;
        var settings = small with
        {
            // A wave that does not move is judged where it is.
            Beta = 0, Packet = small.Packet with { Position = 0.4 }, Target = small.Target with { Position = 0.5 },
        };
        var machine = new WaveMachine<double>(settings, 1);
        var (reference, _) = Optics.Estimate(new ReverseSweepEstimator(), machine, WaveCases.Pattern(1));
        var (pumped, _) = Optics.Estimate(new ProbeEstimator(ProbeModel.Pumped), machine, WaveCases.Pattern(1));
        var (weak, _) = Optics.Estimate(new ProbeEstimator(ProbeModel.Weak), machine, WaveCases.Pattern(1));
        Fidelity.Of(pumped, reference).RelativeError.ShouldBeLessThan(1e-12);

        machine.Prepare(WaveCases.Pattern(1));
        machine.Evolve();
        machine.Learning.Pi.Clear();
        var (q, p) = (machine.Wave.Q.ToArray(), machine.Wave.P.ToArray());
        machine.TakeError();
        var (errorQ, errorP) = (machine.Wave.Q.ToArray(), machine.Wave.P.ToArray());
        var step = settings.Duration / settings.Steps;
        var (first, rows) = settings.Lattice.RowsBetween(settings.Window.From, settings.Window.To);
        var expected = new double[weak.Length];
        for (var parameter = 0; parameter < expected.Length; parameter++)
        {
            var site = settings.Lattice.Site(parameter / rows, first + parameter % rows);
            var interference = new Complex(errorQ[site], -errorP[site]) * new Complex(q[site], p[site]);
            var slip = settings.Nonlinearity / settings.Lattice.CellVolume * step * (q[site] * q[site] + p[site] * p[site]) / 2;
            for (var passed = 0; passed < settings.Steps; passed++)
            {
                var phase = Complex.FromPolarCoordinates(1, -slip * (passed + 0.5));
                expected[parameter] += settings.Coupling * step * (interference * phase).Imaginary;
            }
        }

        Fidelity.Of(weak, expected).RelativeError.ShouldBeLessThan(1e-12);
        Fidelity.Of(weak, reference).RelativeError.ShouldBeGreaterThan(0.1);
    }

    /// <summary>Light of one phase through one activation, read by a cost of intensities: the error signal is along the light, which
    /// is all that a matched slope is right about. The mutation: the two models exchanged.</summary>
    [Fact]
    public void A_probe_matched_to_the_slope_is_right_where_the_error_signal_is_in_phase_with_the_light()
    {
        var network = new PhotonicNetworkBuilder(3, 3)
            .Image(3, 3, 0, 1)
            .Layer("in", layer => layer.SingularValues("mzi", 0.8).Chi2(0.9, 64))
            .ReadOut(4, 0.1)
            .Build<double>(1, 3);
        var batch = new Batch(9, 0, 1) { Active = 1 };
        batch.Inputs.AsSpan().Fill(0.8);
        var reference = Reference(network, batch);
        var weak = Optics.Estimate(new ProbeEstimator(ProbeModel.Weak), network, batch).Gradient;
        var pumped = Optics.Estimate(new ProbeEstimator(ProbeModel.Pumped), network, batch).Gradient;
        Fidelity.Of(weak, reference).RelativeError.ShouldBeLessThan(1e-3, "the splitting in 64 pieces is the flow to 1e-4");

        // The other one meets T instead of T(1 − u tanh u).
        for (var mode = 0; mode < 4; mode++)
        {
            var u = 0.9 * 0.8 * Math.Abs(Math.Sin(network.Learning.Theta[mode] / 2)) / Math.Sqrt(2);
            (weak[mode] / pumped[mode]).ShouldBe(1 - u * Math.Tanh(u), 1e-12);
        }
    }

    private static double Slope(double coarse, double fine) => Math.Log2(coarse / fine);

    private static double Error(ProbeModel model, IMachine machine, Batch batch) =>
        Fidelity.Of(Optics.Estimate(new ProbeEstimator(model), machine, batch).Gradient, Reference(machine, batch)).RelativeError;

    private static double Cosine(ProbeModel model, IMachine machine, Batch batch) =>
        Fidelity.Of(Optics.Estimate(new ProbeEstimator(model), machine, batch).Gradient, Reference(machine, batch)).Cosine;

    private static double[] Reference(IMachine machine, Batch batch) => Optics.Estimate(new ReverseSweepEstimator(), machine, batch).Gradient;
}
