using Loschmidt.Experiments.Reports;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Learning;

/// <summary>Double wells and parametric oscillators: what holds a parameter at −1 or +1, and how it is shaken over the barrier.</summary>
public sealed class BistableMatterTests
{
    private const int Walkers = 4000;
    private const double kT = 0.4;

    public static TheoryData<string> All => new("double-well", "opo-phase");

    /// <summary>Mutation: a drift with forces at old positions throughout (symplectic Euler the wrong way round) has no bound.</summary>
    [Theory, MemberData(nameof(All))]
    public void Energy_stays_within_a_bound_of_order_h_squared(string name)
    {
        var (coarse, fine) = (Drift(name, 0.04), Drift(name, 0.02));
        coarse.ShouldBeInRange(1e-6, 0.05);
        (coarse / fine).ShouldBe(4, 0.6, "the second order of the splitting");

        static double Drift(string name, double resolution)
        {
            var matter = Of(name, resolution);
            var state = Excited(matter, 6);
            var start = matter.Energy(state);
            var worst = 0.0;
            for (var i = 0; i < 200; i++)
            {
                matter.Drift(state, 0.37);
                worst = Math.Max(worst, Math.Abs(matter.Energy(state) - start));
            }

            return worst;
        }
    }

    /// <summary>Mutation: kick, then drift, instead of the palindrome.</summary>
    [Theory, MemberData(nameof(All))]
    public void A_drift_between_two_reversals_undoes_itself(string name)
    {
        var matter = Of(name);
        var state = Excited(matter, 20);
        var start = state.ToArray();
        matter.Drift(state, 5);
        Largest(state, start).ShouldBeGreaterThan(0.1);
        matter.Reverse(state);
        matter.Drift(state, 5);
        matter.Reverse(state);
        Largest(state, start).ShouldBeLessThan(1e-11);
    }

    /// <summary>Areas of the (θ, π) plane are kept: the determinant of a drift is 1. Mutation: momenta that shrink by a part in a million.</summary>
    [Theory, MemberData(nameof(All))]
    public void A_drift_is_canonical_in_theta_and_pi(string name)
    {
        var matter = Of(name);
        const double δ = 1e-5;
        var columns = new double[2, 2];
        for (var which = 0; which < 2; which++)
        {
            var (plus, minus) = (Flow(which, δ), Flow(which, -δ));
            (columns[0, which], columns[1, which]) = ((plus.Theta - minus.Theta) / (2 * δ), (plus.Pi - minus.Pi) / (2 * δ));
        }

        ((columns[0, 0] * columns[1, 1]) - (columns[0, 1] * columns[1, 0])).ShouldBe(1, 1e-8);

        (double Theta, double Pi) Flow(int which, double by)
        {
            var (state, theta, pi) = (new double[2], new double[1], new double[1]);
            matter.Settle([0.7 + (which == 0 ? by : 0)], state);
            matter.Kick(state, [0.3 + (which == 1 ? by : 0)]);
            matter.Drift(state, 1.3);
            matter.Read(state, theta, pi);
            return (theta[0], pi[0]);
        }
    }

    /// <summary>Mutation: a barrier of a²/2b, or ground states at another amplitude.</summary>
    [Theory, MemberData(nameof(All))]
    public void Both_signs_are_ground_states_with_the_barrier_between_them(string name)
    {
        var matter = Of(name);
        var barrier = matter is DoubleWell well ? well.Barrier : ((OpoPhase)matter).Barrier;
        (EnergyAt(0) - EnergyAt(1)).ShouldBe(barrier, 1e-12);
        EnergyAt(-1).ShouldBe(EnergyAt(1));
        EnergyAt(0.99).ShouldBeGreaterThan(EnergyAt(1));
        EnergyAt(1.01).ShouldBeGreaterThan(EnergyAt(1));
        var state = new double[2];
        matter.Settle([1], state);
        matter.Drift(state, 10);
        var (theta, pi) = (new double[1], new double[1]);
        matter.Read(state, theta, pi);
        theta[0].ShouldBe(1, 1e-12);
        pi[0].ShouldBe(0, 1e-12);

        double EnergyAt(double θ)
        {
            var at = new double[2];
            matter.Settle([θ], at);
            return matter.Energy(at);
        }
    }

    /// <summary>H ≈ Ωπ²/2 beside a ground state, which is what the learning rate is worked out from. Mutation: π = P/R.</summary>
    [Theory, MemberData(nameof(All))]
    public void A_kick_costs_half_omega_pi_squared(string name)
    {
        var matter = Of(name);
        var state = new double[2];
        matter.Settle([1], state);
        var ground = matter.Energy(state);
        matter.Kick(state, [1e-3]);
        (matter.Energy(state) - ground).ShouldBe(matter.InverseMass * 1e-6 / 2, 1e-5 * matter.InverseMass * 1e-6);
    }

    /// <summary>Mutation: noise √(2ΓkT) in place of √(2ΓkT/Ω), or an Ornstein–Uhlenbeck factor e^(−Γh/2).</summary>
    [Fact]
    public void Momenta_in_double_wells_have_the_variance_of_the_bath()
    {
        var matter = new DoubleWell(1, 2.5);
        var (_, pi) = Sample(matter);
        // 4 standard deviations of a variance; BAOAB is wrong by O(h²) = 0.25²/4 at most.
        (pi.Average(p => p * p) * 2.5 / kT).ShouldBe(1, (4 * Math.Sqrt(2.0 / Walkers)) + 0.016);
    }

    /// <summary>Of θ, momenta integrated out. Mutations: noise of another strength; friction on p rather than on ∂H/∂p; the quartic part not accepted.</summary>
    [Theory, MemberData(nameof(All))]
    public void Thermal_parameters_follow_Boltzmann(string name)
    {
        var matter = Of(name);
        var law = new BoltzmannLaw(θ => Weight(matter, θ), -3, 3);
        var (theta, _) = Sample(matter);
        KolmogorovSmirnov.Probability(KolmogorovSmirnov.Distance(theta, law.Below), Walkers).ShouldBeGreaterThan(1e-3);

        // The test has an eye for a temperature that is wrong by two fifths.
        var warmer = new BoltzmannLaw(θ => Math.Pow(Weight(matter, θ), 1 / 1.4), -3, 3);
        KolmogorovSmirnov.Probability(KolmogorovSmirnov.Distance(theta, warmer.Below), Walkers).ShouldBeLessThan(1e-3);
    }

    /// <summary>Kicks are named by step, parameter and time step: a training that goes on draws what it would have drawn.</summary>
    [Theory, MemberData(nameof(All))]
    public void Kicks_depend_on_their_names_alone(string name)
    {
        var matter = Of(name);
        var (all, one) = (Excited(matter, 3), Excited(matter, 3)[..2]);
        matter.Relax(all, 0.5, 3, 1, new Bath(kT, 9), moment: 4);
        matter.Relax(one, 0.5, 3, 1, new Bath(kT, 9), moment: 4);
        all[..2].ShouldBe(one);
        var other = Excited(matter, 3);
        matter.Relax(other, 0.5, 3, 1, new Bath(kT, 9), moment: 5);
        other.ShouldNotBe(all);
    }

    /// <summary>Mutation: a complete decay that ends after 1/Γ.</summary>
    [Theory, MemberData(nameof(All))]
    public void A_complete_decay_in_the_cold_ends_in_a_ground_state(string name)
    {
        var matter = Of(name);
        foreach (var rate in new[] { 0.2, 3, 40 })
        {
            var field = new LearningField(2, 0, 0);
            field.MakeOf(matter, held: true);
            (field.Theta[0], field.Theta[1]) = (0.4, -1.2);
            field.Decay(rate, double.PositiveInfinity);
            field.Theta[0].ShouldBe(1, 1e-6);
            field.Theta[1].ShouldBe(-1, 1e-6);
            Math.Abs(field.Pi[0]).ShouldBeLessThan(1e-6);
        }
    }

    [Fact]
    public void A_bath_that_cools_is_a_function_of_the_step()
    {
        var annealing = Annealing.Between(2, 0.5, 10);
        annealing.At(0).ShouldBe(2);
        annealing.At(5).ShouldBe(1, 1e-12);
        annealing.At(10).ShouldBe(0.5, 1e-12);
        annealing.At(1000).ShouldBe(annealing.At(10));
        new Annealing(1, 0.5, 3).At(2).ShouldBe(0.25);
    }

    private static LearningMatter Of(string name, double resolution = 0.25) =>
        name == "double-well" ? new DoubleWell(1, 1, resolution) : new OpoPhase(1, 0.25, resolution);

    private static double[] Excited(LearningMatter matter, int parameters)
    {
        var random = new RandomStream(3, "excited");
        var (θ, π, state) = (new double[parameters], new double[parameters], new double[2 * parameters]);
        for (var i = 0; i < parameters; i++)
        {
            (θ[i], π[i]) = random.Normals(0, (uint)i);
        }

        matter.Settle(θ, state);
        matter.Kick(state, π);
        return state;
    }

    private static (double[] Theta, double[] Pi) Sample(LearningMatter matter)
    {
        var (θ, π, state) = (new double[Walkers], new double[Walkers], new double[2 * Walkers]);
        for (var i = 0; i < Walkers; i++)
        {
            θ[i] = (i % 2) - 0.5;
        }

        matter.Settle(θ, state);
        matter.Relax(state, 1, 25, 1, new Bath(kT, 1), moment: 0);
        matter.Read(state, θ, π);
        return (θ, π);
    }

    // ∫ exp(−H(θ, π)/kT) dπ: of the double well by the Gaussian, in general by a sum.
    private static double Weight(LearningMatter matter, double θ)
    {
        var (state, sum) = (new double[2], 0.0);
        for (var π = -12.0; π <= 12; π += 0.05)
        {
            matter.Settle([θ], state);
            matter.Kick(state, [π]);
            sum += Math.Exp(-matter.Energy(state) / kT);
        }

        return sum;
    }

    private static double Largest(double[] one, double[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max();
}
