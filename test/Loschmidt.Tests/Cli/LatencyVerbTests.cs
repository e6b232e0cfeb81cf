namespace Loschmidt.Tests.Cli;

/// <summary><c>loschmidt latency</c> as people and programs call it.</summary>
public sealed class LatencyVerbTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-platform-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Mutation: notes or tables on standard output beside the document, or a number without its formula.</summary>
    [Fact]
    public void The_document_has_every_number_with_its_formula_and_every_assumption_with_its_source()
    {
        var line = new CommandLineFixture();
        line.Run("latency", "xor", "--layers", "3", "--json").ShouldBe(0);
        line.Document.GetProperty("size").GetProperty("layers").GetInt32().ShouldBe(3);
        line.Document.GetProperty("figures").EnumerateArray().ShouldAllBe(figure => figure.GetProperty("from").GetString()!.Length > 0);
        line.Document.GetProperty("assumptions").EnumerateArray().ShouldAllBe(one => one.GetProperty("source").GetString()!.Length > 0);
    }

    /// <summary>Mutation: the option's file is read for its name only.</summary>
    [Fact]
    public void A_platform_is_printed_edited_and_used()
    {
        var printed = new CommandLineFixture();
        printed.Run("presets", "platform", "photonic-chip").ShouldBe(0);
        var file = Path.Combine(_root, "mine.yaml");
        File.WriteAllText(file, printed.Out.Replace("value: 2.1", "value: 4.2", StringComparison.Ordinal));
        var (chip, mine) = (Layer("photonic-chip"), Layer(file));
        mine.ShouldBe(2 * chip, 1e-9 * chip);

        static double Layer(string platform)
        {
            var line = new CommandLineFixture();
            line.Run("latency", "xor", "--platform", platform, "--json").ShouldBe(0);
            return line.Document.GetProperty("figures")[0].GetProperty("value").GetDouble();
        }
    }

    [Fact]
    public void A_mistake_in_a_platform_is_bad_input_with_its_line()
    {
        var file = Path.Combine(_root, "mine.yaml");
        File.WriteAllText(file, "name: mine\ncolour: blue\n");
        var line = new CommandLineFixture();
        line.Run("latency", "xor", "--platform", file).ShouldBe(2);
        line.Error.ShouldContain($"{file}:2:1");
        line.Error.ShouldContain("unknown key 'colour'");
        line.Error.ShouldContain("the platform needs the key 'wavelength'");
    }
}
