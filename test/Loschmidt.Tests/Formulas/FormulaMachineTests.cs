using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Graphs;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Tests.Graphs;

namespace Loschmidt.Tests.Formulas;

/// <summary>Machines whose Hamiltonian stands in the experiment.</summary>
public sealed class FormulaMachineTests
{
    private const string Parameters = "{ k: { value: 1, spread: 0.2 }, h: { value: 0.6, spread: 0.1 }, g: { value: 0.5, per: all } }";

    [Fact]
    public void The_echo_of_a_formula_machine_gives_its_gradient()
    {
        var machine = (HamiltonianMachine<double>)MachineFactory.Build(Settings(
            $"kinetic: p^2/(2*m), site: k*q^2/2 + h^2*q^4/4, bond: g*(1-cos(a-b)), "
            + $"parameters: {Parameters.Replace("{ k", "{ m: { value: 1.3, spread: 0.2 }, k", StringComparison.Ordinal)}"), Precision.Double, 3);
        var batch = Sample(machine);
        var (reference, echo) = (Rig.PullBack(machine, batch), Rig.TwoSidedEcho(machine, batch, 1e-3).Theta);

        machine.Parameters.Tensors.Select(tensor => tensor.Name).ShouldBe(["kinetic/m", "site/k", "site/h", "bond/g"]);
        Rig.RelativeError(Rig.Tangent(machine, batch), reference).ShouldBeLessThan(1e-12);
        Rig.RelativeError(echo, reference).ShouldBeLessThan(1e-5); // ε²
        var complex = new double[reference.Length];
        new ComplexStepEstimator().Estimate(machine, batch, complex);
        Rig.RelativeError(complex, reference).ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void In_fixed_point_a_formula_machine_comes_home_to_the_last_bit()
    {
        var machine = (HamiltonianMachine<double>)MachineFactory.Build(
            Settings($"kinetic: sqrt(1 + p^2), site: k*q^2/2 + h*q^4, bond: g*a*b, parameters: {Parameters}"), Precision.FixedPoint, 3);

        Rig.EchoError(machine, Sample(machine)).ShouldBe(0);
    }

    [Fact]
    public void Spread_parameters_are_drawn_from_the_seed_and_shared_ones_are_one()
    {
        var machine = (HamiltonianMachine<double>)MachineFactory.Build(
            Settings($"site: k*q^2/2 + h*q^4, bond: g*a*b, parameters: {Parameters}"), Precision.Double, 3);
        var k = machine.Tensor("site/k").ToArray();

        k.Distinct().Count().ShouldBe(6);
        k.ShouldAllBe(value => value >= 0.8 && value <= 1.2);
        machine.Tensor("bond/g").ToArray().ShouldBe([0.5]);
    }

    // Mutation: the place of the key instead of the value, or quotes not counted, moves the column.
    [Theory]
    [InlineData("site: \"2*(1-cos(qq))\"", "own.yaml:4:21: machine.site at character 10: unknown name 'qq'")]
    [InlineData("site: 2*qq", "own.yaml:4:13: machine.site at character 3: unknown name 'qq'")]
    [InlineData("bond: 'q^2'", "own.yaml:4:12: machine.bond at character 1: a bond joins two sites")]
    [InlineData("kinetic: p*q", "own.yaml:4:16: machine.kinetic at character 3: a kinetic energy depends on p alone")]
    [InlineData("kinetic: p^3", "own.yaml:4:5: machine.kinetic 'p^3' is not even in p")]
    [InlineData("site: \"\\x32*qq\"", "own.yaml:4:11: machine.site at character 3")]
    [InlineData("parameters: { z: { value: 1 } }", "own.yaml:4:5: machine.parameters 'z' is in no formula")]
    [InlineData("parameters: { q: { value: 1 } }", "own.yaml:4:5: machine.parameters 'q' cannot be the name of a parameter")]
    [InlineData("graph: { kind: ring, sites: 2 }", "own.yaml:4:5: machine.graph is refused: sites of a ring are at least 3")]
    public void A_mistake_is_told_with_file_line_and_column_of_the_character(string line, string problem)
    {
        var yaml = $"name: own\nmachine:\n    kind: formula\n    {line}\ndata: {{ set: xor }}\n";

        Should.Throw<ExperimentException>(() => ExperimentFile.Parse(yaml, "own.yaml", [], quick: false, MachineFactory.Kinds))
            .Message.ShouldStartWith(problem);
    }

    [Fact]
    public void So_is_one_in_the_static_field_of_a_pinball() =>
        Should.Throw<ExperimentException>(() => ExperimentFile.Parse(
            "name: own\nmachine:\n    kind: pinball\n    field: 0.1*x + z\ndata: { set: xor }\n", "own.yaml", [], quick: false, MachineFactory.Kinds))
            .Message.ShouldStartWith("own.yaml:4:20: machine.field at character 9: unknown name 'z'; accepted: x, y, pi");

    [Fact]
    public void A_trained_parameter_of_two_formulas_is_refused_with_the_cure() =>
        Should.Throw<ExperimentException>(() => Settings("site: k*q^2, bond: k*a*b, parameters: { k: { value: 1 } }"))
            .Message.ShouldContain("'k' is in 'site' and 'bond': a parameter that is trained or spread belongs to one formula");

    [Fact]
    public void A_lost_pass_names_step_site_formula_and_argument()
    {
        var machine = MachineFactory.Build(
            Settings("site: k*q^2/2 - h*log(1.2 + q), bond: g*a*b, parameters: " + Parameters), Precision.Double, 3);
        var batch = Sample(machine);
        batch.Inputs.AsSpan().Fill(-1.3);
        machine.Prepare(batch);
        machine.Evolve();

        machine.DescribeFault().ShouldNotBeNull().ShouldStartWith("step 1 of 40: formula 'site', site 0, sample 0 (q = -1.3): 'log(1.2 + q)' at character 13");
    }

    // A kick of log(x) is finite for x < 0; only what the parameter hears is not.
    [Fact]
    public void A_potential_that_is_lost_in_the_force_is_told_alike()
    {
        var machine = MachineFactory.Build(
            Settings("site: k*q^2/2 + h*sqrt(1.2 + q), bond: g*a*b, parameters: " + Parameters), Precision.Double, 3);
        var batch = Sample(machine);
        batch.Inputs.AsSpan().Fill(-1.3);
        machine.Prepare(batch);
        machine.Evolve();

        machine.DescribeFault().ShouldNotBeNull().ShouldContain("'sqrt(1.2 + q)' at character 13");
    }

    [Fact]
    public void A_formula_that_is_set_on_the_command_line_is_told_with_the_option() =>
        Should.Throw<ExperimentException>(() => ExperimentFile.Load(
            "own-formula", [Setting.Parse("machine.site=EJ*cos(q")], quick: false, MachineFactory.Kinds))
            .Message.ShouldStartWith("--set machine.site=EJ*cos(q: machine.site at the end, character 9");

    private static FormulaSettings Settings(string keys) => (FormulaSettings)ExperimentFile.Parse(
        $"name: own\nmachine: {{ kind: formula, graph: {{ kind: ring, sites: 6 }}, duration: 2, steps: 40, judged: targets, encoder: {{ positions: [0, 3] }}, outputs: [2, 5], {keys} }}\n"
        + "data: { set: pattern, inputs: [[1, 2]], targets: [[1, 0]] }\ntraining: { steps: 1 }\n",
        "own.yaml", [], quick: false, MachineFactory.Kinds).Machine;

    private static Batch Sample(IMachine machine)
    {
        var batch = new Batch(2, 2, machine.Lanes) { Active = machine.Lanes };
        ((double[])[0.9, -0.6]).CopyTo(batch.Inputs, 0);
        ((double[])[0.3, -0.4]).CopyTo(batch.Targets, 0);
        return batch;
    }
}
