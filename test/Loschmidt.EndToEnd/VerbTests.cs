using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>The verbs that look, list and draw.</summary>
public sealed class VerbTests(Workplace place) : IClassFixture<Workplace>
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    [Fact]
    public void Simulating_draws_the_echo_and_the_learning_field()
    {
        var result = Launcher.Loschmidt("simulate", "xor", "--png", "--json", "--runs", place.Runs).ShouldSucceed().Document;
        result.GetProperty("echoError").GetDouble().ShouldBeLessThanOrEqualTo(1e-10);
        var figures = result.GetProperty("figures").EnumerateArray().Select(figure => figure.GetString()!).ToArray();
        foreach (var name in (string[])["echo", "theta", "pi"])
        {
            figures.ShouldContain(name + ".svg");
            figures.ShouldContain(name + ".png");
        }

        foreach (var figure in figures)
        {
            var bytes = File.ReadAllBytes(Path.Combine(RunFiles.Folder(result), figure));
            bytes.Take(4).ShouldBe(figure.EndsWith(".png", StringComparison.Ordinal) ? PngSignature : "<svg"u8.ToArray());
        }
    }

    [Fact]
    public void Pictures_of_the_photonic_network_lie_flat_in_their_folder()
    {
        Workplace.NeedMnist();
        var result = Launcher.Loschmidt("simulate", "mnist-photonic", "--json", "--runs", place.Runs).ShouldSucceed().Document;
        var figures = result.GetProperty("figures").EnumerateArray().Select(figure => figure.GetString()!).ToArray();
        figures.ShouldContain("conv1-phase.svg"); // the tensor conv1/phase: a slash would need a folder that nobody made
        figures.ShouldAllBe(figure => File.Exists(Path.Combine(RunFiles.Folder(result), figure)));
    }

    [Fact]
    public void Every_preset_is_listed_and_xor_is_described()
    {
        var list = Launcher.Loschmidt("presets", "--json").ShouldSucceed().Document.GetProperty("presets").EnumerateArray()
            .ToDictionary(preset => preset.GetProperty("name").GetString()!, preset => preset.GetProperty("description").GetString()!);
        string[] files = [.. Directory.GetFiles(Path.Combine(Checkout.Root, "presets"), "*.yaml").Select(Path.GetFileNameWithoutExtension)!];
        list.Keys.Order().ShouldBe(files.Order());
        list["xor"].ShouldContain("XOR");
    }

    [Fact]
    public void A_preset_that_was_shown_can_be_run_as_a_file()
    {
        var file = place.Write("mine.yaml", Launcher.Loschmidt("presets", "show", "xor").ShouldSucceed().Out);
        var mine = Launcher.Loschmidt("train", file, "--steps", "3", "--json", "--runs", place.Runs).ShouldSucceed().Document;
        var preset = Launcher.Loschmidt("train", "xor", "--steps", "3", "--json", "--runs", place.Runs).ShouldSucceed().Document;
        RunFiles.State(mine, 3).ShouldBe(RunFiles.State(preset, 3));
    }

    [Fact]
    public void The_doctor_finds_this_computer_fit()
    {
        var report = Launcher.Loschmidt("doctor", "--json", "--runs", place.Runs).ShouldSucceed().Document;
        report.GetProperty("healthy").GetBoolean().ShouldBeTrue();
        report.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString())
            .ShouldBe(["vectors", "data", "runs", "echo"]);
    }
}
