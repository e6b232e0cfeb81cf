using Loschmidt.Baselines;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Graphs;
using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Scattering;

namespace Loschmidt.Tests.Training;

/// <summary>Reservoir computing: machines that are not trained.</summary>
public sealed class ReservoirTests
{
    private static readonly ScatteringSettings Scatterer = new() { Inputs = 2, Replication = 3, Hidden = [6], Outputs = 2 };

    /// <summary>Mutations: λ chosen by the training samples; the read-out fitted to the validation samples; samples read in the wrong lanes.</summary>
    [Fact]
    public void A_read_out_of_a_scatterer_as_it_was_drawn_divides_two_moons()
    {
        var test = new MoonsDataSet("test", 500, 0.1, 1);
        var reservoir = Fit(2);
        reservoir.Score(test).ShouldBeGreaterThan(0.95);
        reservoir.Lambda.ShouldBeLessThan(10, "a ridge that strong lets no feature speak");
        Fit(1).Score(test).ShouldBe(reservoir.Score(test), "threads change nothing");

        Reservoir Fit(int workers)
        {
            var blocks = new LaneBlocks([.. Enumerable.Range(0, workers).Select(_ => Build(Scatterer))]);
            var data = new DataSplits(new MoonsDataSet("train", 203, 0.1, 1), new MoonsDataSet("validation", 101, 0.1, 1));
            return Reservoir.Fit(blocks, blocks.Machine.Learning.Theta, data, 1);
        }
    }

    /// <summary>Mutations: p read for q; the field of another lane; what is behind a pass read before it.</summary>
    [Fact]
    public void Features_are_outputs_and_numbers_of_the_field_behind_the_pass()
    {
        var machine = (HamiltonianMachine<double>)Build(new RingSettings { Sites = 6, Duration = 1, Steps = 10, InputSites = [0, 2], OutputSites = [1, 4] });
        var all = new ReservoirFeatures(machine, 1000, 3);
        all.Count.ShouldBe(2 + (3 * 6));
        all.Passes.ShouldBe(1);
        var batch = new Batch(2, 2, 1) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1]) = (0.7, -0.3);
        var features = new double[all.Count];
        all.Read(batch, features);
        var stride = machine.State.Lanes;
        double[] q = [.. Enumerable.Range(0, 6).Select(site => machine.State.Q[site * stride])];
        double[] p = [.. Enumerable.Range(0, 6).Select(site => machine.State.P[site * stride])];
        features[..2].ShouldBe([q[1], q[4]]);
        for (var site = 0; site < 6; site++)
        {
            features[(2 + (3 * site))..(5 + (3 * site))].ShouldBe([q[site], p[site], ((q[site] * q[site]) + (p[site] * p[site])) / 2]);
        }

        var few = new ReservoirFeatures(machine, 4, 3);
        few.Count.ShouldBe(6);
        var some = new double[6];
        few.Read(batch, some);
        some[2..].ShouldAllBe(value => features.Contains(value));
        some[2..].ShouldBeUnique();
    }

    /// <summary>Mutation: one probe for all outputs, which reads nine in ten features of a wrong experiment.</summary>
    [Fact]
    public void A_scatterer_is_read_at_its_modes_probe_by_probe()
    {
        var machine = (IScatters)Build(Scatterer);
        var features = new ReservoirFeatures(machine, 1000, 3);
        features.Count.ShouldBe(2 + (2 * 2 * machine.Modes));
        features.Passes.ShouldBe(2);
        var batch = new Batch(2, 0, machine.Lanes) { Active = 2 };
        batch.Inputs[1] = 0.4;
        var values = new double[2 * features.Count];
        features.Read(batch, values);
        var incoming = new System.Numerics.Complex[machine.Modes * machine.Lanes];
        var (fields, outgoing) = (new System.Numerics.Complex[incoming.Length], new System.Numerics.Complex[incoming.Length]);
        incoming.AsSpan(machine.Readout.Outputs[1] * machine.Lanes, machine.Lanes).Fill(1);
        machine.Probe(incoming, fields, outgoing);
        const int Mode = 3;
        var at = features.Count + 2 + (2 * machine.Modes) + (2 * Mode);
        values[at].ShouldBe(fields[(Mode * machine.Lanes) + 1].Real, 1e-14);
        values[at + 1].ShouldBe(fields[(Mode * machine.Lanes) + 1].Imaginary, 1e-14);
    }

    [Fact]
    public void A_device_is_as_good_a_reservoir_as_its_model()
    {
        var device = ImperfectMachine.Of(Build(Scatterer), Build(Scatterer), new ImperfectionSettings { Parameters = new ParameterSettings { Spread = 0.5 } }, 1);
        device.Learning.Theta[0] += 1;
        var batch = new Batch(2, 0, device.Lanes) { Active = 1 };
        var twin = Build(Scatterer);
        twin.Learning.Theta[0] += 1;
        var (here, there) = (new ReservoirFeatures(device, 8, 1), new ReservoirFeatures(twin, 8, 1));
        var (a, b) = (new double[here.Count], new double[there.Count]);
        here.Read(batch, a);
        there.Read(batch, b);
        a.ShouldBe(b);
    }

    private static IEvolves Build(object settings) => MachineFactory.Build(settings, Precision.Double, 1);
}
