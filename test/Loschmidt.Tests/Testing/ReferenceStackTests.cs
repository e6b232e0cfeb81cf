using Loschmidt.Machines;
using Loschmidt.Numerics.Reals;
using Loschmidt.Sequences;
using Loschmidt.Sequences.Units;
using Loschmidt.Testing.Stacks;

namespace Loschmidt.Tests.Testing;

/// <summary>The oracle of deep stacks held against hand calculation, other forms and another differentiation.</summary>
public sealed class ReferenceStackTests
{
    public static TheoryData<string> Networks => [.. Cases.Keys];

    private static readonly Dictionary<string, HssmSettings> Cases = new(StringComparer.Ordinal)
    {
        ["linear, layer norm"] = Small(new() { Oscillators = 3, TrainInitialState = true }, NormKind.Layer),
        ["linear complex, batch norm, last step"] = Small(
            new()
            {
                Oscillators = 2, Complex = true, TrainInitialState = true, StepMap = StepMap.Exponential, Step = 0.4,
            },
            NormKind.Batch) with { Head = new() { Outputs = 3, Pool = Pooling.Last } },
        ["linear, shared step, regression of every 3rd step"] = Small(
            new() { Oscillators = 3, StepMap = StepMap.Shared, Step = 0.5 }, NormKind.BatchEma) with
        {
            Head = new() { Kind = HeadKind.Regression, Outputs = 2, Pool = Pooling.Every, Every = 3, Tanh = true },
        },
        ["nonlinear, clocks, forecast"] = Small(
            new() { Kind = UnitKind.Nonlinear, Oscillators = 3, Step = 0.6 }, NormKind.BatchEma) with
        {
            Head = new() { Kind = HeadKind.Forecast, Horizon = 2 },
        },
        ["nonlinear, softplus, fixed step, regression of the mean"] = Small(
            new()
            {
                Kind = UnitKind.Nonlinear, Oscillators = 2, StepMap = StepMap.Fixed, Step = 0.3,
                StrengthMap = StrengthMap.Logistic, SpringMap = SpringMap.Softplus,
            },
            NormKind.None) with { Head = new() { Kind = HeadKind.Regression, Outputs = 2 } },
    };

    /// <summary>Two differentiations of the same formulas: a wrong number type would show here.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void Duals_and_the_complex_step_give_the_same_gradient(string network)
    {
        var (settings, layout, θ, series, labels) = Problem(network);
        var expected = ReferenceStack.ComplexStepGradient(settings, layout, θ, series, labels, dropout: Mask);
        var stack = new ReferenceStack<Dual<RealNumber>>(settings, layout, x => x.Value.Value) { Dropout = Mask };
        var numbers = Array.ConvertAll(θ, Dual<RealNumber>.FromDouble);
        var size = expected.Max(Math.Abs);
        for (var i = 0; i < θ.Length; i++)
        {
            numbers[i] = new(new(θ[i]), new(1));
            var slope = stack.Cost(numbers, series, labels).Derivative.Value;
            numbers[i] = new(new(θ[i]), new(0));
            slope.ShouldBe(expected[i], 1e-13 * size, layout.NameOf(i));
        }

        expected.Count(slope => slope == 0).ShouldBeLessThan(θ.Length / 4, "most of θ should matter");
    }

    /// <summary>One channel, one oscillator, two steps, everything written out by hand.</summary>
    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    public void Two_steps_of_one_oscillator_are_what_a_hand_calculation_gives(UnitKind kind)
    {
        var settings = new HssmSettings
        {
            Channels = 1, Hidden = 1, Blocks = 1, Norm = NormKind.None,
            Unit = new()
            {
                Kind = kind, Oscillators = 1, StepMap = StepMap.Fixed, Step = 0.5, StrengthMap = StrengthMap.One,
            },
            Head = new() { Kind = HeadKind.Regression, Outputs = 1, Pool = Pooling.Last },
        };
        var layout = ReferenceStack.Layout(settings);
        var θ = ReferenceStack.Draw(settings, layout, 5);
        double[] u = [0.7, -0.4];
        var cost = ReferenceStack.Cost(settings, layout, θ, new ReferenceSeries(1, [u], 1, [[0.25]]), [], Kept);

        double Of(string name) => θ[layout.Tensors.Single(tensor => tensor.Name == name).Offset];
        double x = 0, φ = 0, π = 0;
        foreach (var input in u)
        {
            x = Of("encoder/W") * input + Of("encoder/b");
            var s = Of("block0/B") * x;
            var half = φ + 0.25 * π;
            π += kind == UnitKind.Linear
                ? 0.5 * (s - Of("block0/A") * half)
                : -0.5 * (Of("block0/alpha") * half + Math.Tanh(Of("block0/w") * half + s + Of("block0/b")));
            φ = half + 0.25 * π;
        }

        var o = Of("block0/C") * φ + Of("block0/D") * x;
        var v = Kept(0, 0, 1, 0) * 0.5 * o * (1 + Math.Tanh(0.79788456080286535588 * (o + 0.044715 * o * o * o)));
        var gate = 1 / (1 + Math.Exp(-Of("block0/W2") * v - Of("block0/b2")));
        x += Kept(0, 1, 1, 0) * (Of("block0/W1") * v + Of("block0/b1")) * gate;
        cost.ShouldBe(Math.Pow(Of("head/W") * x + Of("head/b") - 0.25, 2), 1e-15);

        static double Kept(int block, int place, int step, int channel) => 1 + 0.25 * place - 0.5 * step;
    }

    /// <summary>T15: from rest φ₁ = s₁ h²/2 whatever A, so the oscillator is no more than a larger D.</summary>
    [Fact]
    public void The_first_step_answers_to_its_drive_by_half_the_square_of_the_step()
    {
        var settings = new HssmSettings
        {
            Channels = 1, Hidden = 1, Blocks = 1, Norm = NormKind.None,
            Unit = new() { Oscillators = 1, StepMap = StepMap.Fixed, Step = 0.5 },
        };
        var layout = ReferenceStack.Layout(settings);
        var θ = ReferenceStack.Draw(settings, layout, 3);
        var series = ReferenceSeries.Random(1, 1, [1]);
        var expected = ReferenceStack.Cost(settings, layout, θ, series, [1]);
        ref double Of(string name) => ref θ[layout.Tensors.Single(tensor => tensor.Name == name).Offset];
        Of("block0/D") += Of("block0/B") * Of("block0/C") * 0.125;
        Of("block0/C") = 0;
        ReferenceStack.Cost(settings, layout, θ, series, [1]).ShouldBe(expected, 1e-15 * expected);
    }

    /// <summary>T19: 2P tied real oscillators with C = [Re, −Im] are the complex layer.</summary>
    [Fact]
    public void Complex_units_are_tied_pairs_of_real_ones()
    {
        var complex = Cases["linear complex, batch norm, last step"];
        var real = complex with { Unit = complex.Unit with { Complex = false, Oscillators = 4 } };
        var (from, to) = (ReferenceStack.Layout(complex), ReferenceStack.Layout(real));
        var θ = ReferenceStack.Draw(complex, from, 2);
        var tied = new double[to.Count];
        foreach (var tensor in to.Tensors)
        {
            var values = tied.AsSpan(tensor.Offset, tensor.Count);
            var suffix = tensor.Name[(tensor.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            if (suffix is "A" or "h")
            {
                Of(tensor.Name).CopyTo(values);
                Of(tensor.Name).CopyTo(values[2..]);
            }
            else if (suffix is "B" or "C" && tensor.Name.StartsWith("block", StringComparison.Ordinal))
            {
                var (re, im) = (Of(tensor.Name + ".re"), Of(tensor.Name + ".im"));
                for (var row = 0; row < tensor.Shape[0]; row++)
                {
                    for (var column = 0; column < tensor.Shape[1]; column++)
                    {
                        values[row * tensor.Shape[1] + column] = suffix == "B"
                            ? (column < 2 ? re[row * 2 + column] : im[row * 2 + column - 2])
                            : row < 2 ? re[row * complex.Hidden + column] : -im[(row - 2) * complex.Hidden + column];
                    }
                }
            }
            else
            {
                Of(tensor.Name).CopyTo(values);
            }
        }

        var series = ReferenceSeries.Random(4, 2, [9, 12]);
        var expected = ReferenceStack.Cost(complex, from, θ, series, [0, 2]);
        ReferenceStack.Cost(real, to, tied, series, [0, 2]).ShouldBe(expected, 1e-13 * expected);

        double[] Of(string name)
        {
            var tensor = from.Tensors.Single(tensor => tensor.Name == name);
            return θ[tensor.Offset..(tensor.Offset + tensor.Count)];
        }
    }

    /// <summary>dm = −ΣG/σ, dv = −½ΣG xₙ/σ², ∂L/∂x = G/σ + (ρ/n)(dm + 2 dv (x − μ)), σ² = v + 10⁻⁵.</summary>
    [Theory]
    [InlineData(NormKind.BatchEma, true, 0.01)]
    [InlineData(NormKind.BatchEma, false, 1)]
    [InlineData(NormKind.Batch, true, 1)]
    public void Batch_norms_pass_gradients_on_through_the_share_of_the_batch(NormKind kind, bool seen, double share)
    {
        double[][] lanes = [[0.4, -1.1, 0.3, 2.0], [0.9, -0.2]];
        double[][] pull = [[1.0, -0.5, 0.25, 0.7], [-0.8, 0.3]];
        var x = lanes.Select(lane => lane.Select(v => new[] { new ComplexNumber(v, 0) }).ToArray()).ToArray();
        ComplexNumber[] mean = [new(0.2, 0)], variance = [new(1.7, 0)];
        var all = lanes.SelectMany(lane => lane).ToArray();
        var μ = all.Average();
        var batchVariance = all.Average(v => (v - μ) * (v - μ));
        var (m, σ2) = (μ * share + 0.2 * (1 - share), batchVariance * share + 1.7 * (1 - share) + 1e-5);
        var dm = -pull.SelectMany(lane => lane).Sum() / Math.Sqrt(σ2);
        var dv = -0.5 * pull.SelectMany(lane => lane).Zip(all, (g, v) => g * (v - m) / Math.Sqrt(σ2)).Sum() / σ2;
        for (var lane = 0; lane < 2; lane++)
        {
            for (var t = 0; t < lanes[lane].Length; t++)
            {
                x[lane][t][0] = new(lanes[lane][t], 1e-30);
                var used = ReferenceNorm.Statistics(kind, x, mean, variance, seen, training: true);
                var normal = ReferenceNorm.Apply(x, used.Mean, used.Variance);
                x[lane][t][0] = new(lanes[lane][t], 0);
                var slope = pull.Select((row, l) => row.Select((g, k) => g * normal[l][k][0].Im).Sum()).Sum() / 1e-30;
                var expected = pull[lane][t] / Math.Sqrt(σ2)
                    + share / all.Length * (dm + 2 * dv * (lanes[lane][t] - μ));
                slope.ShouldBe(expected, 1e-14);
            }
        }
    }

    /// <summary>Without common statistics every lane is alone, however long the others are.</summary>
    [Fact]
    public void A_lane_runs_over_its_own_length()
    {
        var (settings, layout, θ, _, _) = Problem("linear, layer norm");
        var together = ReferenceSeries.Random(8, 2, [7, 3, 11]);
        var expected = 0.0;
        for (var lane = 0; lane < 3; lane++)
        {
            var inputs = new double[together.StepsOf(lane) * 2];
            together.Read(lane, 0, together.StepsOf(lane), inputs);
            expected += ReferenceStack.Cost(settings, layout, θ, new ReferenceSeries(2, [inputs]), [lane % 2]);
        }

        ReferenceStack.Cost(settings, layout, θ, together, [0, 1, 0]).ShouldBe(expected, 1e-15 * expected);
    }

    [Fact]
    public void Heads_without_weights_cost_what_the_bias_says()
    {
        double[] inputs = [1, 2, 3, 4, 5, 6];
        CostOf(new() { Kind = HeadKind.Forecast, Horizon = 2 }, new(2, [inputs]))
            .ShouldBe((4.5 * 4.5 + 5.5 * 5.5) / 2, 1e-14, "3 steps, horizon 2: the input of step 2 alone is forecast");
        CostOf(new() { Kind = HeadKind.Forecast, Horizon = 3 }, new(2, [inputs])).ShouldBe(0);
        var regression = new HeadSettings { Kind = HeadKind.Regression, Pool = Pooling.Every, Every = 2, Tanh = true };
        CostOf(regression, new(2, [inputs], 2, [[0, 1]]))
            .ShouldBe((Math.Pow(Math.Tanh(0.5), 2) + Math.Pow(Math.Tanh(0.5) - 1, 2)) / 2, 1e-15);
        CostOf(new() { Outputs = 3 }, new(2, [inputs])).ShouldBe(Math.Log(3), 1e-15);

        static double CostOf(HeadSettings head, ReferenceSeries series)
        {
            var settings = Cases["linear, layer norm"] with { Head = head };
            var layout = ReferenceStack.Layout(settings);
            var θ = ReferenceStack.Draw(settings, layout, 1);
            var weight = layout.Tensors[^2];
            θ.AsSpan(weight.Offset, weight.Count).Clear();
            θ.AsSpan(layout.Tensors[^1].Offset).Fill(0.5);
            return ReferenceStack.Cost(settings, layout, θ, series, [1]);
        }
    }

    /// <summary>With a norm of each step for itself, the k-th answer is the last one of the series cut after it.</summary>
    [Fact]
    public void Answers_on_the_way_are_those_of_series_that_end_there()
    {
        var settings = Cases["linear, layer norm"];
        var layout = ReferenceStack.Layout(settings);
        var θ = Array.ConvertAll(ReferenceStack.Draw(settings, layout, 6), RealNumber.FromDouble);
        var whole = ReferenceSeries.Random(2, 2, [8]);
        var inputs = new double[16];
        whole.Read(0, 0, 8, inputs);
        var answers = Read(new() { Pool = Pooling.Every, Every = 3 }, whole);
        answers.Length.ShouldBe(2);
        answers[0].ShouldBe(Read(new() { Pool = Pooling.Last }, new(2, [inputs[..6]]))[0]);
        answers[1].ShouldBe(Read(new() { Pool = Pooling.Last }, new(2, [inputs[..12]]))[0]);
        var all = Read(new() { Pool = Pooling.Every }, whole);
        Read(new(), whole)[0][1].Value.ShouldBe(all.Average(answer => answer[1].Value), 1e-14);

        RealNumber[][] Read(HeadSettings head, ReferenceSeries series) =>
            new ReferenceStack<RealNumber>(settings with { Head = head }, layout, x => x.Value).Answers(θ, series)[0];
    }

    [Fact]
    public void A_step_normalised_for_itself_has_mean_zero_and_variance_one()
    {
        RealNumber[][][] x = [[[new(1), new(2), new(6)]]];
        var scale = Math.Sqrt(14 / 3.0 + 1e-5);
        ReferenceNorm.Layer(x)[0][0].Select(value => value.Value).ShouldBe([-2 / scale, -1 / scale, 3 / scale], 1e-15);
    }

    [Fact]
    public void Guards_hold_springs_and_take_their_gradient_away()
    {
        var (settings, layout, θ, series, labels) = Problem("linear, layer norm");
        var springs = layout.Tensors.Single(tensor => tensor.Name == "block0/A").Offset;
        (θ[springs], θ[springs + 1]) = (-0.5, 1e4);
        var slopes = ReferenceStack.ComplexStepGradient(
            settings, layout, θ, series, labels, [springs, springs + 1, springs + 2]);
        slopes[0].ShouldBe(0);
        slopes[1].ShouldBe(0);
        slopes[2].ShouldNotBe(0);
        var cost = ReferenceStack.Cost(settings, layout, θ, series, labels);
        θ[springs] = 0;
        ReferenceStack.Cost(settings, layout, θ, series, labels).ShouldBe(cost);
        double.IsFinite(cost).ShouldBeTrue();
    }

    /// <summary>In evaluation the running statistics decide, so samples no longer meet in the norm.</summary>
    [Fact]
    public void Evaluation_takes_running_statistics_and_training_moves_them()
    {
        var (settings, layout, θ, series, _) = Problem("nonlinear, clocks, forecast");
        var stack = new ReferenceStack<RealNumber>(settings, layout, x => x.Value);
        var numbers = Array.ConvertAll(θ, RealNumber.FromDouble);
        stack.Answers(numbers, series);
        var at = layout.Tensors.Single(tensor => tensor.Name == "block0/norm.mean").Offset;
        var moved = stack.Statistics[0].Mean[0].Value;
        moved.ShouldNotBe(θ[at]);
        Math.Abs(moved - θ[at]).ShouldBeLessThan(0.05, "a batch has a share of one hundredth");

        var still = new ReferenceStack<RealNumber>(settings, layout, x => x.Value) { Training = false };
        still.Answers(numbers, series);
        still.Statistics[0].Mean[0].Value.ShouldBe(θ[at]);
    }

    [Theory, MemberData(nameof(Networks))]
    public void Tensors_of_oscillators_are_called_as_their_units_call_them(string network)
    {
        var unit = Cases[network].Unit;
        IUnitParameters units =
            unit.Kind == UnitKind.Linear ? new LinearParameters(unit) : new NonlinearParameters(unit);
        var known = ReferenceStack.Layout(Cases[network]).Tensors
            .ToDictionary(tensor => tensor.Name, tensor => tensor.Shape);
        foreach (var (name, shape) in units.Tensors)
        {
            known[$"block1/{name}"].ShouldBe(shape);
        }
    }

    private static double Mask(int block, int place, int step, int channel) =>
        (block + 2 * place + step + 3 * channel) % 5 == 0 ? 0 : 1.25;

    private static HssmSettings Small(UnitSettings unit, NormKind norm) =>
        new() { Channels = 2, Hidden = 3, Blocks = 2, Unit = unit, Norm = norm };

    private static (HssmSettings Settings, ParameterLayout Layout, double[] Theta, ISeries Series, int[] Labels)
        Problem(string network)
    {
        var settings = Cases[network];
        var layout = ReferenceStack.Layout(settings);
        var head = settings.Head;
        var targets = head.Kind == HeadKind.Regression ? head.Outputs : 0;
        var every = head.Pool == Pooling.Every ? head.Every : 0;
        var series = ReferenceSeries.Random(7, 2, [8, 11, 6], targets, every);
        return (settings, layout, ReferenceStack.Draw(settings, layout, 11), series, [1, 0, 1]);
    }
}
