using Loschmidt.Costs;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Splitting;
using Loschmidt.Terms;
using Loschmidt.Terms.Modes;
using Loschmidt.Testing;
using Loschmidt.Tests.Architecture;

namespace Loschmidt.Tests.Components;

/// <summary>Every ingredient of the specification is a type with its equation, and obeys energy, norm, reversibility, order and echo gradient.</summary>
/// <remarks>Costs (3.8) have their own table in <c>Costs/</c>, learning fields and spins (3.4) in <see cref="HebMachineTests"/>, lattices (3.1) in <c>Fields/Waves</c>; imperfect reversal (3.7) in <c>Imperfections/ReversalTests</c>.</remarks>
public sealed class HebComponentTests
{
    private const double Time = 0.4;

    private const int Coordinates = 4;

    public static TheoryData<string> Names => [.. HebComponents.All.Select(one => one.Name)];

    public static TheoryData<string> Compositions =>
        [.. HebComponents.All.Where(one => one.Name is not ("detuning" or "phase shift" or "rotor")).Select(one => one.Name)];

    /// <summary>Mutation: a formula that was edited away.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Its_type_is_documented_with_its_equation(string name)
    {
        var component = Of(name);
        File.ReadAllText(Path.Combine(Checkout.Root, "src", "Loschmidt", component.Source)).ShouldContain(component.Equation);
    }

    /// <summary>Mutation: any flow that is not the flow of its energy.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Its_flows_conserve_their_energy_and_phase_volume_and_are_undone_by_reversal(string name)
    {
        foreach (var term in Of(name).Terms().SelectMany(part => part))
        {
            var (x, θ) = (Point(), Theta(term));
            PhysicsAssert.FlowConservesEnergy(term, x, θ, Time);
            PhysicsAssert.FlowPreservesPhaseVolume(term, x, θ, Time);
            PhysicsAssert.FlowIsReversible(term, x, θ, Time);
            if (θ.Length > 0)
            {
                PhysicsAssert.ResponseIsTheSlopeOfTheEnergy(term, x, θ, Time);
            }
        }
    }

    /// <summary>Exact where the flow is, and to second order in the step where it is split. Mutation: a second harmonic that counts once.</summary>
    [Theory, MemberData(nameof(Names))]
    public void It_conserves_its_quanta_or_is_known_not_to(string name)
    {
        var component = Of(name);
        double[] worth = component.Worth.Length > 0 ? component.Worth : [1, 1, 1, 1];
        var (coarse, fine) = (Change(component, worth, 40), Change(component, worth, 80));
        if (component.Worth.Length == 0)
        {
            // A particle's q² + p², and what a pump brings, are no conserved number.
            fine.ShouldBeGreaterThan(name == "optomechanical" ? 1e-3 : 1e-2);
        }
        else if (component.Terms().Length == 1)
        {
            fine.ShouldBeLessThan(1e-12, "rounding of eighty exact flows");
        }
        else
        {
            (coarse / fine).ShouldBe(4, 0.5);
        }
    }

    /// <summary>Home is where it began, whatever the step. Mutation: parts that are composed one after the other.</summary>
    [Theory, MemberData(nameof(Names))]
    public void A_machine_made_of_it_returns_home(string name) =>
        PhysicsAssert.ReturnsHome(Machine(name, 6, SplittingScheme.Strang), Batch(), 1e-12);

    /// <summary>Mutation: a response at the wrong point, a nudge of the wrong sign.</summary>
    [Theory, MemberData(nameof(Names))]
    public void The_echo_gradient_of_a_machine_made_of_it_converges_with_the_square_of_epsilon(string name) =>
        PhysicsAssert.EchoGradientConvergesAs(2, Machine(name, 12, SplittingScheme.Strang), Batch());

    /// <summary>With one trained phase for each mode beside it, a composition has the order of its table. Mutation: a half step that is a whole one.</summary>
    [Theory, MemberData(nameof(Compositions))]
    public void Compositions_with_it_have_their_order(string name)
    {
        Order(name, SplittingScheme.Strang, 32).ShouldBe(2, 0.1);
        Order(name, SplittingScheme.Yoshida4, 32).ShouldBe(4, 0.25);
        Order(name, SplittingScheme.LieTrotter, 128).ShouldBe(1, 0.1);
    }

    [Fact]
    public void A_flux_breaks_what_all_of_them_keep() =>
        Should.Throw<PhysicsAssertException>(() => PhysicsAssert.FlowIsReversible(
            new ModeTerm<double, Tests.Terms.Modes.FluxQuantity>("flux", [new ModePair(0, 1)], 0.5), Point(), [], Time)).Message.ShouldContain("synthetic flux");

    private static HebComponent Of(string name) => HebComponents.All.First(one => one.Name == name);

    private static double Change(HebComponent component, double[] worth, int steps)
    {
        var x = Point();
        var before = Sum(x, worth);
        var (parts, dt) = (component.Terms(), 1.0 / steps);
        for (var step = 0; step < steps; step++)
        {
            for (var k = 0; k < parts.Length; k++)
            {
                Flow(parts[k], k == parts.Length - 1 ? dt : dt / 2);
            }

            for (var k = parts.Length - 2; k >= 0; k--)
            {
                Flow(parts[k], dt / 2);
            }
        }

        return Math.Abs(Sum(x, worth) - before) / before;

        void Flow(ITerm<double>[] part, double time)
        {
            foreach (var term in part)
            {
                term.Flow(x.View, new Control<double>(Theta(term)), time);
            }
        }
    }

    private static double Sum(PhasePoint<double> x, double[] worth) => Enumerable.Range(0, Coordinates).Sum(
        mode => worth[mode] * (Math.Pow(x.View.Q[mode * x.Lanes], 2) + Math.Pow(x.View.P[mode * x.Lanes], 2)) / 2);

    // |x_n − x_2n| / |x_2n − x_4n| = 2^order.
    private static double Order(string name, SplittingScheme scheme, int steps)
    {
        var ends = new[] { steps, 2 * steps, 4 * steps }.Select(n =>
        {
            var machine = Machine(name, n, scheme);
            machine.Prepare(Batch());
            machine.Evolve();
            return (double[])[.. machine.State.Q, .. machine.State.P];
        }).ToArray();
        return Math.Log2(Distance(ends[0], ends[1]) / Distance(ends[1], ends[2]));
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    // The component, one trained phase a mode, and couplings that commute with neither.
    private static HamiltonianMachine<double> Machine(string name, int steps, SplittingScheme scheme)
    {
        var machine = new HamiltonianMachine<double>(new()
        {
            Kind = name,
            Hamiltonian = new(
                Coordinates,
                [
                    [ModeTerms.PhaseElement<double>([0, 1, 2, 3], name: "trained")],
                    [ModeTerms.BeamSplitter<double>([(0, 3), (1, 2)], 0.8, "neighbours")],
                    .. Of(name).Terms(),
                ]),
            Schedule = new(1, steps, scheme),
            Input = new() { PositionSites = [0, 1, 2, 3], MomentumSites = [0, 1, 2, 3] },
            Output = [0, 1],
            Cost = new IntensityCost<double>([0, 1], 1.0, 0.6),
            Lanes = 1,
        });
        var stream = new RandomStream(31, "components/theta");
        for (var k = 0; k < machine.Parameters.Count; k++)
        {
            machine.Learning.Theta[k] += 0.5 + (0.3 * stream.Normal(0, (uint)k));
        }

        return machine;
    }

    private static Batch Batch()
    {
        var (stream, batch) = (new RandomStream(37, "components/sample"), new Batch(2 * Coordinates, 2, 1) { Active = 1 });
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = 0.8 * stream.Normal(0, (uint)i);
        }

        batch.Targets[0] = 0.7;
        batch.Targets[1] = 0.2;
        return batch;
    }

    private static PhasePoint<double> Point()
    {
        var (stream, x) = (new RandomStream(29, "components/field"), new PhasePoint<double>(Coordinates, 1));
        for (var i = 0; i < Coordinates; i++)
        {
            var (q, p) = stream.Normals(0, (uint)i);
            (x.View.Q[i * x.Lanes], x.View.P[i * x.Lanes]) = (0.7 * q, 0.7 * p);
        }

        return x;
    }

    private static double[] Theta(ITerm<double> term)
    {
        var stream = new RandomStream(23, "components/parameters");
        return [.. Enumerable.Range(0, term.Tensors.Sum(tensor => tensor.Shape.Aggregate(1, (a, b) => a * b))).Select(k => 0.6 + (0.2 * stream.Normal(0, (uint)k)))];
    }
}
