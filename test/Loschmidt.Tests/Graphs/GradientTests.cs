using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Graphs;

/// <summary>Every way to the gradient agrees, for any Hamiltonian.</summary>
public sealed class GradientTests
{
    public static TheoryData<ulong, bool> Hamiltonians
    {
        get
        {
            var data = new TheoryData<ulong, bool>();
            for (var seed = 1ul; seed <= 20; seed++)
            {
                data.Add(seed, false);
                data.Add(seed, true);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Hamiltonians))]
    [Trait("check", "7")]
    [Trait("check", "8")]
    [Trait("check", "10")]
    public void Tangent_reverse_sweep_complex_step_and_echo_agree_on_random_hamiltonians(ulong seed, bool recoils)
    {
        var settings = Rig.RandomGraph(recoils) with
        {
            TrainedMasses = seed % 2 == 0,
            Splitting = seed % 3 == 0 ? "strang-inside-out" : "strang",
        };
        var machine = GraphMachines.Build<double>(settings, seed);
        var batch = GraphTasks.Sample(settings, seed);
        StartLearningField(machine, seed);
        var reference = new double[machine.Parameters.Count];
        var momentumReference = new double[machine.Parameters.Count];
        machine.PullBack(batch, reference, momentumReference);

        // the same sums in another order
        Rig.RelativeError(Rig.Tangent(machine, batch), reference).ShouldBeLessThan(1e-11);
        var random = new RandomStream(seed, "d");
        var direction = Enumerable.Range(0, reference.Length).Select(i => random.Normal((uint)i)).ToArray();
        var along = System.Numerics.Tensors.TensorPrimitives.Dot<double>(direction, reference);
        machine.ComplexStep(batch, direction).ShouldBe(along, 1e-11 * (Norm(direction) * Norm(reference)));

        // Bias ε² for the pair, ε for one side: slopes over a decade, above rounding.
        var (wide, wideMomentum) = Rig.TwoSidedEcho(machine, batch, 1e-2);
        var (narrow, _) = Rig.TwoSidedEcho(machine, batch, 1e-3);
        Math.Log10(Rig.RelativeError(wide, reference) / Rig.RelativeError(narrow, reference)).ShouldBe(2, 0.1);
        Rig.RelativeError(Rig.TwoSidedEcho(machine, batch, 1e-5).Theta, reference).ShouldBeLessThan(1e-6);
        Math.Log10(
            Rig.RelativeError(Rig.OneSidedEcho(machine, batch, 1e-3), reference)
            / Rig.RelativeError(Rig.OneSidedEcho(machine, batch, 1e-4), reference)).ShouldBe(1, 0.1);

        if (recoils)
            Rig.RelativeError(wideMomentum, momentumReference).ShouldBeLessThan(0.1);
        else
            momentumReference.ShouldAllBe(slope => slope == 0);
    }

    [Theory, InlineData(false), InlineData(true)]
    [Trait("check", "10")]
    public void The_reverse_sweep_is_the_derivative_of_the_cost(bool recoils)
    {
        // Fourth-order differences of C itself, in θ and in the initial π: nothing is shared with any adjoint.
        var settings = Rig.RandomGraph(recoils) with { TrainedMasses = true, Splitting = "strang" };
        var machine = GraphMachines.Build<double>(settings, 5);
        var batch = GraphTasks.Sample(settings, 5);
        StartLearningField(machine, 5);
        var (gradient, momentumGradient) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
        machine.PullBack(batch, gradient, momentumGradient);
        for (var i = 0; i < gradient.Length; i += 7)
        {
            Difference(machine, batch, i, momentum: false).ShouldBe(gradient[i], 1e-8 * (1 + Norm(gradient)));
            Difference(machine, batch, i, momentum: true).ShouldBe(momentumGradient[i], 1e-8 * (1 + Norm(gradient)));
        }
    }

    [Fact]
    [Trait("check", "11")]
    public void The_echo_moves_parameters_along_the_momentum_gradient_where_they_recoil()
    {
        var settings = Rig.RandomGraph(recoils: true);
        var machine = GraphMachines.Build<double>(settings, 8);
        var batch = GraphTasks.Sample(settings, 8);
        var (gradient, momentumGradient) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
        machine.PullBack(batch, gradient, momentumGradient);
        Rig.RelativeError(Rig.TwoSidedEcho(machine, batch, 1e-4).Pi, momentumGradient).ShouldBeLessThan(1e-5);
    }

    [Theory, InlineData("strang", 2), InlineData("lie-trotter", 1)]
    [Trait("check", "9")]
    public void The_gradient_has_the_order_of_its_splitting(string splitting, int order)
    {
        // Against the limit extrapolated from the finest pair; the second line is the mutation: a lost half step.
        double[] Gradient(int steps)
        {
            var settings = Rig.RandomGraph() with { Steps = steps, Splitting = splitting };
            return Rig.PullBack(GraphMachines.Build<double>(settings, 4), GraphTasks.Sample(settings, 4));
        }

        var gradients = new[] { 100, 200, 400, 800 }.Select(Gradient).ToArray();
        var beyond = 1 / (Math.Pow(2, order) - 1);
        var limit = gradients[3].Zip(gradients[2], (fine, coarse) => fine + beyond * (fine - coarse)).ToArray();
        for (var i = 0; i < 3; i++)
        {
            Math.Log2(Rig.RelativeError(gradients[i], limit) / Rig.RelativeError(gradients[i + 1], limit))
                .ShouldBe(order, 0.3);
        }
    }

    [Fact]
    public void A_running_cost_is_nudged_at_every_step_home()
    {
        var machine = Driven<double>(running: true);
        var batch = DrivenBatch();
        var reference = Rig.PullBack(machine, batch);
        Rig.RelativeError(Rig.Tangent(machine, batch), reference).ShouldBeLessThan(1e-12);
        Math.Log10(
            Rig.RelativeError(Rig.TwoSidedEcho(machine, batch, 1e-2).Theta, reference)
            / Rig.RelativeError(Rig.TwoSidedEcho(machine, batch, 1e-3).Theta, reference)).ShouldBe(2, 0.1);
        for (var i = 0; i < reference.Length; i++)
        {
            var direction = new double[reference.Length];
            direction[i] = 1;
            machine.ComplexStep(batch, direction).ShouldBe(reference[i], 1e-12 * (1 + Norm(reference)));
            Difference(machine, batch, i, momentum: false).ShouldBe(reference[i], 1e-8 * (1 + Norm(reference)));
        }

        // And it matters: without it the gradient is another one.
        Rig.RelativeError(Rig.PullBack(Driven<double>(running: false), batch), reference).ShouldBeGreaterThan(0.1);
    }

    [Fact]
    [Trait("check", "6")]
    [Trait("check", "10")]
    public void A_response_heard_at_the_wrong_point_gives_a_wrong_gradient_whatever_the_nudge()
    {
        // The mutation: the kick's response is taken a quarter of a step after the kick's own position.
        var faithful = Heard(late: 0);
        var late = Heard(late: 0.25);
        faithful.ShouldBeLessThan(1e-7);
        late.ShouldBeGreaterThan(1e-3);

        static double Heard(double late)
        {
            var ring = Graph.Ring(5);
            var springs = new BondTerm<double, QuarticSpring>("springs", ring);
            HamiltonianMachine<double> Make(ITerm<double> bonds)
            {
                var machine = new HamiltonianMachine<double>(new()
                {
                    Hamiltonian = new(5, [new KineticTerm<double>(ring)], [bonds]),
                    Schedule = new(3, 30, SplittingScheme.DriftKickDrift),
                    Input = SiteEncoder.Positions(0, 1, 3),
                    Output = [2],
                    Cost = new PositionCost<double>([2]),
                });
                machine.Learning.Theta.Fill(0.7);
                return machine;
            }

            var batch = new Batch(3, 1, 1) { Active = 1 };
            (batch.Inputs[0], batch.Inputs[1], batch.Inputs[2], batch.Targets[0]) = (1, -0.7, 0.4, 0.5);
            return Rig.RelativeError(
                Rig.TwoSidedEcho(Make(new HeardLate(springs, late)), batch, 1e-4).Theta,
                Rig.PullBack(Make(springs), batch));
        }
    }

    [Fact]
    public void Float_gradients_agree_with_double_ones()
    {
        var settings = Rig.RandomGraph();
        var batch = GraphTasks.Sample(settings, 2);
        var reference = Rig.PullBack(GraphMachines.Build<double>(settings, 2), batch);
        Rig.RelativeError(Rig.Tangent(GraphMachines.Build<float>(settings, 2), batch), reference)
            .ShouldBeLessThan(3e-4);
        Rig.RelativeError(Rig.PullBack(GraphMachines.Build<float>(settings, 2), batch), reference)
            .ShouldBeLessThan(3e-4);
    }

    [Fact]
    public void A_sample_has_the_same_gradient_alone_and_in_company()
    {
        var settings = Rig.RandomGraph() with { Lanes = 11 };
        var together = GraphMachines.Build<double>(settings, 6);
        var alone = GraphMachines.Build<double>(settings with { Lanes = 1 }, 6);
        var batch = GraphTasks.Sample(settings, 6);
        var sum = new double[together.Parameters.Count];
        for (var lane = 0; lane < 11; lane++)
        {
            var one = Rig.Tangent(alone, Lane(batch, lane));
            for (var i = 0; i < sum.Length; i++)
                sum[i] += one[i];
        }

        Rig.RelativeError(Rig.Tangent(together, batch), sum).ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void A_term_without_a_complex_flow_refuses_the_complex_step_with_the_reason()
    {
        var ring = Graph.Ring(4);
        var machine = new HamiltonianMachine<double>(new()
        {
            Hamiltonian = new(4, [new KineticTerm<double>(ring)], [new Terms.QuarticRing<double>(4)]),
            Schedule = new(1, 5, SplittingScheme.Strang),
            Input = SiteEncoder.Positions(0),
            Output = [1],
            Cost = new PositionCost<double>([1]),
        });
        var reason = machine.Refusal<IStepsComplex>();
        reason.ShouldNotBeNull().ShouldContain("'springs'");
        Should.Throw<NotSupportedException>(() => machine.ComplexStep(new Batch(1, 1, 1), new double[8])).Message
            .ShouldBe(reason);
    }

    private static void StartLearningField(HamiltonianMachine<double> machine, ulong seed)
    {
        for (var i = 0; machine.Learning.Recoils && i < machine.Learning.Count; i++)
            machine.Learning.Pi[i] = 0.1 * new RandomStream(seed, "pi").Normal((uint)i);
    }

    private static HamiltonianMachine<T> Driven<T>(bool running)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var chain = Graph.Chain(4);
        var machine = new HamiltonianMachine<T>(new()
        {
            Hamiltonian = new(
                4, [new KineticTerm<T>(chain)],
                [new SiteTerm<T, DuffingSite>("wells", chain), new BondTerm<T, QuarticSpring>("springs", chain),
                    new DriveTerm<T>(0)]),
            Schedule = new(3, 40, SplittingScheme.KickDriftKick),
            Input = SiteEncoder.Positions(1),
            Output = [3],
            Cost = new PositionCost<T>([3]),
            RunningCost = running ? new QuadraticPhaseCost<T>([2, 3], [0.6], [0.3], [[0.2, 0.1, -0.3, 0.4]]) : null,
            Drive = new SampledDrive<T>(1, 40),
            Lanes = 2,
        });
        machine.Tensor("wells/hardening").Fill(0.4);
        machine.Tensor("springs/hardening").Fill(0.3);
        return machine;
    }

    private static Batch DrivenBatch()
    {
        var batch = new Batch(41, 1, 2) { Active = 2 };
        for (var i = 0; i < batch.Inputs.Length; i++)
            batch.Inputs[i] = new RandomStream(1, "drive").Normal((uint)i);
        (batch.Targets[0], batch.Targets[1]) = (0.5, -0.2);
        return batch;
    }

    private static Batch Lane(Batch batch, int lane)
    {
        var one = new Batch(batch.Features, batch.TargetCount, 1) { Active = 1 };
        for (var i = 0; i < batch.Features; i++)
            one.Inputs[i] = batch.Inputs[i * batch.Lanes + lane];
        for (var i = 0; i < batch.TargetCount; i++)
            one.Targets[i] = batch.Targets[i * batch.Lanes + lane];
        return one;
    }

    private static double Difference(HamiltonianMachine<double> machine, Batch batch, int index, bool momentum)
    {
        const double h = 1e-3;
        return (8 * (CostAt(h) - CostAt(-h)) - (CostAt(2 * h) - CostAt(-2 * h))) / (12 * h);

        double CostAt(double shift)
        {
            var (θ, π) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
            (momentum ? machine.Learning.Pi : machine.Learning.Theta)[index] += shift;
            machine.Prepare(batch);
            machine.Evolve();
            θ.CopyTo(machine.Learning.Theta);
            π.CopyTo(machine.Learning.Pi);
            return machine.Cost();
        }
    }

    private static double Norm(double[] x) => Math.Sqrt(x.Sum(value => value * value));

    /// <summary>A kick whose response is evaluated at q + late·dt·p, a place the kick is not at.</summary>
    private sealed class HeardLate(ITerm<double> term, double late) : ITerm<double>
    {
        public string Name => term.Name;

        public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors => term.Tensors;

        public void Energy(PhaseView<double> x, in Control<double> control, Span<double> energy) =>
            term.Energy(x, control, energy);

        public void Flow(PhaseView<double> x, in Control<double> control, double dt) => term.Flow(x, control, dt);

        public void Response(PhaseView<double> x, in Control<double> control, double dt, Span<double> response)
        {
            double[] q = [.. x.Q], p = [.. x.P];
            for (var i = 0; i < q.Length; i++)
                q[i] += late * dt * p[i];
            term.Response(new(q, p, x.Lanes, x.Active), control, dt, response);
        }

        public void Tangent(
            PhaseView<double> x, PhaseView<double> dx, in Control<double> control, ReadOnlySpan<double> dTheta,
            double dt, Span<double> dResponse) => term.Tangent(x, dx, control, dTheta, dt, dResponse);

        public void PullBack(
            PhaseView<double> x, PhaseView<double> lambda, in Control<double> control, double dt,
            ReadOnlySpan<double> responseCotangent, Span<double> thetaCotangent) =>
            term.PullBack(x, lambda, control, dt, responseCotangent, thetaCotangent);
    }
}
