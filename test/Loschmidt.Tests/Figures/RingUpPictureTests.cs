using Loschmidt.Experiments.Execution;
using Loschmidt.Scattering;
using Loschmidt.Tests.Scattering;

namespace Loschmidt.Tests.Figures;

public sealed class RingUpPictureTests
{
    /// <summary>Without a bound on the steps detunings of ten million κ would be followed for hours: the test would not end.</summary>
    [Fact]
    public void Modes_that_turn_very_fast_are_followed_for_a_shorter_time()
    {
        var network = Networks.Of("none");
        var θ = Networks.Theta(network);
        θ[0] = 1e7;
        var machine = new ScatteringMachine<double>(network, θ);
        var batch = Networks.Samples(machine, 2, machine.Lanes);
        machine.Prepare(batch);

        var picture = RingUpPicture.Of(machine, batch, "fast");

        picture.Series[0].X[^1].ShouldBeLessThan(0.1);
        picture.Series.ShouldAllBe(one => one.Y.All(double.IsFinite));
    }

    [Fact]
    public void Usual_machines_are_followed_until_they_are_at_rest()
    {
        var network = Networks.Of("layered");
        var machine = new ScatteringMachine<double>(network, Networks.Theta(network));
        var batch = Networks.Samples(machine, 2, machine.Lanes);
        machine.Prepare(batch);

        RingUpPicture.Of(machine, batch, "usual").Series[0].X[^1].ShouldBe(40, 1e-9);
        RingUpPicture.Settling(machine, batch).Unsettled.ShouldBeLessThan(RingUpPicture.Settled);
    }
}
