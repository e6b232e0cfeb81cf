using System.Text;
using Loschmidt.EndToEnd.Support;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.EndToEnd;

/// <summary>The JSON schema against the reader of experiments, judged by somebody else's validator.</summary>
public sealed class SchemaTests(Workplace place) : IClassFixture<Workplace>
{
    private const string Python = "/usr/bin/python3";

    // One file that uses every block, so that mutations reach every key that presets leave out.
    private const string Rich = """
        name: rich
        description: 2026
        machine:
          kind: ring
          sites: 20
          inputSites: [0, 3]
          outputSites: [5]
        data: { set: series, path: numbers.csv, window: 2, horizon: 1, stride: 1, validation: 3, limit: 100 }
        training:
          estimator: echo
          epochs: 2.5
          batch: 3
          sampling: independent
          optimiser: { kind: amsgrad, rate: 1e-3, beta1: .5, beta2: 0.9, epsilon: 1e-8, clip: 1e-3 }
          schedule: { kind: steps, at: [10, 20], factor: 0.5, floor: 0.01, warmUp: 5 }
          precision: double
          evaluateEvery: 5
          checkpoints: { every: 5, keep: 3, best: cost }
          earlyStopping: { metric: validation-cost, patience: 3 }
          watchdog: { on: true, echoLoss: { warn: 0.1 } }
        sweep:
          method: grid
          keys: { training.optimiser.rate: [1e-3, 1e-2], machine.sites: [20, 30] }
          cases: { plain: {}, long: { machine.steps: 200 } }
          seeds: [1, 2]
          metric: cost
        seed: 18446744073709551615
        expected: { metric: cost, value: -1e-3, seconds: 3 }
        quick:
          training.steps: 3
          training: { optimiser.rate: 0.1, schedule: { warmUp: 2 } }
          machine: { sites: 21 }
          machine.steps: 10
          sweep: { seeds: [1] }
          sweep.keys.machine.sites: [20]
        """;

    [Fact]
    public void Every_preset_is_valid_and_so_is_a_file_that_uses_every_block()
    {
        var texts = Presets.List().Select(Presets.Text).Append(Rich).ToArray();
        Judge(texts).ShouldAllBe(verdict => verdict == "valid");
        Accepts(Rich).ShouldBeTrue();
    }

    [Theory]
    [InlineData("sites: 20", "sitez: 20")]
    [InlineData("sites: 20", "sites: many")]
    [InlineData("sites: 20", "sites: 2")]
    [InlineData("sites: 20", "sites: \"20\"")]
    [InlineData("sites: 20", "sites: 20.5")]
    [InlineData("kind: ring", "kind: pendulum")]
    [InlineData("kind: ring", "mass: 1")]
    [InlineData("[0, 3]", "[0, three]")]
    [InlineData("[0, 3]", "0")]
    [InlineData("estimator: echo", "estimator: ecko")]
    [InlineData("rate: 1e-3", "rate: 0")] // exclusive
    [InlineData("beta2: 0.9", "beta2: 1")] // exclusive at the other end
    [InlineData("clip: 1e-3", "momenta: 1e-3")]
    [InlineData("at: [10, 20]", "at: []")]
    [InlineData("seed: 18446744073709551615", "seed: -1")]
    [InlineData("seed: 18446744073709551615", "seed:")]
    [InlineData("name: rich", "name: Rich!")]
    [InlineData("name: rich", "title: rich")]
    [InlineData("training.steps: 3", "training.stepz: 3")]
    [InlineData("training.steps: 3", "training.steps: three")]
    [InlineData("warmUp: 2", "warmup: 2")]
    [InlineData("machine: { sites: 21 }", "machine: { sites: 1 }")]
    public void What_is_broken_is_refused_by_both(string right, string wrong)
    {
        Rich.ShouldContain(right);
        var broken = Rich.Replace(right, wrong, StringComparison.Ordinal);
        Accepts(broken).ShouldBeFalse();
        Judge(broken).ShouldHaveSingleItem().ShouldStartWith("invalid ");
    }

    [Fact]
    public void What_the_reader_accepts_the_schema_accepts_and_unknown_keys_and_wrong_types_neither_does()
    {
        // Turns red where the schema forgets that an optional key may be empty, or that a text may look like a number;
        // or where it forgets "additionalProperties": false anywhere.
        var cases = new List<(string Yaml, bool MustFail, string What)>();
        foreach (var text in new[] { "xor", "ring", "mnist-photonic" }.Select(Presets.Text).Append(Rich))
        {
            cases.AddRange(Mutations(YamlReader.ReadDocument(text, "t.yaml", [])));
        }

        var verdicts = Judge([.. cases.Select(each => each.Yaml)]);
        var (accepted, refused) = (0, 0);
        for (var i = 0; i < cases.Count; i++)
        {
            var (yaml, mustFail, what) = cases[i];
            var valid = verdicts[i] == "valid";
            if (Accepts(yaml))
            {
                valid.ShouldBeTrue($"{what}: {verdicts[i]}\n{yaml}");
                accepted++;
            }
            else if (mustFail)
            {
                valid.ShouldBeFalse($"{what}: refused by the reader alone\n{yaml}");
                refused++;
            }
        }

        accepted.ShouldBeGreaterThan(200);
        refused.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void The_command_line_prints_the_schema_and_the_line_by_which_editors_find_it()
    {
        var schema = Launcher.Loschmidt("presets", "schema").ShouldSucceed();
        schema.Out.ShouldBe(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "experiment.schema.json")));

        var plain = Launcher.Loschmidt("presets", "show", "ring").ShouldSucceed().Out;
        var hinted = Launcher.Loschmidt("presets", "show", "ring", "--schema", "../e.json").ShouldSucceed().Out;
        hinted.ShouldBe("# yaml-language-server: $schema=../e.json\n" + plain);
        Launcher.Loschmidt("train", place.Write("hinted.yaml", hinted), "--steps", "1", "--runs",
            place.Runs).ShouldSucceed();
    }

    /// <summary>Every key in turn: renamed, removed, and with values of every type; in flow style.</summary>
    private static IEnumerable<(string Yaml, bool MustFail, string What)> Mutations(MappingNode root)
    {
        string[] values = ["many", "-1", "1", "0.5", "1e30", "true", "", "[1, 2]", "[x]", "[]", "{}", "{ a: 1 }",
            "\"1\""];
        foreach (var (block, entry, path) in Entries(root, ""))
        {
            yield return (With(block, entry with { Key = entry.Key + "z" }, entry), true, $"{path} renamed");
            block.Remove(entry.Key);
            yield return (YamlText.Flow(root), false, $"{path} removed");
            block.Set(entry);
            foreach (var value in values)
            {
                var node = YamlReader.ReadValue(value, entry.Where, []);
                var sameType = node.GetType() == entry.Value.GetType();
                // An empty value is a matter of rules between keys: the type allows it wherever a key is optional.
                yield return (With(block, entry with { Value = node }, entry), !sameType && value.Length > 0,
                    $"{path} = {value}");
            }
        }

        string With(MappingNode block, YamlEntry changed, YamlEntry original)
        {
            block.Remove(original.Key);
            block.Set(changed);
            var text = YamlText.Flow(root);
            block.Remove(changed.Key);
            block.Set(original);
            return text;
        }
    }

    private static List<(MappingNode Block, YamlEntry Entry, string Path)> Entries(MappingNode block, string prefix) =>
    [
        .. block.Entries.SelectMany(entry => (List<(MappingNode, YamlEntry, string)>)
        [
            (block, entry, prefix + entry.Key),
            .. entry.Value is MappingNode inner ? Entries(inner, $"{prefix}{entry.Key}.") : [],
        ]),
    ];

    private static bool Accepts(string yaml)
    {
        try
        {
            ExperimentFile.Parse(yaml, "t.yaml", [], quick: false, MachineFactory.Kinds);
            return true;
        }
        catch (ExperimentException)
        {
            return false;
        }
    }

    private string[] Judge(params string[] texts)
    {
        Assert.SkipUnless(
            Launcher.Succeeds(Python, "-c", "import jsonschema, yaml; jsonschema.Draft202012Validator"),
            "needs Python with jsonschema and PyYAML: ./test.sh --install");
        var documents = new StringBuilder();
        foreach (var text in texts)
        {
            documents.Append("--- #\n").Append(text.TrimEnd('\n')).Append('\n');
        }

        var outcome = Launcher.Start(
            Python, Path.Combine(Checkout.Root, "test", "Loschmidt.EndToEnd", "Support", "validate.py"),
            Path.Combine(Checkout.Root, "docs", "experiment.schema.json"), place.Write("documents.txt",
            documents.ToString()));
        var verdicts = outcome.ShouldSucceed().Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        verdicts.Length.ShouldBe(texts.Length);
        return verdicts;
    }
}
