using Loschmidt.Machines;
using Loschmidt.Scattering;

namespace Loschmidt.Tests.Scattering;

public sealed class SolverTests
{
    /// <summary>A minus in Ã = D + JᵀÃ⁻¹J, or a field left out of the back-substitution, is off by order one: red.</summary>
    [Theory, MemberData(nameof(Networks.Reciprocal), MemberType = typeof(Networks))]
    [Trait("check", "S6")]
    [Trait("check", "S13")]
    public void Eliminating_layers_or_everything_but_the_input_gives_what_pivoted_elimination_gives(string name)
    {
        var dense = Outputs(name, SolverKind.Dense, out var gradient);
        foreach (var kind in new[] { SolverKind.Layered, SolverKind.LowRank })
        {
            var outputs = Outputs(name, kind, out var other);
            Largest(outputs, dense).ShouldBeLessThan(1e-11, kind.ToString());
            Largest(other, gradient).ShouldBeLessThan(1e-10, kind.ToString());
        }
    }

    [Fact]
    public void A_dense_network_of_inputs_is_reduced_to_the_inputs() =>
        Largest(Outputs("dense", SolverKind.LowRank, out _), Outputs("dense", SolverKind.Dense, out _)).ShouldBeLessThan(1e-11);

    /// <summary>Conjugating λ, counting a coupling twice, dropping a factor i, or forgetting the √κ of a port: each red.</summary>
    [Theory, MemberData(nameof(Networks.All), MemberType = typeof(Networks))]
    [Trait("check", "S9")]
    [Trait("check", "S10")]
    public void The_adjoint_gradient_is_the_slope_of_the_cost(string name)
    {
        var network = Networks.Of(name);
        var machine = new ScatteringMachine<double>(network, Networks.Theta(network));
        var batch = Networks.Samples(machine, 5, machine.Lanes);
        var gradient = new double[network.Parameters.Count];
        var cost = machine.Adjoint(batch, gradient);

        CostAt(machine, batch).ShouldBe(cost, 1e-12);
        foreach (var tensor in network.Parameters.Tensors)
        {
            var scale = Enumerable.Range(tensor.Offset, tensor.Count).Max(i => Math.Abs(gradient[i]));
            for (var i = tensor.Offset; i < tensor.Offset + tensor.Count; i += Math.Max(1, tensor.Count / 7))
            {
                const double H = 1e-4;
                var kept = machine.Learning.Theta[i];
                double At(double steps)
                {
                    machine.Learning.Theta[i] = kept + steps * H;
                    return CostAt(machine, batch);
                }

                var slope = (8 * (At(1) - At(-1)) - (At(2) - At(-2))) / (12 * H);
                machine.Learning.Theta[i] = kept;
                gradient[i].ShouldBe(slope, 1e-7 * scale, $"{network.Parameters.NameOf(i)}");
            }
        }
    }

    [Theory, MemberData(nameof(Networks.All), MemberType = typeof(Networks))]
    public void Float_gives_the_same_gradient_to_its_precision(string name)
    {
        var network = Networks.Of(name);
        var θ = Networks.Theta(network);
        var exact = new ScatteringMachine<double>(network, θ);
        var rough = new ScatteringMachine<float>(network, θ);
        var reference = new double[θ.Length];
        var gradient = new double[θ.Length];
        exact.Adjoint(Networks.Samples(exact, 5, exact.Lanes), reference);
        rough.Adjoint(Networks.Samples(exact, 5, rough.Lanes), gradient);

        Largest(gradient, reference).ShouldBeLessThan(2e-4 * reference.Max(Math.Abs));
    }

    /// <summary>Mutation: lanes that are not active count too, or a sum divided by the lanes.</summary>
    [Fact, Trait("check", "S21")]
    public void A_batch_gives_the_sum_of_its_samples()
    {
        var network = Networks.Of("layered");
        var machine = new ScatteringMachine<double>(network, Networks.Theta(network));
        var batch = Networks.Samples(machine, 6, machine.Lanes);
        var together = new double[network.Parameters.Count];
        var apart = new double[network.Parameters.Count];
        machine.Adjoint(batch, together);
        for (var lane = 0; lane < 6; lane++)
        {
            var one = new Batch(machine.Features, 0, machine.Lanes) { Active = 1 };
            for (var feature = 0; feature < machine.Features; feature++)
            {
                one.Inputs[feature * machine.Lanes] = batch.Inputs[feature * machine.Lanes + lane];
            }

            one.Labels[0] = batch.Labels[lane];
            var gradient = new double[together.Length];
            machine.Adjoint(one, gradient);
            for (var i = 0; i < gradient.Length; i++)
            {
                apart[i] += gradient[i];
            }
        }

        Largest(together, apart).ShouldBeLessThan(1e-12);
    }

    [Theory]
    [InlineData("layered")]
    [InlineData("transmission")]
    public void Neither_a_pass_nor_a_gradient_allocates(string name)
    {
        var network = Networks.Of(name, name == "layered" ? SolverKind.Layered : SolverKind.LowRank);
        var machine = new ScatteringMachine<float>(network, Networks.Theta(network));
        var batch = Networks.Samples(new ScatteringMachine<double>(network), 5, machine.Lanes);
        var gradient = new double[network.Parameters.Count];
        machine.Adjoint(batch, gradient);
        var before = GC.GetAllocatedBytesForCurrentThread();
        machine.Adjoint(batch, gradient);
        machine.Evolve();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static double[] Outputs(string name, SolverKind solver, out double[] gradient)
    {
        var network = Networks.Of(name, solver);
        var machine = new ScatteringMachine<double>(network, Networks.Theta(network));
        machine.Solver.ShouldBe(solver);
        var batch = Networks.Samples(machine, machine.Lanes, machine.Lanes);
        gradient = new double[network.Parameters.Count];
        machine.Adjoint(batch, gradient);
        machine.Prepare(batch);
        machine.Evolve();
        var outputs = new double[machine.Outputs * machine.Lanes];
        machine.Read(outputs);
        return outputs;
    }

    private static double CostAt(ScatteringMachine<double> machine, Batch batch)
    {
        machine.Prepare(batch);
        machine.Evolve();
        return machine.Cost();
    }

    private static double Largest(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
