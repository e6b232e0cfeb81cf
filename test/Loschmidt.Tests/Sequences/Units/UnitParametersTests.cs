using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Sequences;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>From what is trained to the coefficients of the motion, and back for gradients.</summary>
public sealed class UnitParametersTests
{
    public static TheoryData<UnitSettings> Settings()
    {
        var settings = new TheoryData<UnitSettings>();
        foreach (var steps in Enum.GetValues<StepMap>())
        {
            settings.Add(new UnitSettings { Kind = UnitKind.Linear, Oscillators = 3, StepMap = steps, Step = 0.5 });
            settings.Add(new UnitSettings { Kind = UnitKind.Linear, Oscillators = 3, StepMap = steps, Step = 0.5, Complex = true });
            foreach (var strength in Enum.GetValues<StrengthMap>())
            {
                foreach (var spring in Enum.GetValues<SpringMap>())
                {
                    settings.Add(new UnitSettings
                    {
                        Kind = UnitKind.Nonlinear,
                        Oscillators = 3,
                        StepMap = steps,
                        Step = 0.5,
                        StrengthMap = strength,
                        SpringMap = spring,
                    });
                }
            }
        }

        return settings;
    }

    [Theory, MemberData(nameof(Settings))]
    public void The_way_back_is_the_transpose_of_the_derivative_of_the_way_there(UnitSettings settings)
    {
        var parameters = UnitJourneys.Parameters(settings);
        var theta = Drawn(parameters);
        var stream = new RandomStream(5, "weights");
        var weights = new double[parameters.Coefficients * parameters.Oscillators];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = stream.Normal(0, (uint)i);
        var gradient = new double[theta.Length];
        parameters.PullBack(theta, weights, gradient);
        double Value(double[] at)
        {
            var coefficients = new double[weights.Length];
            parameters.Expand(at, coefficients);
            return coefficients.Zip(weights, (x, y) => x * y).Sum();
        }

        for (var i = 0; i < theta.Length; i++)
        {
            double[] up = [.. theta], down = [.. theta];
            up[i] += 1e-5;
            down[i] -= 1e-5;
            gradient[i].ShouldBe((Value(up) - Value(down)) / 2e-5, 1e-8, $"{settings.Kind} {settings.StepMap} {i}");
        }
    }

    [Theory, MemberData(nameof(Settings))]
    public void Tensors_cover_the_parameters_and_drawing_depends_on_seed_and_layer(UnitSettings settings)
    {
        var parameters = UnitJourneys.Parameters(settings);
        Drawn(parameters).ShouldBe(Drawn(parameters));
        Drawn(parameters, 8).ShouldNotBe(Drawn(parameters));
        Drawn(parameters, layer: "block1").ShouldNotBe(Drawn(parameters));
        parameters.Warn(Drawn(parameters)).ShouldBeNull();
        parameters.Tensors.Select(tensor => tensor.Name).ShouldBeUnique();
    }

    [Fact]
    public void Published_distributions_are_drawn()
    {
        var linear = UnitJourneys.Parameters(new UnitSettings { Oscillators = 2000 });
        var theta = Drawn(linear);
        var coefficients = new double[4000];
        linear.Expand(theta, coefficients);
        coefficients[..2000].Min().ShouldBe(0.5, 1e-3);
        coefficients[..2000].Max().ShouldBe(1 / (1 + Math.Exp(-1)), 1e-3);
        theta[..2000].Average().ShouldBe(0.5, 0.02);

        var nonlinear = UnitJourneys.Parameters(
            new UnitSettings { Kind = UnitKind.Nonlinear, Oscillators = 2000, StepMap = StepMap.Fixed, Step = 1e-4 });
        theta = Drawn(nonlinear);
        coefficients = new double[10000];
        nonlinear.Expand(theta, coefficients);
        coefficients[..2000].ShouldAllBe(h => h == 1e-4);
        coefficients[2000].ShouldBeInRange(0.1, 1);
        coefficients[4000..6000].Min().ShouldBe(StepSizes.Sigmoid(StepSizes.Sigmoid(-1)), 1e-3);
        coefficients[4000..6000].Max().ShouldBe(StepSizes.Sigmoid(StepSizes.Sigmoid(1)), 1e-3);
        coefficients[6000..8000].Min().ShouldBe(0.5, 1e-3);
        coefficients[8000..].ShouldAllBe(b => b == 0);
    }

    [Fact]
    public void Guards_hold_a_layer_where_it_is_stable_and_stop_its_gradient()
    {
        var parameters = UnitJourneys.Parameters(new UnitSettings { Oscillators = 3, StepMap = StepMap.Fixed, Step = 0.5 });
        double[] theta = [-0.2, 1, 100];
        var coefficients = new double[6];
        parameters.Expand(theta, coefficients);
        coefficients[3..].ShouldBe([0, 1, 3.99 / 0.25]);
        var gradient = new double[3];
        parameters.PullBack(theta, [0, 0, 0, 1, 1, 1], gradient);
        gradient.ShouldBe([0, 1, 0]);
        parameters.Warn(theta).ShouldNotBeNull().ShouldContain("1 of 3 linear oscillators");

        var nonlinear = UnitJourneys.Parameters(
            new UnitSettings
            {
                Kind = UnitKind.Nonlinear,
                Oscillators = 1,
                StepMap = StepMap.Fixed,
                Step = 1,
                StrengthMap = StrengthMap.One,
            });
        double[] raw = [3.5, 0, -1];
        var values = new double[5];
        nonlinear.Expand(raw, values);
        values[1].ShouldBe(1e-3);
        gradient = new double[3];
        nonlinear.PullBack(raw, [0, 1, 0, 0, 0], gradient);
        gradient.ShouldBe([0, 0, 0]);
        nonlinear.Warn(raw).ShouldBeNull();
        nonlinear.Warn([3.5, 0, 0.6]).ShouldNotBeNull().ShouldContain("machine.unit.step");
    }

    [Fact]
    [Trait("check", "T19")]
    public void Tied_real_pairs_are_a_complex_layer()
    {
        // y″ = −A y + (Br + i Bi) u with real A and h, read as Re(C y).
        const int p = 3;
        const int steps = 200;
        var settings = new UnitSettings { Oscillators = p, Complex = true };
        var parameters = UnitJourneys.Parameters(settings);
        parameters.Oscillators.ShouldBe(2 * p);
        var coefficients = new double[4 * p];
        parameters.Expand(Drawn(parameters), coefficients);
        var stream = new RandomStream(2, "complex");
        Complex Draw(uint what, int j) => new(stream.Normals(what, (uint)j).First, stream.Normals(what, (uint)j).Second);
        var b = Enumerable.Range(0, p).Select(j => Draw(0, j)).ToArray();
        var c = Enumerable.Range(0, p).Select(j => Draw(1, j)).ToArray();
        var u = Enumerable.Range(0, steps).Select(t => stream.Normal(2, (uint)t)).ToArray();
        var problem = UnitProblem.Draw(UnitKind.Linear, 2 * p, steps, 0.5) with
        {
            Coefficients = coefficients,
            Phi0 = new double[2 * p],
            Pi0 = new double[2 * p],
            Drive = [.. u.SelectMany(x => b.Select(z => z.Real * x).Concat(b.Select(z => z.Imaginary * x)))],
        };
        var phi = problem.Run<double>(SequenceMethod.Tangent).Phi;

        var (y, v) = (new Complex[p], new Complex[p]);
        for (var t = 0; t < steps; t++)
        {
            var (direct, tied) = (0.0, 0.0);
            for (var j = 0; j < p; j++)
            {
                var (h, a) = (coefficients[j], coefficients[2 * p + j]);
                var half = y[j] + h / 2 * v[j];
                v[j] += h * (b[j] * u[t] - a * half);
                y[j] = half + h / 2 * v[j];
                direct += (c[j] * y[j]).Real;
                tied += c[j].Real * phi[2 * p * t + j] - c[j].Imaginary * phi[2 * p * t + p + j];
            }

            tied.ShouldBe(direct, 1e-13 * Math.Max(1, y.Max(z => z.Magnitude)));
        }
    }

    private static double[] Drawn(IUnitParameters parameters, ulong seed = 7, string layer = "block0")
    {
        var theta = new double[parameters.Tensors.Sum(tensor => tensor.Shape.Aggregate(1, (x, y) => x * y))];
        parameters.Draw(seed, layer, theta);
        return theta;
    }
}
