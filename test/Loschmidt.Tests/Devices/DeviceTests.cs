using Loschmidt.Devices;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Scattering;
using Loschmidt.Testing;
using Loschmidt.Tests.Scattering;

namespace Loschmidt.Tests.Devices;

/// <summary>A machine behind a laboratory's verbs gives what it gives without them, and no more.</summary>
public sealed class DeviceTests
{
    /// <summary>Mutation: a reading in reflection counted as one experiment, although it asks every output.</summary>
    [Theory]
    [InlineData(CouplingForm.Real, true)]
    [InlineData(CouplingForm.Real, false)]
    [InlineData(CouplingForm.Complex, true)]
    public void Experiments_on_a_device_give_the_gradient_of_the_machine_inside(CouplingForm form, bool reflection)
    {
        var (inner, batch) = Problem(form, reflection);
        var device = new SimulatedDevice(new DenseScatteringMachine(inner.Network, 3));
        var machine = Face(device, inner);
        var (exact, measured) = (Estimate(new AdjointEstimator(), inner, batch), Estimate(new ReciprocityEstimator(), machine, batch));
        Fidelity.Of(measured.Gradient, exact.Gradient).RelativeError.ShouldBeLessThan(1e-10);
        measured.Cost.ShouldBe(exact.Cost, 1e-12);
        device.Experiments.ShouldBe((long)new ReciprocityEstimator().Passes(machine));
        Fidelity.Of(Estimate(new MoebiusEstimator(0.7), machine, batch).Gradient, exact.Gradient).RelativeError.ShouldBeLessThan(1e-10);
        var before = device.Experiments;
        Fidelity.Of(Estimate(new CentralDifferencesEstimator(1e-3), machine, batch).Gradient, exact.Gradient)
            .RelativeError.ShouldBeLessThan(1e-7);
        (device.Experiments - before).ShouldBe((long)new CentralDifferencesEstimator(1e-3).Passes(machine));
        var one = CentralDifferencesEstimator.PassesAlong(machine, 1);
        new CentralDifferencesEstimator(1e-3).Passes(machine).ShouldBe(one * (machine.Parameters.Count + 0.25));
    }

    /// <summary>The mutation: the passes of the whole gradient for a share of it.</summary>
    [Theory]
    [InlineData(CouplingForm.Real, true)]
    [InlineData(CouplingForm.Real, false)]
    [InlineData(CouplingForm.Complex, true)]
    public void A_share_of_the_shifted_gradient_takes_the_experiments_it_says(CouplingForm form, bool reflection)
    {
        var (inner, batch) = Problem(form, reflection);
        var device = new SimulatedDevice(new DenseScatteringMachine(inner.Network, 3));
        var machine = Face(device, inner);
        var shift = new MoebiusEstimator(0.7);
        foreach (int[] chosen in new[] { [0], [.. Enumerable.Range(0, machine.Parameters.Count / 2)], Enumerable.Range(0, machine.Parameters.Count).ToArray() })
        {
            var before = device.Experiments;
            shift.Estimate(machine, batch, chosen, new double[machine.Parameters.Count]);
            shift.Passes(machine, chosen).ShouldBe(device.Experiments - before);
        }

        shift.Passes(machine, [.. Enumerable.Range(0, machine.Parameters.Count)]).ShouldBe(shift.Passes(machine));
    }

    /// <summary>Every machine that comes home, among them one whose parameters recoil and one with a complex target.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_echo_on_a_device_is_the_echo_of_the_machine_inside(int problem)
    {
        var (_, inner, all) = ReferenceProblems.All(3)[problem];
        var (_, twin, _) = ReferenceProblems.All(3)[problem];
        var batch = One(all);
        var device = new SimulatedDevice(inner);
        var machine = DeviceMachine.Of(device, null);
        twin.Learning.Theta.CopyTo(machine.Learning.Theta);
        var wide = new Batch(twin.Features, twin.Targets, twin.Lanes) { Active = 1 };
        Spread(batch, wide);
        foreach (var estimator in new IGradientEstimator[] { new EchoEstimator(1e-3), new OneSidedEchoEstimator(1e-3) })
        {
            var (here, there) = (Estimate(estimator, machine, batch), Estimate(estimator, twin, wide));
            there.Gradient.ShouldContain(slope => Math.Abs(slope) > 1e-6);
            here.Gradient.ShouldBe(there.Gradient);
            here.Cost.ShouldBe(there.Cost);
        }

        // The second way home begins with the way out again: a laboratory cannot keep a field. 2 × (out, home), then 1 × (out, home).
        device.Experiments.ShouldBe(6);
    }

    [Fact]
    public void A_verb_that_the_machine_lacks_is_refused_with_the_reason()
    {
        var wave = new SimulatedDevice(ReferenceProblems.KerrModes(1).Machine);
        wave.Description.Verbs.ShouldBe(DeviceVerbs.Echo);
        Should.Throw<NotSupportedException>(() => wave.Probe([], [], [])).Message.ShouldContain("has no ports");
        var scatterer = new SimulatedDevice(Problem(CouplingForm.Real, true).Machine);
        scatterer.Description.Verbs.ShouldBe(DeviceVerbs.Probe);
        Should.Throw<NotSupportedException>(scatterer.Reverse).Message.ShouldContain("has no echo");
        Should.Throw<NotSupportedException>(() => scatterer.Aim([], 0)).Message.ShouldContain("has no echo");
        Should.Throw<ArgumentException>(() => scatterer.Prepare([1, 2])).Message.ShouldContain("takes 3 numbers");
        Should.Throw<NotSupportedException>(() => DeviceMachine.Of(scatterer, null)).Message.ShouldContain("nothing can be learned");
    }

    [Fact]
    public void What_a_simulator_could_know_is_not_to_be_had_from_a_device()
    {
        var (inner, _) = Problem(CouplingForm.Real, true);
        var machine = Face(new SimulatedDevice(inner), inner);
        new AdjointEstimator().Supports(machine, out var reason).ShouldBeFalse();
        reason.ShouldContain("shows nothing of its inside");
        new EchoEstimator(1e-3).Supports(machine, out reason).ShouldBeFalse();
        reason.ShouldContain("cannot be reversed");
        new ReciprocityEstimator().Supports(DeviceMachine.Of(new SimulatedDevice(ReferenceProblems.KerrModes(1).Machine), null), out reason).ShouldBeFalse();
        reason.ShouldContain("no ports");
    }

    /// <summary>The outputs are read as often as they are asked for, not as often as they are looked at.</summary>
    [Fact]
    public void Cost_and_outputs_are_of_one_reading()
    {
        var (inner, batch) = Problem(CouplingForm.Real, true);
        var machine = Face(new SimulatedDevice(inner, new DeviceNoise { Read = 0.1 }), inner);
        machine.Name(3, 1);
        var first = Outputs(machine, batch);
        var slope = new double[first.Length];
        machine.Cost().ShouldBe(((IJudges)machine).Judge(first, batch, slope));
        Outputs(machine, batch).ShouldNotBe(first, "another reading has another noise");
        machine.Name(3, 1);
        Outputs(machine, batch).ShouldBe(first, "the numbers are named by step, block and sample alone");
        machine.Name(4, 1);
        Outputs(machine, batch).ShouldNotBe(first);
    }

    private static double[] Outputs(DeviceMachine machine, Batch batch)
    {
        machine.Prepare(batch);
        machine.Evolve();
        var outputs = new double[machine.Outputs];
        machine.Read(outputs);
        return outputs;
    }

    private static (DenseScatteringMachine Machine, Batch Batch) Problem(CouplingForm form, bool reflection) =>
        GraphNetworks.Problem(GraphNetworks.Graph(form, 0.2, reflection, learnAll: true), lanes: 1);

    private static DeviceMachine Face(IDevice device, DenseScatteringMachine twin)
    {
        var machine = DeviceMachine.Of(device, twin.Judge);
        twin.Learning.Theta.CopyTo(machine.Learning.Theta);
        return machine;
    }

    private static Batch One(Batch all)
    {
        var one = new Batch(all.Features, all.TargetCount, 1) { Active = 1 };
        Spread(all, one);
        return one;
    }

    private static void Spread(Batch from, Batch to)
    {
        for (var k = 0; k < from.Features; k++)
        {
            to.Inputs[k * to.Lanes] = from.Inputs[k * from.Lanes];
        }

        for (var k = 0; k < from.TargetCount; k++)
        {
            to.Targets[k * to.Lanes] = from.Targets[k * from.Lanes];
        }

        to.Labels[0] = from.Labels[0];
    }

    private static (double Cost, double[] Gradient) Estimate(IGradientEstimator estimator, IMachine machine, Batch batch)
    {
        var gradient = new double[machine.Parameters.Count];
        return (estimator.Estimate(machine, batch, gradient), gradient);
    }
}
