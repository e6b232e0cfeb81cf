using Loschmidt.Experiments.Data;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Data;

/// <summary>Ising problems and their exact answers.</summary>
public sealed class IsingDataSetTests
{
    /// <summary>Three spins that all want to differ cannot: E = −1 is all that is possible.</summary>
    [Fact]
    public void A_frustrated_triangle_has_the_ground_state_everybody_knows() =>
        new IsingDataSet(3, [-1, -1, -1]).Optimum.ShouldBe(-1);

    /// <summary>Against trying all states one by one. Mutation: fields that are not updated by both of a pair.</summary>
    [Fact]
    public void The_gray_code_finds_the_minimum_over_all_states()
    {
        foreach (var seed in new ulong[] { 1, 2, 3 })
        {
            var problem = IsingDataSet.Draw(9, seed == 3 ? 14 : null, seed);
            var all = Enumerable.Range(0, 1 << 9).Min(state => problem.Energy([.. Enumerable.Range(0, 9).Select(spin => (state >> spin & 1) == 0 ? 1.0 : -1.0)]));
            problem.Optimum.ShouldBe(all);
        }
    }

    /// <summary>Mutation: the factor 2 of a turned spin.</summary>
    [Fact]
    public void Rises_are_differences_of_energies()
    {
        var problem = IsingDataSet.Draw(6, null, 4);
        double[] spins = [1, -1, -1, 1, 1, -1];
        var rises = new double[6];
        problem.Rises(spins, rises);
        for (var i = 0; i < 6; i++)
        {
            var turned = spins.ToArray();
            turned[i] = -turned[i];
            (problem.Energy(turned) - problem.Energy(spins)).ShouldBe(rises[i]);
        }
    }

    [Fact]
    public void Couplings_are_signs_and_bonds_as_many_as_told()
    {
        var batch = new Batch(0, 190, 1);
        IsingDataSet.Draw(20, null, 5).Read([0], batch);
        batch.Targets.ShouldAllBe(coupling => Math.Abs(coupling) == 1);
        batch.Targets.Count(coupling => coupling > 0).ShouldBeInRange(70, 120);
        IsingDataSet.Draw(20, 60, 5).Read([0], batch);
        batch.Targets.Count(coupling => coupling != 0).ShouldBe(60);
    }

    [Fact]
    public void Answers_are_graded_by_their_signs()
    {
        var problem = new IsingDataSet(3, [1, 1, -1]);
        problem.Grade(0, [0.3, 2, -0.1]).ShouldBe([("energy", -1), ("optimum", -1), ("groundState", 1)]);
        problem.Grade(0, [0.3, -2, -0.1]).ShouldBe([("energy", 3), ("optimum", -1), ("groundState", 0)]);
        IsingDataSet.Draw(30, null, 1).Grade(0, new double[30]).ShouldHaveSingleItem().Name.ShouldBe("energy");
    }
}
