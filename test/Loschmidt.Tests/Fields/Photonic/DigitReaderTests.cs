using System.ComponentModel.DataAnnotations;
using Loschmidt.Fields.Photonic;
using Loschmidt.Machines;
using static Loschmidt.Tests.Fields.Photonic.PhotonicCases;

namespace Loschmidt.Tests.Fields.Photonic;

public class DigitReaderTests
{
    [Theory]
    [InlineData(4, 4123)]
    [InlineData(8, 5991)]
    [InlineData(16, 9727)]
    [InlineData(20, 11595)]
    public void It_has_the_published_numbers_of_parameters_and_modes(int masks, int parameters)
    {
        var network = Reader<float>(settings: Small with { Masks = masks });
        network.Parameters.Count.ShouldBe(parameters);
        network.Modes.ShouldBe(2830);
        (network.Features, network.Outputs, network.Targets).ShouldBe((784, 10, 0));
    }

    [Fact]
    public void Parameters_are_named_by_layer_and_mask()
    {
        var names = Reader<float>().Parameters.Tensors.Select(tensor => tensor.Name).ToArray();
        names[..4].ShouldBe(["conv1/phase", "conv2/phase", "conv3/phase", "dense1/v0/phase"]);
        names.ShouldContain("dense1/v3/phase");
        names.ShouldContain("dense1/mzi");
        names[^1].ShouldBe("dense2/u4/phase");
        Reader<float>().Parameters.NameOf(961 + 22).ShouldBe("conv2/phase[1,1]");
    }

    [Fact]
    public void Initial_phases_fill_their_interval_and_depend_on_the_seed_alone()
    {
        var (one, again, other) = (Reader<float>(seed: 1), Reader<double>(lanes: 16, seed: 1), Reader<float>(seed: 2));
        one.Learning.Theta.ToArray().ShouldBe(again.Learning.Theta.ToArray());
        one.Learning.Theta.ToArray().ShouldNotBe(other.Learning.Theta.ToArray());
        var phases = one.Learning.Theta[..961].ToArray();
        phases.Max().ShouldBeInRange(3.0, Math.PI);
        phases.Min().ShouldBeInRange(-Math.PI, -3.0);
        var mzi = one.Parameters.Tensors.Single(tensor => tensor.Name == "dense1/mzi");
        foreach (var phase in one.Learning.Theta.Slice(mzi.Offset, mzi.Count))
            phase.ShouldBeInRange(Math.PI - 0.5, Math.PI + 0.5);
    }

    [Fact]
    public void The_learning_strength_scales_theta_but_not_the_light()
    {
        var (weak, strong) = (Reader<double>(), Reader<double>(settings: Small with { LearningStrength = 4 }));
        var batch = Strokes(3, 3);
        weak.Prepare(batch);
        weak.Evolve();
        strong.Prepare(batch);
        strong.Evolve();
        strong.Learning.Theta[7].ShouldBe(weak.Learning.Theta[7] / 4, 1e-15);
        strong.Cost().ShouldBe(weak.Cost(), 1e-12);
        Distance(weak.State, strong.State).ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void A_pixel_becomes_a_real_field_where_the_image_lies_in_the_grid()
    {
        var network = Reader<double>(lanes: 2, settings: Small with { InputAmplitude = 2.5 });
        var batch = new Batch(784, 0, 4) { Active = 2 };
        batch.Inputs[(3 * 28 + 5) * 4 + 1] = 0.5;
        network.Prepare(batch);
        var x = network.State;
        x.Q[(4 * 31 + 6) * x.Lanes + 1].ShouldBe(Math.Sqrt(2) * 2.5 * 0.5, 1e-15);
        x.Q.ToArray().Count(q => q != 0).ShouldBe(1);
        x.P.ToArray().ShouldAllBe(p => p == 0);
    }

    [Fact]
    public void Cost_and_outputs_are_the_brightness_of_the_patches()
    {
        var network = Reader<double>(lanes: 3);
        var batch = Strokes(2, 3);
        network.Prepare(batch);
        network.Evolve();
        var outputs = new double[10 * 3];
        network.Read(outputs);
        var cost = 0.0;
        for (var lane = 0; lane < 2; lane++)
            for (var k = 0; k < 10; k++)
                cost += Math.Pow(outputs[k * 3 + lane] - (batch.Labels[lane] == k ? 1 : 0), 2);
        network.Cost().ShouldBe(cost, 1e-13);
        outputs[2].ShouldBe(0);
        outputs.Count(brightness => brightness > 0).ShouldBe(20);
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_their_annotations()
    {
        var bad = new PhotonicSettings { Masks = 0, Chi1 = -1 };
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(bad, new ValidationContext(bad), problems, true).ShouldBeFalse();
        problems.SelectMany(problem => problem.MemberNames).ShouldBe(["Masks", "Chi1"], ignoreOrder: true);
        Validator.TryValidateObject(Small, new ValidationContext(Small), null, true).ShouldBeTrue();
    }

    [Fact]
    public void What_does_not_fit_together_is_refused_with_the_reason()
    {
        static PhotonicNetworkBuilder Dark() => new(3, 3);
        Should.Throw<ArgumentException>(() => Reader<float>(settings: Small with { Offset = 5 }))
            .Message.ShouldContain("28 x 28");
        Should.Throw<ArgumentException>(() => Reader<float>().Prepare(new Batch(100, 0, 1)))
            .Message.ShouldContain("784 pixels");
        Should.Throw<ArgumentException>(() => Reader<float>(lanes: 2).Prepare(Strokes(3, 3)))
            .Message.ShouldContain("2 samples");
        Should.Throw<ArgumentOutOfRangeException>(() => Dark().Layer("a", layer => layer.KeepCentre(4, 3)));
        Should.Throw<ArgumentException>(() => Dark().Layer("a", layer => layer.Reshape(2, 4)));
        Should.Throw<ArgumentOutOfRangeException>(() => Dark().ReadOut(10, 1));
        Should.Throw<InvalidOperationException>(() => Dark().Build<float>(1, 0));
        Should.Throw<InvalidOperationException>(() => Reader<float>().Recall());
    }

    [Fact]
    public void Pictures_follow_the_light_through_the_layers_and_back()
    {
        var network = Reader<double>(lanes: 2);
        network.Fields.Select(field => field.Name).ShouldBe([
            "intensity", "conv1/chi2 ancillas", "conv2/chi2 ancillas", "conv3/chi2 ancillas", "dense1/mzi ancillas",
            "dense1/chi2 ancillas", "dense2/mzi ancillas",
            "conv1/phase", "conv2/phase", "conv3/phase", "dense1/mzi", "dense2/mzi",
        ]);
        var picture = new double[31 * 31];
        var lit = new List<int>();
        var steps = new List<int>();
        network.Watcher = step =>
        {
            steps.Add(step);
            network.CopyField(0, 1, picture);
            lit.Add(picture.Count(intensity => intensity > 0));
        };
        network.Prepare(Strokes(2, 2));
        network.Evolve();
        network.Reverse();
        network.Return();
        steps.ShouldBe([1, 2, 3, 4, 5, 1, 2, 3, 4, 5]);

        // Home again it is the image, dark beyond it up to rounding: the last grid is the whole frame.
        lit.ShouldBe([961, 441, 289, 81, 16, 81, 289, 441, 961, 961]);
        network.CopyField(7, 0, picture);
        picture.ShouldBe(network.Learning.Theta[..961].ToArray());
        network.CopyField(1, 0, picture);
        picture.Max().ShouldBeLessThan(1e-20, "the echo has emptied the ancillas");
    }
}
