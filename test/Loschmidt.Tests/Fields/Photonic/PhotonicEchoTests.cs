using Loschmidt.Fields.Photonic;
using Loschmidt.Gradients;
using Loschmidt.Learning;
using Loschmidt.Machines;
using static Loschmidt.Tests.Fields.Photonic.PhotonicCases;

namespace Loschmidt.Tests.Fields.Photonic;

public class PhotonicEchoTests
{
    [Theory]
    [InlineData(4, 1.0, 8)]
    [InlineData(20, 2.5, 8)]
    [InlineData(4, 1.0, 1)]
    [Trait("check", "4")]
    public void An_echo_without_a_nudge_returns_to_where_it_started(int masks, double amplitude, int substeps)
    {
        var settings = Small with { Masks = masks, InputAmplitude = amplitude, ConvSubsteps = substeps };
        var network = Reader<double>(settings: settings);
        var (light, π) = EchoError(network, () => { }, network.Return);
        light.ShouldBeLessThan(1e-12);
        π.ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void A_float_echo_returns_within_rounding()
    {
        var network = Reader<float>();
        var (light, π) = EchoError(network, () => { }, network.Return);
        light.ShouldBeLessThan(1e-5);

        // The brightest Fourier mode carries an intensity of about a hundred.
        π.ShouldBeLessThan(1e-4);
    }

    [Fact]
    [Trait("check", "4")]
    public void An_ancilla_emptied_before_the_echo_is_missed()
    {
        var network = Reader<double>();
        EchoError(network, () => Ancillas(network, 0).Clear(), network.Return).Light.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    [Trait("check", "4")]
    public void An_ancilla_that_was_not_conjugated_is_missed()
    {
        var network = Reader<double>();
        EchoError(network, () => Negate(Ancillas(network, 0)), network.Return).Light.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    [Trait("check", "4")]
    public void Modes_dropped_by_a_crop_are_missed_when_they_stay_behind()
    {
        var network = Reader<double>();
        void Forget() => network.State.Q[(441 * network.State.Lanes)..(961 * network.State.Lanes)].Clear();
        EchoError(network, Forget, network.Return).Light.ShouldBeGreaterThan(0.02);
    }

    [Fact]
    [Trait("check", "4")]
    public void Layers_traversed_in_the_order_of_the_forward_pass_do_not_lead_home()
    {
        var network = Reader<double>();
        var (light, _) = EchoError(network, () => { }, () =>
        {
            foreach (var element in network.Elements)
                element.Backward(network.State, []);
        });
        light.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    [Trait("check", "4")]
    public void A_crop_met_by_itself_instead_of_its_inverse_does_not_lead_home()
    {
        var network = Reader<double>();
        var (light, _) = EchoError(network, () => { }, () =>
        {
            foreach (var element in network.Elements.Reverse())
                element.Forward(network.State, []);
        });
        light.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    [Trait("check", "4")]
    public void Without_reversing_pi_the_back_action_does_not_cancel()
    {
        var network = Reader<double>();
        var (light, π) = EchoError(network, network.Learning.Reverse, network.Return);
        light.ShouldBeLessThan(1e-12);
        π.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    [Trait("check", "6")]
    public void A_two_sided_echo_agrees_with_differences_in_every_block()
    {
        var network = Reader<double>();
        var batch = Strokes(3, 3);
        var gradient = new double[network.Parameters.Count];
        new EchoEstimator(1e-5).Estimate(network, batch, gradient);
        var (error, size) = (0.0, 0.0);
        foreach (var tensor in network.Parameters.Tensors)
        {
            foreach (var index in new[] { tensor.Offset + tensor.Count / 3, tensor.Offset + tensor.Count / 2 })
            {
                var difference = FourthOrderDifference(network, batch, index, 1e-3);
                error += Math.Pow(gradient[index] - difference, 2);
                size += difference * difference;
            }
        }

        Math.Sqrt(error / size).ShouldBeLessThan(1e-7);

        // And in every parameter against the stored trajectory.
        var sweep = new double[gradient.Length];
        new ReverseSweepEstimator().Estimate(network, batch, sweep);
        Fidelity.Of(gradient, sweep).RelativeError.ShouldBeLessThan(1e-7);
    }

    [Fact]
    [Trait("check", "6")]
    public void An_ancilla_emptied_before_the_echo_leaves_another_gradient()
    {
        var network = Reader<double>();
        var batch = Strokes(3, 3);
        var sweep = new double[network.Parameters.Count];
        new ReverseSweepEstimator().Estimate(network, batch, sweep);
        var (plus, minus) = (Kick(1e-5), Kick(-1e-5));
        var gradient = plus.Zip(minus, (a, b) => (a - b) / 2e-5).ToArray();
        Fidelity.Of(gradient, sweep).RelativeError.ShouldBeGreaterThan(1e-3);

        double[] Kick(double ε)
        {
            network.Learning.Pi.Clear();
            network.Prepare(batch);
            network.Evolve();
            network.Reverse();
            Ancillas(network, 0).Clear();
            network.Nudge(ε);
            network.Return();
            network.Reverse();
            var π = network.Learning.Pi.ToArray();
            network.Learning.Pi.Clear();
            return π;
        }
    }

    [Fact]
    [Trait("check", "19")]
    public void Echoes_compose_like_flows()
    {
        Difference(emptied: false).ShouldBeLessThan(1e-12);

        // The mutation: an ancilla emptied between the two echoes.
        Difference(emptied: true).ShouldBeGreaterThan(1e-3);

        static double Difference(bool emptied)
        {
            var (twice, once) = (Reader<double>(), Reader<double>());
            twice.Prepare(Strokes(3, 3));
            once.Prepare(Strokes(3, 3));
            Echo(twice, 3e-3);
            Echo(twice, 7e-3, emptied);
            Echo(once, 1e-2);
            var kick = 0.0;
            for (var i = 0; i < twice.Learning.Count; i++)
                kick = Math.Max(kick, Math.Abs(twice.Learning.Pi[i] - once.Learning.Pi[i]));

            return Math.Max(kick, Distance(twice.State, once.State));
        }

        static void Echo(PhotonicNetwork<double> network, double ε, bool emptied = false)
        {
            network.Evolve();
            network.Reverse();
            if (emptied)
                Ancillas(network, 0).Clear();

            network.Nudge(ε);
            network.Return();
            network.Reverse();
        }
    }

    [Fact]
    [Trait("check", "7")]
    [Trait("check", "8")]
    public void The_one_sided_echo_converges_linearly_and_the_two_sided_quadratically()
    {
        var network = Reader<double>();
        var batch = Strokes(3, 3);
        var exact = new double[network.Parameters.Count];
        new TangentEstimator().Estimate(network, batch, exact);
        Slope(network, batch, exact, ε => new OneSidedEchoEstimator(ε)).ShouldBeInRange(0.9, 1.1);
        Slope(network, batch, exact, ε => new EchoEstimator(ε)).ShouldBeInRange(1.9, 2.1);
    }

    [Theory]
    [InlineData(4, 1, 3)]
    [InlineData(20, 1, 3)]
    [InlineData(4, 0, 0)]
    public void The_tangent_echo_equals_the_reverse_sweep(int masks, double chi1, double chi2)
    {
        var settings = Small with { Masks = masks, Chi1 = chi1, Chi2 = chi2, InputAmplitude = 2 };
        var network = Reader<double>(settings: settings);
        var (tangent, sweep) = (new double[network.Parameters.Count], new double[network.Parameters.Count]);
        var batch = Strokes(3, 3);
        var cost = new TangentEstimator().Estimate(network, batch, tangent);
        new ReverseSweepEstimator().Estimate(network, batch, sweep).ShouldBe(cost, 1e-12);
        Fidelity.Of(tangent, sweep).RelativeError.ShouldBeLessThan(1e-10);
        Largest(sweep).ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public void In_single_precision_the_tangent_keeps_four_digits_and_the_literal_echo_its_direction()
    {
        var settings = Small with { InputAmplitude = 2.5 };
        var (single, exact) = (Reader<float>(16, settings: settings), Reader<double>(16, settings: settings));
        var (gradient, reference) = (new double[single.Parameters.Count], new double[single.Parameters.Count]);
        var batch = Strokes(16, 16);
        new ReverseSweepEstimator().Estimate(exact, batch, reference);
        new TangentEstimator().Estimate(single, batch, gradient);
        Fidelity.Of(gradient, reference).RelativeError.ShouldBeLessThan(3e-5);
        new ReverseSweepEstimator().Estimate(single, batch, gradient);
        Fidelity.Of(gradient, reference).RelativeError.ShouldBeLessThan(3e-5);
        new EchoEstimator(1e-2).Estimate(single, batch, gradient);
        Fidelity.Of(gradient, reference).Cosine.ShouldBeGreaterThan(0.999);
    }

    [Fact]
    public void The_tangent_brings_the_light_home_like_the_echo_and_leaves_theta_and_pi_alone()
    {
        var network = Reader<double>();
        network.Prepare(Strokes(3, 3));
        network.Evolve();
        network.Reverse();
        network.Keep();
        network.Return();
        var home = Copy(network.State);
        network.Recall();
        var π = network.Learning.Pi.ToArray();
        network.TangentEcho(new double[network.Parameters.Count]);
        Distance(network.State, home.View).ShouldBeLessThan(1e-13);
        network.Learning.Pi.ToArray().ShouldBe(π);
    }

    [Fact]
    public void A_reverse_sweep_does_not_kick_the_learning_field()
    {
        var network = Reader<double>();
        network.Learning.Pi.Fill(0.25);
        network.PullBack(Strokes(3, 3), new double[network.Parameters.Count], []);
        network.Learning.Pi.ToArray().ShouldAllBe(π => π == 0.25);
    }

    [Fact]
    [Trait("check", "20")]
    public void One_small_step_down_the_echo_gradient_lowers_the_cost()
    {
        var network = Reader<double>();
        var gradient = new double[network.Parameters.Count];
        var batch = Strokes(1, 1);
        var before = new EchoEstimator(1e-3).Estimate(network, batch, gradient);
        for (var i = 0; i < gradient.Length; i++)
            network.Learning.Theta[i] -= 0.01 * gradient[i];
        CostOf(network, batch).ShouldBeLessThan(before);
    }

    [Fact]
    [Trait("check", "20")]
    public void One_small_step_of_the_whole_cycle_lowers_the_cost_of_its_sample_and_the_opposite_nudge_raises_it()
    {
        for (var sample = 0u; sample < 4; sample++)
        {
            var network = Reader<double>(lanes: 1, seed: 5 + sample);
            var batch = Strokes(1, 1, sample);
            var before = CostOf(network, batch);
            After(network, batch, +1e-3).ShouldBeLessThan(before);
            After(network, batch, -1e-3).ShouldBeGreaterThan(before);
        }

        static double After(PhotonicNetwork<double> network, Batch batch, double ε)
        {
            var start = network.Learning.Theta.ToArray();
            network.Learning.Pi.Clear();
            new SelfLearningCycle { Epsilon = ε, DecayRate = 0.1 }.Step(network, batch);
            var cost = CostOf(network, batch);
            start.CopyTo(network.Learning.Theta);
            return cost;
        }
    }

    [Fact]
    public void Too_few_substeps_overflow_and_the_fault_names_the_layer_and_the_cure()
    {
        var network = Reader<float>(settings: Small with { ConvSubsteps = 1, Chi1 = 40, InputAmplitude = 10 });
        network.Prepare(Strokes(1, 1));
        network.DescribeFault().ShouldBeNull();
        network.Evolve();
        network.DescribeFault().ShouldNotBeNull().ShouldContain("conv1/chi2");
        network.DescribeFault().ShouldNotBeNull().ShouldContain("K = 1 substeps");
        network.Learning.Theta[3] = double.NaN;
        network.DescribeFault().ShouldNotBeNull().ShouldContain("conv1/phase[0,3]");
    }

    private static (double Light, double Momentum) EchoError(
        PhotonicNetwork<double> network, Action atTheTurningPoint, Action wayHome) =>
        EchoError<double>(network, atTheTurningPoint, wayHome);

    private static (double Light, double Momentum) EchoError<T>(
        PhotonicNetwork<T> network, Action atTheTurningPoint, Action wayHome)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        network.Prepare(Strokes(3, 3));
        var start = Copy(network.State);
        network.Evolve();
        Distance(network.State, start.View).ShouldBeGreaterThan(0.3);
        network.Reverse();
        atTheTurningPoint();
        wayHome();
        network.Reverse();
        return (Distance(network.State, start.View), Largest(network.Learning.Pi));
    }

    private static Span<double> Ancillas(PhotonicNetwork<double> network, int which)
    {
        var element = network.Elements.Where(one => one.Ancillas > 0).ElementAt(which);
        var x = network.State;
        return x.P.Slice(element.FirstAncilla * x.Lanes, element.Ancillas * x.Lanes);
    }

    private static void Negate(Span<double> values)
    {
        foreach (ref var value in values)
            value = -value;
    }

    private static double CostOf(PhotonicNetwork<double> network, Batch batch)
    {
        network.Prepare(batch);
        network.Evolve();
        return network.Cost();
    }

    private static double FourthOrderDifference(PhotonicNetwork<double> network, Batch batch, int index, double h)
    {
        var θ = network.Learning.Theta[index];
        double At(double shift)
        {
            network.Learning.Theta[index] = θ + shift;
            var cost = CostOf(network, batch);
            network.Learning.Theta[index] = θ;
            return cost;
        }

        return (8 * (At(h) - At(-h)) - (At(2 * h) - At(-2 * h))) / (12 * h);
    }

    private static double Slope(
        PhotonicNetwork<double> network, Batch batch, double[] exact, Func<double, IGradientEstimator> estimator)
    {
        double ErrorAt(double ε)
        {
            var gradient = new double[exact.Length];
            estimator(ε).Estimate(network, batch, gradient);
            return Fidelity.Of(gradient, exact).RelativeError;
        }

        return Math.Log10(ErrorAt(1e-2) / ErrorAt(1e-4)) / 2;
    }
}
