using Loschmidt.Costs;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Reals;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Graphs;

/// <summary>Recurrent Hamiltonian echo learning in continuous time, against the adjoint equation.</summary>
public sealed class ContinuousTimeTests
{
    private static readonly (double Cost, double[] Stiffness, double[] Start) Adjoint = AdjointOde.Solve(6000);

    [Fact]
    public void The_adjoint_equation_is_solved_to_ten_digits()
    {
        var (cost, stiffness, start) = AdjointOde.Solve(3000);
        cost.ShouldBe(Adjoint.Cost, 1e-10 * Adjoint.Cost);
        Rig.RelativeError(stiffness, Adjoint.Stiffness).ShouldBeLessThan(1e-10);
        Rig.RelativeError(start, Adjoint.Start).ShouldBeLessThan(1e-10);
    }

    /// <summary>1200 steps of sixth order and Simpson's rule leave 5·10⁻¹⁰ to continuous time.</summary>
    [Fact]
    public void The_limit_of_the_echo_is_the_adjoint_equation()
    {
        var (cost, θ, inputs) = Estimate(new TangentEstimator());
        cost.ShouldBe(Adjoint.Cost, 1e-9 * Adjoint.Cost);
        Rig.RelativeError(θ, Adjoint.Stiffness).ShouldBeLessThan(1e-9);
        Rig.RelativeError(inputs, Adjoint.Start).ShouldBeLessThan(1e-9);
    }

    /// <summary>A decade in ε is two decades of error for a pair of echoes and one for a single echo.</summary>
    [Fact]
    public void Against_the_adjoint_equation_a_pair_of_echoes_errs_as_epsilon_squared_and_one_as_epsilon()
    {
        Errors(ε => new EchoEstimator(ε), [1e-1, 1e-2, 1e-3, 1e-4], decades: 2);
        Errors(ε => new OneSidedEchoEstimator(ε), [1e-2, 1e-3, 1e-4], decades: 1);

        static void Errors(Func<double, IInputGradientEstimator> echo, double[] epsilons, double decades)
        {
            var errors = epsilons.Select(ε =>
            {
                var (_, θ, inputs) = Estimate(echo(ε));
                return (Rig.RelativeError(θ, Adjoint.Stiffness), Rig.RelativeError(inputs, Adjoint.Start));
            }).ToArray();
            for (var i = 1; i < errors.Length; i++)
            {
                Math.Log10(errors[i - 1].Item1 / errors[i].Item1).ShouldBe(decades, 0.15);
                Math.Log10(errors[i - 1].Item2 / errors[i].Item2).ShouldBe(decades, 0.15);
            }
        }
    }

    /// <summary>∂C/∂uₙ = dt δL/δu(tₙ) + O(dt³): against a change of u it converges to second order.</summary>
    [Fact]
    public void The_gradient_by_the_drive_is_a_functional_derivative_per_unit_of_time()
    {
        var (coarse, middle, fine) = (Density(150), Density(300), Density(600));
        Math.Log2((coarse - middle) / (middle - fine)).ShouldBe(2, 0.1);

        // Along a change δu(t) = sin 2t of the whole drive.
        static double Density(int steps)
        {
            var parts = Parts(steps) with { Drive = new SampledDrive<double>(1, steps) };
            var (_, _, inputs) = Estimate(new TangentEstimator(), parts);
            var sum = 0.0;
            for (var n = 0; n < steps; n++)
            {
                sum += inputs[2 * AdjointOde.Sites + n] * Math.Sin(2 * (n + 0.5) * AdjointOde.Duration / steps);
            }

            return sum;
        }
    }

    private static HamiltonianParts<double> Parts(int steps)
    {
        var chain = Graph.Chain(AdjointOde.Sites);
        int[] sites = [.. Enumerable.Range(0, AdjointOde.Sites)];
        return new()
        {
            Hamiltonian = new(
                AdjointOde.Sites, [new KineticTerm<double>(AdjointOde.Masses)],
                [
                    new SiteTerm<double, Spring>("springs", chain), new SiteTerm<double, Hardening>("hardening", chain),
                    new BondTerm<double, Rod>("rods", chain), new DriveTerm<double>(0),
                ]),
            Schedule = new(AdjointOde.Duration, steps, SplittingScheme.Yoshida6),
            Input = new() { PositionSites = sites, MomentumSites = sites },
            Output = [0],
            Cost = null,
            RunningCost = new QuadraticPhaseCost<double>(sites, [0.5], [0.25], [AdjointOde.Targets]),
            Quadrature = Quadrature.Simpson,
            Drive = new ToneDrive<double>(AdjointOde.Amplitude, AdjointOde.Frequency, AdjointOde.Phase),
            HearsInputs = true,
        };
    }

    private static (double Cost, double[] Stiffness, double[] Inputs) Estimate(
        IInputGradientEstimator estimator, HamiltonianParts<double>? parts = null)
    {
        var machine = new HamiltonianMachine<double>(parts ?? Parts(1200));
        AdjointOde.Stiffness.CopyTo(machine.Tensor("springs/stiffness"));
        var batch = new Batch(machine.Features, machine.Targets, 1) { Active = 1 };
        AdjointOde.Start.CopyTo(batch.Inputs, 0);
        for (var n = AdjointOde.Start.Length; n < batch.Inputs.Length; n++)
        {
            var step = AdjointOde.Duration / (batch.Inputs.Length - AdjointOde.Start.Length);
            var time = (n - AdjointOde.Start.Length + 0.5) * step;
            batch.Inputs[n] = AdjointOde.Amplitude * Math.Cos(AdjointOde.Frequency * time + AdjointOde.Phase);
        }

        var (gradient, inputs) = (new double[machine.Parameters.Count], new double[batch.Inputs.Length]);
        var cost = estimator.EstimateWithInputs(machine, batch, gradient, inputs);
        return (cost, gradient, inputs);
    }

    private readonly struct Spring : ISiteEnergy
    {
        public static IReadOnlyList<string> Parameters => ["stiffness"];

        public static R Energy<R>(R q, ReadOnlySpan<R> θ)
            where R : struct, IReal<R> => θ[0] * q * q / 2;
    }

    private readonly struct Hardening : ISiteEnergy
    {
        public static IReadOnlyList<string> Parameters => [];

        public static R Energy<R>(R q, ReadOnlySpan<R> θ)
            where R : struct, IReal<R> => AdjointOde.Hardening * R.Pow(q, 4) / 4;
    }

    private readonly struct Rod : IBondEnergy
    {
        public static IReadOnlyList<string> Parameters => [];

        public static R Energy<R>(R a, R b, ReadOnlySpan<R> θ)
            where R : struct, IReal<R> => AdjointOde.Coupling * R.Pow(a - b, 2) / 2;
    }
}
