using Loschmidt.Baselines;
using Loschmidt.Devices;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Fields;
using Loschmidt.Fields.Photonic;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Scattering;

namespace Loschmidt.Tests.Gradients;

/// <summary>Forward on a device, backward through its model.</summary>
public sealed class PhysicsAwareTests
{
    private static readonly Dictionary<string, object> Settings = new(StringComparer.Ordinal)
    {
        ["reflection"] = new ScatteringSettings { Inputs = 3, Hidden = [4], Outputs = 3 },
        ["transmission"] = new ScatteringSettings { Inputs = 3, Hidden = [4], Outputs = 3, Reading = ScatteringReading.Transmission },
        ["fluxes"] = new ScatteringSettings { Inputs = 3, Hidden = [4], Outputs = 3, Complex = true, LearnPhases = true },
        ["photonic"] = new PhotonicSettings { Masks = 1, ImageSize = 2, ConvSubsteps = 2, DenseSubsteps = 2, InputAmplitude = 1 },
        ["perceptron"] = new PerceptronSettings { Inputs = 3, Hidden = [4], Outputs = 3 },
        ["ring"] = new RingSettings { Sites = 8, Duration = 2, Steps = 20, InputSites = [0, 3], OutputSites = [2, 5] },
    };

    public static TheoryData<string> Kinds => [.. Settings.Keys];

    /// <summary>Mutations: outputs laid out in the wrong lanes, the error injected with half its strength, fields conjugated on the way back.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void On_a_perfect_device_it_is_the_gradient_of_its_equations(string kind)
    {
        var (device, batch) = Device(kind, 0);
        var exact = Gradient(Exact(Ideal(kind)), Ideal(kind), batch);
        var aware = Gradient(new PhysicsAwareEstimator(), device, batch);
        Fidelity.Of(aware.Values, exact.Values).RelativeError.ShouldBeLessThan(1e-12);
        aware.Cost.ShouldBe(exact.Cost, 1e-12 * Math.Abs(exact.Cost));
        Fidelity.Of(Gradient(new InSilicoEstimator(), device, batch).Values, exact.Values).RelativeError.ShouldBeLessThan(1e-12);
    }

    /// <summary>
    /// By definition J(θ)ᵀ s with s where the device is, checked by differences of s·y of the model. Mutations: the slope taken at the model's outputs;
    /// the Jacobian at the device's true parameters.
    /// </summary>
    [Theory, MemberData(nameof(Kinds))]
    public void With_a_wrong_model_the_error_is_the_device_s_and_the_jacobian_the_model_s(string kind)
    {
        var (device, batch) = Device(kind, 0.2);
        var aware = Gradient(new PhysicsAwareEstimator(), device, batch);
        device.Prepare(batch);
        device.Evolve();
        aware.Cost.ShouldBe(device.Cost(), 1e-12 * Math.Abs(aware.Cost));

        var judge = (IJudges)device.Model;
        var (measured, slope) = (new double[device.Outputs * device.Lanes], new double[device.Outputs * device.Lanes]);
        device.Read(measured);
        judge.Judge(measured, batch, slope);
        var ideal = Ideal(kind);
        var stream = new RandomStream(3, "direction");
        double[] direction = [.. Enumerable.Range(0, aware.Values.Length).Select(i => stream.Normal(0, (uint)i))];
        const double Step = 1e-4;
        var along = ((8 * (At(1) - At(-1))) - (At(2) - At(-2))) / (12 * Step);
        var projected = aware.Values.Zip(direction, (g, d) => g * d).Sum();
        projected.ShouldBe(along, 1e-8 * Math.Abs(along));

        // And it matters: the model's own gradient points elsewhere.
        Fidelity.Of(Gradient(new InSilicoEstimator(), device, batch).Values, aware.Values).RelativeError.ShouldBeGreaterThan(1e-3);

        double At(int steps)
        {
            for (var i = 0; i < direction.Length; i++)
            {
                ideal.Learning.Theta[i] = device.Learning.Theta[i] + (steps * Step * direction[i]);
            }

            ideal.Prepare(batch);
            ideal.Evolve();
            var outputs = new double[measured.Length];
            ideal.Read(outputs);
            return outputs.Zip(slope, (y, s) => y * s).Sum();
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void An_estimate_leaves_the_device_s_learning_field_as_it_was(string kind)
    {
        var (device, batch) = Device(kind, 0.2);
        device.Learning.Pi.Fill(0.25);
        var before = device.Learning.Theta.ToArray();
        Gradient(new PhysicsAwareEstimator(), device, batch);
        Gradient(new InSilicoEstimator(), device, batch);
        device.Learning.Theta.ToArray().ShouldBe(before);
        device.Learning.Pi.ToArray().ShouldAllBe(π => π == 0.25);
    }

    /// <summary>Mutation: the disorder of the device put into its model, too.</summary>
    [Fact]
    public void A_disordered_device_has_its_ideal_machine_as_model()
    {
        var experiment = new Experiment
        {
            Name = "table", Machine = Settings["reflection"], Data = new DataSettings { Set = DataSetKind.Xor }, Seed = 2, Device = new DeviceSettings { Disorder = 0.2 },
        };
        var device = (DeviceMachine)MachineFactory.Build(experiment);
        var batch = Samples(device, 1);
        var ideal = Ideal("reflection");
        ideal.Learning.Theta.ToArray().ShouldBe(device.Learning.Theta.ToArray());
        var wide = Samples(ideal, 1);
        Gradient(new InSilicoEstimator(), device, batch).Values.ShouldBe(Gradient(new AdjointEstimator(), ideal, wide).Values);
        var aware = Gradient(new PhysicsAwareEstimator(), device, batch);
        device.Prepare(batch);
        device.Evolve();
        aware.Cost.ShouldBe(device.Cost());
        aware.Cost.ShouldNotBe(Gradient(new AdjointEstimator(), ideal, wide).Cost);
    }

    [Fact]
    public void A_device_that_came_without_a_model_says_so()
    {
        var machine = (ScatteringMachine<double>)Ideal("reflection");
        var device = DeviceMachine.Of(new SimulatedDevice(machine), machine.Judge);
        new PhysicsAwareEstimator().Supports(device, out var reason).ShouldBeFalse();
        reason.ShouldContain("no computer model was given");
        Should.Throw<NotSupportedException>(() => device.Model).Message.ShouldBe(reason);
    }

    [Fact]
    public void What_is_no_device_or_is_judged_by_its_field_is_refused_with_the_reason()
    {
        new PhysicsAwareEstimator().Supports(Ideal("reflection"), out var reason).ShouldBeFalse();
        reason.ShouldContain("is its own model");
        new InSilicoEstimator().Supports(Ideal("photonic"), out reason).ShouldBeFalse();
        reason.ShouldContain("is its own model");

        var settings = new WaveSettings { Lattice = new Lattice { Columns = 4, Rows = 12 }, Steps = 4 };
        var wave = ImperfectMachine.Of(
            MachineFactory.Build(settings, Precision.Double, 1), MachineFactory.Build(settings, Precision.Double, 1), new ImperfectionSettings(), 1);
        new PhysicsAwareEstimator().Supports(wave, out reason).ShouldBeFalse();
        reason.ShouldContain("judged by what its outputs do not tell");
        new InSilicoEstimator().Supports(wave, out reason).ShouldBeTrue(reason);
    }

    private static IEvolves Ideal(string kind) => MachineFactory.Build(Settings[kind], Precision.Double, 2);

    private static (ImperfectMachine Device, Batch Batch) Device(string kind, double spread)
    {
        var settings = new ImperfectionSettings { Parameters = new ParameterSettings { Spread = spread } };
        var device = ImperfectMachine.Of(Ideal(kind), Ideal(kind), settings, 7);
        return (device, Samples(device, Math.Min(3, device.Lanes)));
    }

    private static Batch Samples(IEvolves machine, int count)
    {
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = count };
        var stream = new RandomStream(11, "samples");
        for (var lane = 0; lane < count; lane++)
        {
            batch.Labels[lane] = lane % machine.Outputs;
            for (var i = 0; i < machine.Features; i++)
            {
                batch.Inputs[(i * batch.Lanes) + lane] = stream.Uniform((uint)lane, (uint)i);
            }

            for (var i = 0; i < machine.Targets; i++)
            {
                batch.Targets[(i * batch.Lanes) + lane] = stream.Normal((uint)lane, (uint)i, 1);
            }
        }

        return batch;
    }

    private static IGradientEstimator Exact(IEvolves machine) =>
        machine is ISolvesAdjoint ? new AdjointEstimator() : new ReverseSweepEstimator();

    private static (double Cost, double[] Values) Gradient(IGradientEstimator estimator, IEvolves machine, Batch batch)
    {
        estimator.Supports(machine, out var reason).ShouldBeTrue(reason);
        var gradient = new double[machine.Parameters.Count];
        gradient.AsSpan().Fill(double.NaN);
        return (estimator.Estimate(machine, batch, gradient), gradient);
    }
}
