using Loschmidt.Fields.Photonic;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using static Loschmidt.Tests.Fields.Photonic.PhotonicCases;

namespace Loschmidt.Tests.Fields.Photonic;

public sealed class FibreLoopTests
{
    private static readonly FibreLoopSettings Small = new() { Bins = 16, Trips = 6, Classes = 4, Kerr = 0.8, InputAmplitude = 0.9 };

    /// <summary>The mutation: the way home through trips in the order of the way out.</summary>
    [Fact]
    public void Pulses_come_home_through_all_round_trips_and_no_light_is_lost()
    {
        var loop = Loop(Small);
        loop.Prepare(Pulses());
        loop.Keep();
        var light = Light(loop);
        loop.Evolve();
        Light(loop).ShouldBe(light, 1e-12);
        loop.Reverse();
        loop.Return();
        loop.Reverse();
        loop.DistanceFromKept().Largest.ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void Its_echo_is_the_gradient_and_so_are_tangent_and_reverse_sweep()
    {
        var (differences, echo, tangent, sweep) = (
            Gradient(new CentralDifferencesEstimator(1e-4)), Gradient(new EchoEstimator(1e-5)), Gradient(new TangentEstimator()),
            Gradient(new ReverseSweepEstimator()));
        Largest(differences).ShouldBeGreaterThan(0.1);
        for (var i = 0; i < differences.Length; i++)
        {
            echo[i].ShouldBe(differences[i], 1e-6);
            tangent[i].ShouldBe(sweep[i], 1e-11);
            sweep[i].ShouldBe(differences[i], 1e-6);
        }
    }

    /// <summary>Delays of 1, 2, 4 … bins: trip r lets bin n and n ± 2^r meet, and after log₂ N trips every pulse has met every other. The mutation: a delay of one
    /// bin in every trip.</summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 16)]
    public void A_pulse_reaches_twice_as_many_bins_with_every_round_trip(int trips, int reached)
    {
        var loop = Loop(Small with { Trips = trips });
        var batch = new Batch(16, 0, 1) { Active = 1 };
        batch.Inputs[0] = 1;
        loop.Prepare(batch);
        loop.Evolve();
        var field = new double[16];
        loop.CopyField(0, 0, field);
        field.Count(light => light > 1e-12).ShouldBe(reached);
        field[..reached].ShouldAllBe(light => light > 1e-12);
    }

    /// <summary>The flow of (κ/2)|Ψ|⁴ turns by κ|Ψ|². The mutation: half of it.</summary>
    [Fact]
    public void Kerr_medium_turns_a_pulse_by_kappa_times_its_intensity()
    {
        var x = new PhaseSpace.PhasePoint<double>(1, 1);
        (x.View.Q[0], x.View.P[0]) = (2, 1);
        new KerrElement<double>("kerr", 1, 0.3).Forward(x.View, []);
        var turned = Math.Atan2(1, 2) - Math.Atan2(x.View.P[0], x.View.Q[0]);
        turned.ShouldBe(0.3 * 2.5, 1e-12);
    }

    [Theory]
    [InlineData(24, 4)]
    [InlineData(4, 10)]
    public void Bins_that_do_not_pair_or_do_not_suffice_are_refused(int bins, int classes) =>
        Should.Throw<ArgumentException>(() => PhotonicNetworkBuilder.FibreLoop(Small with { Bins = bins, Classes = classes }))
            .Message.ShouldContain("power of two");

    private static PhotonicNetwork<double> Loop(FibreLoopSettings settings) => PhotonicNetworkBuilder.FibreLoop(settings).Build<double>(2, 7);

    private static double[] Gradient(IGradientEstimator estimator)
    {
        var loop = Loop(Small);
        var gradient = new double[loop.Learning.Count];
        estimator.Estimate(loop, Pulses(), gradient);
        return gradient;
    }

    private static Batch Pulses()
    {
        var batch = new Batch(16, 0, 2) { Active = 2 };
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = 0.5 + (0.5 * Math.Sin(1 + (2.3 * i)));
        }

        (batch.Labels[0], batch.Labels[1]) = (2, 1);
        return batch;
    }

    private static double Light(PhotonicNetwork<double> loop)
    {
        var (sum, field) = (0.0, new double[16]);
        for (var lane = 0; lane < 2; lane++)
        {
            loop.CopyField(0, lane, field);
            sum += field.Sum();
        }

        return sum;
    }
}
