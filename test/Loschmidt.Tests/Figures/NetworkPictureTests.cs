using Loschmidt.Experiments.Execution;
using Loschmidt.Scattering;
using Loschmidt.Tests.Scattering;

namespace Loschmidt.Tests.Figures;

public sealed class NetworkPictureTests
{
    /// <summary>Mutations: rings left out, so that there is not one line; their shift left in the detunings, −14 of every
    /// hidden mode; J = +g²/Δ.</summary>
    [Fact]
    public void A_ring_between_two_modes_is_drawn_as_the_coupling_that_it_makes_and_its_shift_is_taken_back()
    {
        var settings = new ScatteringSettings
        {
            Structure = ScatteringStructure.Racetrack, Inputs = 3, Replication = 2, Hidden = [5], Outputs = 2,
            DetuningSpread = 0,
        };
        var network = ScatteringNetworks.Build(settings, 1);
        var machine = new ScatteringMachine<double>(network, ScatteringNetworks.Initial(network, settings, 1));

        var picture = NetworkPicture.Of(machine, "rings");

        picture.Layers.Select(layer => (layer.Name, layer.Values.Length)).ShouldBe(
            [("input", 6), ("hidden", 5), ("output", 2)]);
        picture.Layers[0].Values.Select(value => Math.Round(value, 9)).ShouldBe([8, -8, 8, -8, 8, -8]);
        picture.Layers[1].Values.ShouldAllBe(value => Math.Abs(value) < 1e-9);
        picture.Quantity.ShouldContain("couplers included");

        // They begin at 2 and a random share of 0.2; drawn against the mean of their block.
        picture.Links.Count.ShouldBe(6 * 5 + 5 * 2);
        var coupler = network.Parameters.Tensors.Single(tensor => tensor.Name == "coupler/input-hidden");
        var strengths = Array.ConvertAll(
            machine.Learning.Theta.Slice(coupler.Offset, coupler.Count).ToArray(), detuning => -16 / detuning);
        strengths.ShouldAllBe(strength => strength >= 2 && strength <= 2.2);
        for (var i = 0; i < strengths.Length; i++)
        {
            picture.Links[i].Strength.ShouldBe(strengths[i] - strengths.Average(), 1e-5); // the loss of the rings, 0.01
        }
    }

    [Fact]
    public void Detunings_and_couplings_without_rings_are_the_parameters_themselves()
    {
        var network = Networks.Of("layered");
        var θ = Networks.Theta(network);

        var picture = NetworkPicture.Of(new ScatteringMachine<float>(network, θ), "plain");

        picture.Layers.SelectMany(layer => layer.Values).ShouldBe(θ[..network.Modes]);
        picture.Links.Count.ShouldBe(12 * 7 + 7 * 3);
        picture.Quantity.ShouldBe("detuning Δ/κ");
    }
}
