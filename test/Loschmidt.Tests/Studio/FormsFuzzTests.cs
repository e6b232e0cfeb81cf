using System.Text;
using Loschmidt.Experiments.Fuzzing;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Studio;

/// <summary>Whatever is typed, the studio answers.</summary>
public sealed class FormsFuzzTests(FormsStudio studio) : IClassFixture<FormsStudio>
{
    private const int Cases = 2000;
    private static readonly string[] Corpus = ["ring", "pinball", "moons-scattering", "digits-softmax"];

    /// <summary>Mutation: an exception of the parser or of a machine's constructor that is no refusal ends in 500.</summary>
    [Fact]
    public async Task Spoilt_experiments_are_sound_or_told_what_is_wrong()
    {
        var mutator = new Mutator(1, [.. Corpus.Select(name => Encoding.UTF8.GetBytes(Presets.Text(name)))], [.. "[]{}:,-&*!|>'\"%@`#? \t\n\r\0~<=.e9x"u8, 0x7F, 0xC3, 0xFF]);
        var sound = 0;
        for (var number = 0; number < Cases; number++)
        {
            var (status, answer) = await studio.Post("/api/validate", new { yaml = Encoding.UTF8.GetString(mutator.Case(number)), quick = number % 4 == 0 });

            status.ShouldBe(200, $"case {number}: {answer}");
            var valid = answer.GetProperty("valid").GetBoolean();
            valid.ShouldBe(answer.GetProperty("problems").GetArrayLength() == 0);
            sound += valid ? 1 : 0;
        }

        sound.ShouldBeInRange(Cases / 10, Cases * 9 / 10);
    }

    /// <summary>Mutation: an edit that keeps only what it changes, or one that writes into the wrong block.</summary>
    [Theory, InlineData("ring"), InlineData("xor"), InlineData("pinball"), InlineData("smnist-linear"), InlineData("mnist-photonic-sweep"), InlineData("own-formula")]
    public void Edits_of_every_key_read_back_and_leave_all_others(string preset)
    {
        var text = Presets.Text(preset);
        var before = Leaves(text);
        foreach (var (path, _) in before)
        {
            var keys = path.Split('/');
            var changed = YamlEdit.Set(text, keys, "{ anything: [1, two] }");
            Leaves(changed)[path + "/anything"].ShouldBe("[1, two]", path);
            Others(changed, path).ShouldBe(Others(text, path), path);

            var gone = YamlEdit.Set(text, keys, null);
            Leaves(gone).ShouldNotContainKey(path);
            Others(gone, path).ShouldBe(Others(text, path), path);

            var back = Leaves(YamlEdit.Set(gone, keys, "3"));
            back[path].ShouldBe("3");
            back.Where(leaf => leaf.Key != path).ShouldBe(before.Where(leaf => leaf.Key != path), ignoreOrder: true);
        }
    }

    [Theory]
    [InlineData("", "a: 1\n")]
    [InlineData("# nothing yet\n", "# nothing yet\na: 1\n")]
    [InlineData("b: 2 # two", "b: 2 # two\na: 1")]
    [InlineData("{b: 2}", "{b: 2, a: 1}")]
    [InlineData("a:\nb: 2\n", "a: 1\nb: 2\n")]
    [InlineData("a: # first\n  - 1\n  - 2\nb: 2\n", "a: 1\nb: 2\n")]
    [InlineData("a: |\n  one\n  two\nb: 2\n", "a: 1\nb: 2\n")]
    [InlineData("b:\n  c: 3\n\n# the end\n", "b:\n  c: 3\na: 1\n\n# the end\n")]
    public void A_value_is_put_where_it_belongs(string text, string expected) => YamlEdit.Set(text, ["a"], "1").ShouldBe(expected);

    private static Dictionary<string, string> Leaves(string text)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(YamlReader.ReadDocument(text, "t.yaml", []), "");
        return found;

        void Collect(MappingNode block, string prefix)
        {
            foreach (var entry in block.Entries)
            {
                if (entry.Value is MappingNode inner && inner.Entries.Count > 0)
                    Collect(inner, $"{prefix}{entry.Key}/");
                else
                    found[prefix + entry.Key] = YamlText.Flow(entry.Value);
            }
        }
    }

    private static KeyValuePair<string, string>[] Others(string text, string path) =>
        [.. Leaves(text).Where(leaf => leaf.Key != path && !leaf.Key.StartsWith(path + "/", StringComparison.Ordinal)).OrderBy(leaf => leaf.Key, StringComparer.Ordinal)];
}
