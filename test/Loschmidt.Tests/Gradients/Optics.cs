using Loschmidt.Fields;
using Loschmidt.Fields.Photonic;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Tests.Fields.Waves;

namespace Loschmidt.Tests.Gradients;

/// <summary>Small optical machines and inputs that the tests of laboratory estimators share.</summary>
internal static class Optics
{
    public static (IInterferes Machine, Batch Batch) Linear(string name) => name switch
    {
        "photonic" => (Network(0).Build<double>(3, 7), Images()),
        "wave" => (Wave(0), WaveCases.Pattern(1)),
        _ => (Wave(0, WaveCostKind.Intensity), WaveCases.Pattern(1)),
    };

    public static WaveMachine<double> Wave(double g, WaveCostKind kind = WaveCostKind.Field) => new(
        WaveCases.Small with
        {
            Nonlinearity = g, Frozen = true, Steps = 8, Coupling = 60, Target = new WaveTarget { Width = 0.2, Kind = kind },
        },
        1);

    /// <summary>A phase mask, dropped modes, an activation, interferometers with dark ports.</summary>
    public static PhotonicNetworkBuilder Network(double chi) =>
        new PhotonicNetworkBuilder(5, 5) { LearningStrength = 0.7 }
            .Image(5, 5, 0, 1)
            .Convolution("conv", 3, 3, chi, 16)
            .Layer("dense", layer => layer.Unitary("v", 2).SingularValues("mzi", 0.8).Unitary("u", 1))
            .ReadOut(2, 1);

    public static Batch Images()
    {
        var stream = new RandomStream(3, "images");
        var batch = new Batch(25, 0, 3) { Active = 2 };
        for (var pixel = 0; pixel < 25; pixel++)
        {
            for (var lane = 0; lane < batch.Active; lane++)
            {
                batch.Inputs[pixel * 3 + lane] = stream.Uniform((uint)lane, (uint)pixel);
            }
        }

        batch.Labels[1] = 1;
        return batch;
    }

    public static (double[] Gradient, double Cost) Estimate(IGradientEstimator estimator, IMachine machine, Batch batch)
    {
        estimator.Supports(machine, out var reason).ShouldBeTrue(reason);
        var gradient = new double[machine.Parameters.Count];
        var cost = estimator.Estimate(machine, batch, gradient);
        return (gradient, cost);
    }
}
