using System.Text.Json;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Studio;

/// <summary>What a form is told while somebody types is what the command line would say.</summary>
public sealed class FormsTests(FormsStudio studio) : IClassFixture<FormsStudio>
{
    private const string Ring = """
        name: mine
        machine: { kind: ring, inputSites: [0, 5], outputSites: [2, 7] }
        data: { set: pattern, inputs: [[1, 0.5]], targets: [[0.5, -0.5]] }
        training: { estimator: echo, steps: 200 }
        expected: { metric: cost, value: 0.1, seconds: 4 }
        quick: { training.steps: 50 }
        """;

    /// <summary>Mutations: columns from 0; the first problem alone.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("name: a\nmachine: {kind: ring, sites: 1, stpes: 3}\ndata: {set: xor}\n")]
    [InlineData("name: a\nmachine:\n  kind: rong\ndata:\n  set: [xor]\ntraning: {}\n")]
    [InlineData("name: a\nmachine: {kind: ring\n")]
    [InlineData("name: a\nname: b\nmachine: {}\n")]
    [InlineData("name: A B\nmachine: {kind: wave}\ndata: {set: mnist, validation: -1}\ntraining:\n  steps: many\n  epochs: 2\nquick: {training.stps: 3}\n")]
    [InlineData("\tname: a")]
    [InlineData("[1, 2]")]
    public async Task Problems_stand_where_the_command_line_says(string yaml)
    {
        var file = Path.Combine(studio.Runs, "typed.yaml");
        await File.WriteAllTextAsync(file, yaml, TestContext.Current.CancellationToken);
        var printed = Should.Throw<ExperimentException>(() => ExperimentFile.Load(file, [], quick: false, MachineFactory.Kinds)).Message.Split('\n');

        var (_, answer) = await studio.Post("/api/validate", new { yaml });

        answer.GetProperty("valid").GetBoolean().ShouldBeFalse();
        answer.GetProperty("problems").EnumerateArray().Select(Line).ShouldBe(
            printed.Select(line => line.Replace(file, "experiment.yaml", StringComparison.Ordinal)));

        string Line(JsonElement problem) =>
            $"experiment.yaml:{problem.GetProperty("line").GetInt32()}:{problem.GetProperty("column").GetInt32()}: {problem.GetProperty("message").GetString()}";
    }

    /// <summary>Mutation: the path of the block instead of the key's, and the form marks no field.</summary>
    [Fact]
    public async Task A_problem_names_the_key_that_a_form_shows()
    {
        var (_, answer) = await studio.Post("/api/validate", new { yaml = "name: a\nmachine: {kind: ring, sites: 1, stpes: 3}\ntraining: {optimiser: {kind: adam, rate: -1}}\n" });

        answer.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString()).ShouldBe(
            ["data", "machine.sites", "machine.stpes", "training.optimiser.rate"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_sound_experiment_is_told_what_it_means()
    {
        var (_, whole) = await studio.Post("/api/validate", new { yaml = Ring });
        var (_, quick) = await studio.Post("/api/validate", new { yaml = Ring, quick = true });

        whole.GetProperty("valid").GetBoolean().ShouldBeTrue(whole.ToString());
        var summary = whole.GetProperty("summary");
        (summary.GetProperty("kind").GetString(), summary.GetProperty("estimator").GetString()).ShouldBe(("ring", "echo"));
        summary.GetProperty("parameters").GetInt32().ShouldBe(64); // two of every one of 16 sites and of 16 springs
        (summary.GetProperty("features").GetInt32(), summary.GetProperty("targets").GetInt32()).ShouldBe((2, 2));
        summary.GetProperty("passes").GetDouble().ShouldBe(3);
        summary.GetProperty("seconds").GetDouble().ShouldBe(4);
        quick.GetProperty("summary").GetProperty("seconds").GetDouble().ShouldBe(1);
        whole.GetProperty("values").GetProperty("machine/outputSites").GetProperty("text").GetString().ShouldBe("[2, 7]");
        whole.GetProperty("values").GetProperty("training/steps").GetProperty("line").GetInt32().ShouldBe(4);
    }

    /// <summary>Mutation: only keys are judged, and the run fails where it is started.</summary>
    [Theory]
    [InlineData("estimator: echo", "estimator: adjoint", "training.estimator", 4)]
    [InlineData("[[1, 0.5]]", "[[1, 0.5, 2]]", null, 3)]
    [InlineData("outputSites: [2, 7]", "outputSites: [2, 99]", null, 2)]
    public async Task Machine_estimator_and_data_must_go_together(string was, string @is, string? path, int line)
    {
        var (_, answer) = await studio.Post("/api/validate", new { yaml = Ring.Replace(was, @is, StringComparison.Ordinal) });

        var problem = answer.GetProperty("problems").EnumerateArray().ShouldHaveSingleItem();
        problem.GetProperty("line").GetInt32().ShouldBe(line, answer.ToString());
        if (path is not null)
            problem.GetProperty("path").GetString().ShouldBe(path);
    }

    /// <summary>Mutation: every machine is built to be measured, a device's command too.</summary>
    [Fact]
    public async Task Typing_a_device_starts_no_program()
    {
        var mark = Path.Combine(studio.Runs, "started");
        var (_, answer) = await studio.Post("/api/validate", new { yaml = $"name: a\nmachine: {{kind: device, command: \"touch {mark}\"}}\ndata: {{set: xor}}\n" });

        answer.GetProperty("valid").GetBoolean().ShouldBeTrue(answer.ToString());
        answer.GetProperty("summary").GetProperty("note").GetString()!.ShouldContain("device");
        File.Exists(mark).ShouldBeFalse();
    }

    [Theory]
    [InlineData("kind: wave, lattice: {columns: 4096, rows: 4096}")]
    [InlineData("kind: scattering, inputs: 65536, outputs: 1, replication: 1")]
    [InlineData("kind: perceptron, inputs: 60000, hidden: [60000]")]
    public async Task A_machine_that_fills_the_memory_is_not_built(string machine)
    {
        var (_, answer) = await studio.Post("/api/validate", new { yaml = $"name: a\nmachine: {{{machine}}}\ndata: {{set: random}}\n" });

        answer.GetProperty("summary").GetProperty("note").GetString()!.ShouldContain("too large", customMessage: answer.ToString());
        answer.GetProperty("summary").TryGetProperty("parameters", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_preset_is_listed_and_small_enough_to_be_built_while_somebody_types()
    {
        var (_, list) = await studio.Get("/api/presets");

        list.GetProperty("presets").EnumerateArray().Select(preset => preset.GetProperty("name").GetString()).ShouldBe(Presets.List());
        foreach (var name in Presets.List())
        {
            BuildSize.Of(ExperimentFile.Load(name, [], quick: false, MachineFactory.Kinds).Machine).ShouldBeLessThan(BuildSize.Quick, name);
        }
    }

    [Fact]
    public async Task The_schema_and_the_presets_are_those_of_the_command_line()
    {
        var (_, preset) = await studio.Get("/api/preset?name=xor");
        preset.GetProperty("yaml").GetString().ShouldBe(Presets.Text("xor"));
        (await studio.Get("/api/preset?name=../../etc/passwd")).Status.ShouldBe(400);
        (await studio.Stream("/api/schema")).ShouldBe(ExperimentJsonSchema.Text(MachineFactory.Kinds));
    }

    [Fact]
    public async Task An_edit_changes_its_key_alone()
    {
        var (_, answer) = await studio.Post("/api/edit", new { yaml = Ring, path = new[] { "training", "steps" }, value = "7" });
        answer.GetProperty("yaml").GetString().ShouldBe(Ring.Replace("steps: 200", "steps: 7", StringComparison.Ordinal));
        (await studio.Post("/api/edit", new { yaml = Ring, path = Array.Empty<string>(), value = "7" })).Status.ShouldBe(400);
        (await studio.Post("/api/edit", new { yaml = Ring, path = new[] { "seed" }, value = "[" })).Status.ShouldBe(400);
    }
}
