using Loschmidt.Fields.Photonic;
using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Machines;
using static Loschmidt.Tests.Fields.Photonic.PhotonicCases;

namespace Loschmidt.Tests.Fields.Photonic;

public class PhotonicLaneTests
{
    [Fact]
    public void The_bits_of_a_lane_do_not_depend_on_other_lanes()
    {
        var (full, alone) = (Reader<float>(16), Reader<float>(16));
        full.Prepare(Strokes(16, 16));
        alone.Prepare(Strokes(1, 16));
        full.Evolve();
        alone.Evolve();
        for (var mode = 0; mode < full.Modes; mode++)
        {
            full.State.Q[mode * 16].ShouldBe(alone.State.Q[mode * 16]);
            full.State.P[mode * 16].ShouldBe(alone.State.P[mode * 16]);
        }
    }

    [Fact]
    public void Empty_lanes_stay_dark_and_add_nothing()
    {
        var (padded, exact) = (Reader<double>(lanes: 5), Reader<double>(lanes: 16));
        var (gradient, wide) = (new double[padded.Parameters.Count], new double[padded.Parameters.Count]);
        var cost = new TangentEstimator().Estimate(padded, Strokes(2, 5), gradient);
        new TangentEstimator().Estimate(exact, Strokes(2, 2), wide).ShouldBe(cost, 1e-14);
        Fidelity.Of(gradient, wide).RelativeError.ShouldBeLessThan(1e-13);
        var x = padded.State;
        for (var i = 0; i < x.Q.Length; i++)
        {
            if (i % x.Lanes >= 2)
                (x.Q[i], x.P[i]).ShouldBe((0, 0));
        }
    }

    [Fact]
    public void A_batch_gives_the_sum_of_its_samples()
    {
        var (many, one) = (Reader<double>(lanes: 19), Reader<double>(lanes: 1));
        var count = many.Parameters.Count;
        var (together, gradient, sum) = (new double[count], new double[count], new double[count]);
        var cost = new TangentEstimator().Estimate(many, Strokes(19, 19), together);
        var costs = 0.0;
        for (var sample = 0u; sample < 19; sample++)
        {
            costs += new TangentEstimator().Estimate(one, Strokes(1, 1, sample), gradient);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += gradient[i];
        }

        cost.ShouldBe(costs, 1e-12);
        Fidelity.Of(together, sum).RelativeError.ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void A_machine_used_before_gives_the_same_bits_as_a_fresh_one()
    {
        var (used, fresh) = (Reader<float>(16), Reader<float>(16));
        var (first, second) = (new double[used.Parameters.Count], new double[used.Parameters.Count]);
        used.Learning.Theta[3] += 1;
        new TangentEstimator().Estimate(used, Strokes(16, 16, 40), first);
        used.Learning.Theta[3] = fresh.Learning.Theta[3];
        new TangentEstimator().Estimate(used, Strokes(16, 16), first);
        new TangentEstimator().Estimate(fresh, Strokes(16, 16), second);
        first.ShouldBe(second);
    }

    [Fact]
    public void Stepping_allocates_nothing()
    {
        var network = Reader<float>(16);
        var batch = Strokes(16, 16);
        var gradient = new double[network.Parameters.Count];
        Cycle(network, batch, gradient);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle(network, batch, gradient);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Disturbing_the_turning_point_adds_the_stated_fraction_of_energy()
    {
        var network = Reader<double>(lanes: 2);
        network.Prepare(Strokes(2, 2));
        network.Evolve();
        var clean = Copy(network.State);
        network.Expose(new ReversalErrors(new ReversalSettings { Noise = 0.05 }, network, network.Modes, seed: 1, new Occasion(2)));
        var (noise, signal) = (0.0, 0.0);
        var x = network.State;
        for (var i = 1; i < x.Q.Length; i += x.Lanes)
        {
            noise += Math.Pow(x.Q[i] - clean.View.Q[i], 2) + Math.Pow(x.P[i] - clean.View.P[i], 2);
            signal += Math.Pow(clean.View.Q[i], 2) + Math.Pow(clean.View.P[i], 2);
        }

        // 2·2830 normal numbers: the sum of squares is right to two percent (one standard deviation).
        (noise / signal).ShouldBe(0.05, 0.004);
        x.Q[2].ShouldBe(0);
    }

    private static void Cycle(PhotonicNetwork<float> network, Batch batch, double[] gradient)
    {
        network.Learning.Theta[0] += 0.1;
        network.Prepare(batch);
        network.Evolve();
        network.Cost();
        network.Reverse();
        network.Keep();
        network.Nudge(0.01);
        network.Return();
        network.Recall();
        network.TangentEcho(gradient);
        network.DescribeFault();
    }
}
