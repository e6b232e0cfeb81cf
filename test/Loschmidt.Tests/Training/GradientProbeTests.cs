using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;

namespace Loschmidt.Tests.Training;

/// <summary>What a gradient on an imperfect device is held against: the gradient of that device's own cost.</summary>
public sealed class GradientProbeTests
{
    /// <summary>The mutation: the ideal machine at the programmed θ as the reference, by which the model would be right and the device wrong.</summary>
    [Fact]
    public void Errors_of_parameters_leave_the_devices_own_gradient_right_and_spoil_that_of_the_model()
    {
        Cosine("training.estimator=echo", "imperfections.parameters.spread=0.03").ShouldBeGreaterThan(0.999999);
        Cosine("training.estimator=in-silico", "imperfections.parameters.spread=0.03").ShouldBeLessThan(0.999);
    }

    /// <summary>With the loss made up for on the way home the echo is the lossy machine's gradient, which differences of that machine confirm.</summary>
    [Fact]
    public void A_loss_that_is_made_up_for_gives_the_gradient_of_the_lossy_device()
    {
        Cosine("training.estimator=echo", "imperfections.map.loss=0.3", "imperfections.compensation.loss=0.3").ShouldBeGreaterThan(0.9999);
        Cosine("training.estimator=echo", "imperfections.map.loss=0.3").ShouldBeLessThan(0.9);
    }

    /// <summary>Noise that is fresh at every pass is no part of what is right: it is what the estimate is judged for.</summary>
    [Fact]
    public void Noise_is_not_in_the_reference()
    {
        var noisy = Cosine("training.estimator=echo", "imperfections.map.dephasing=0.001", "imperfections.map.loss=0.01", "imperfections.compensation.loss=0.01");
        noisy.ShouldBeInRange(-0.9, 0.999);
    }

    private static double Cosine(params string[] settings)
    {
        string[] small =
        [
            "machine.lattice.columns=12", "machine.lattice.rows=30", "machine.lattice.length=1.5", "machine.packet.carrier=20", "machine.steps=20",
            "training.protocol=", "training.epsilon=1e-4", "training.optimiser.kind=sgd", "training.optimiser.rate=0.1",
        ];
        return GradientProbe.Measure(RequestedExperiment.Load("xor-frozen", quick: false, [.. small, .. settings]), null)["cosine"];
    }
}
