using Loschmidt.Costs;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Graphs;

public sealed class HamiltonianMachineTests
{
    [Fact]
    public void Parameters_are_named_by_term_quantity_and_place()
    {
        var machine = GraphMachines.Build<double>(new RingSettings(), 1);
        machine.Parameters.NameOf(3).ShouldBe("wells/stiffness[3]");
        machine.Parameters.Tensors.Select(tensor => tensor.Name)
            .ShouldBe(["wells/stiffness", "wells/hardening", "springs/stiffness", "springs/hardening"]);
        machine.Tensor("wells/stiffness").ToArray().ShouldAllBe(value => value == 1);
        machine.Tensor("springs/hardening")[5] = 9;
        machine.Learning.Theta[3 * 16 + 5].ShouldBe(9);
        Should.Throw<ArgumentException>(() => machine.Tensor("springs/mass").Length)
            .Message.ShouldContain("springs/hardening");
    }

    [Fact]
    public void Energy_is_that_of_field_and_learning_field()
    {
        var settings = Rig.RandomGraph(recoils: true) with { Steps = 2000 };
        var machine = GraphMachines.Build<double>(settings, 4);
        machine.Prepare(GraphTasks.Sample(settings, 4));
        machine.Learning.Pi.Fill(0.2);
        var before = machine.Energy();
        machine.Evolve();

        // θ has moved, so neither part is conserved alone; the leapfrog's own error is (dt)² = 1e-6.
        machine.Energy().ShouldBe(before, 1e-5 * Math.Abs(before));
        machine.Learning.InverseMass.ShouldBe(settings.InverseMass);
        double.IsFinite(machine.Norm()).ShouldBeTrue();
    }

    [Fact]
    public void Outputs_are_positions_of_the_output_sites_in_lane_layout()
    {
        var settings = Rig.RandomGraph();
        var machine = GraphMachines.Build<double>(settings, 4);
        var batch = GraphTasks.Sample(settings, 4);
        machine.Prepare(batch);
        var outputs = new double[machine.Outputs * machine.Lanes];
        machine.Read(outputs);
        outputs.ShouldBe(batch.Inputs[..outputs.Length]); // nothing has moved yet: q is the input
        var row = new double[8];
        machine.CopyField(0, 2, row);
        row[5].ShouldBe(batch.Inputs[5 * 3 + 2]);
        machine.CopyField(1, 2, row);
        row[5].ShouldBe(batch.Inputs[(8 + 5) * 3 + 2]);
    }

    [Fact]
    public void A_watcher_sees_every_step_of_both_passes()
    {
        var settings = Rig.RandomGraph() with { Steps = 4 };
        var machine = GraphMachines.Build<double>(settings, 4);
        var seen = new List<int>();
        machine.Watcher = seen.Add;
        machine.Prepare(GraphTasks.Sample(settings, 4));
        machine.Evolve();
        machine.Reverse();
        machine.Return();
        seen.ShouldBe([1, 2, 3, 4, 1, 2, 3, 4]);
    }

    [Fact]
    public void A_state_that_is_not_finite_is_located_and_explained()
    {
        var settings = new RingSettings { Steps = 3, Duration = 300 };
        var machine = GraphMachines.Build<double>(settings, 1);
        machine.Prepare(GraphTasks.Sample(settings));
        machine.DescribeFault().ShouldBeNull();
        for (var pass = 0; pass < 5; pass++)
            machine.Evolve();
        machine.DescribeFault().ShouldNotBeNull().ShouldContain("the step 100 is too long");
        machine.Learning.Theta[17] = double.NaN;
        machine.DescribeFault().ShouldNotBeNull().ShouldContain("wells/hardening[1]");
    }

    [Fact]
    public void Parts_that_do_not_fit_are_refused_with_the_reason()
    {
        var ring = Graph.Ring(4);
        var parts = new HamiltonianParts<double>
        {
            Hamiltonian = new(4, [new KineticTerm<double>(ring)], [new SiteTerm<double, DuffingSite>("wells", ring)]),
            Schedule = new(1, 10, SplittingScheme.KickDriftKick),
            Input = SiteEncoder.Positions(0),
            Output = [1],
            Cost = new PositionCost<double>([1]),
        };
        new HamiltonianMachine<double>(parts).Kind.ShouldBe("hamiltonian");
        Refused(parts with { Lanes = 2, InverseMass = 1 }).ShouldContain("one lane");
        Refused(parts with { Output = [4] }).ShouldContain("0 to 3");
        Refused(parts with { Input = SiteEncoder.Momenta(-1) }).ShouldContain("encoder");
        Refused(parts with { Cost = null }).ShouldContain("cost");
        Should.Throw<ArgumentException>(() => new HamiltonianMachine<double>(parts).Prepare(new Batch(2, 1, 1)))
            .Message.ShouldContain("1 features");
        Should.Throw<InvalidOperationException>(() => new HamiltonianMachine<double>(parts).Recall());

        static string Refused(HamiltonianParts<double> parts) =>
            Should.Throw<ArgumentException>(() => new HamiltonianMachine<double>(parts)).Message;
    }

    [Fact]
    public void Graphs_have_the_bonds_their_names_promise()
    {
        Graph.Chain(4).Bonds.ShouldBe([new(0, 1), new(1, 2), new(2, 3)]);
        Graph.Ring(3).Bonds.ShouldBe([new(0, 1), new(1, 2), new(2, 0)]);
        Graph.Grid(3, 2).Bonds.ShouldBe([new(0, 1), new(1, 2), new(3, 4), new(4, 5), new(0, 3), new(1, 4), new(2, 5)]);
        for (var seed = 1ul; seed <= 20; seed++)
        {
            var graph = Graph.Random(8, 12, seed);
            graph.Bonds.Distinct().Count().ShouldBe(12);
            var reached = new HashSet<int> { 0 };
            for (var sweep = 0; sweep < 8; sweep++)
                foreach (var (from, to) in graph.Bonds)
                    if (reached.Contains(from) || reached.Contains(to))
                        reached.UnionWith([from, to]);
            reached.Count.ShouldBe(8);
            Graph.Random(8, 12, seed).Bonds.ShouldBe(graph.Bonds);
        }

        Should.Throw<ArgumentException>(() => new Graph(3, new Bond(1, 1)));
    }
}
