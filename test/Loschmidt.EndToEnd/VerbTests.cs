using System.Text.Json;
using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>The verbs that look, list and draw.</summary>
public sealed class VerbTests(Workplace place) : IClassFixture<Workplace>
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    [Fact]
    public void Simulating_draws_the_echo_and_the_learning_field()
    {
        var result = Look("simulate", "xor", "--png");
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
            var png = figure.EndsWith(".png", StringComparison.Ordinal);
            bytes.Take(4).ShouldBe(png ? PngSignature : "<svg"u8.ToArray());
        }
    }

    [Fact]
    public void Pictures_of_the_photonic_network_lie_flat_in_their_folder()
    {
        Workplace.NeedMnist();
        var result = Look("simulate", "mnist-photonic");
        var figures = result.GetProperty("figures").EnumerateArray().Select(figure => figure.GetString()!).ToArray();
        figures.ShouldContain("conv1-phase.svg"); // the tensor conv1/phase: a slash would be a folder
        figures.ShouldAllBe(figure => File.Exists(Path.Combine(RunFiles.Folder(result), figure)));
    }

    [Fact]
    public void Every_preset_is_listed_and_xor_is_described()
    {
        var list = Look("presets").GetProperty("presets").EnumerateArray().ToDictionary(
            preset => preset.GetProperty("name").GetString()!, preset => preset.GetProperty("description").GetString()!);
        var files = Directory.GetFiles(Path.Combine(Checkout.Root, "presets"), "*.yaml")
            .Select(file => Path.GetFileNameWithoutExtension(file));
        list.Keys.Order().ShouldBe(files.Order());
        list["xor"].ShouldContain("XOR");
    }

    [Fact]
    public void A_preset_that_was_shown_can_be_run_as_a_file()
    {
        var file = place.Write("mine.yaml", Launcher.Loschmidt("presets", "show", "xor").ShouldSucceed().Out);
        var mine = Look("train", file, "--steps", "3");
        var preset = Look("train", "xor", "--steps", "3");
        RunFiles.State(mine, 3).ShouldBe(RunFiles.State(preset, 3));
    }

    [Fact]
    public void The_doctor_finds_this_computer_fit()
    {
        var report = Look("doctor");
        report.GetProperty("healthy").GetBoolean().ShouldBeTrue();
        report.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString())
            .ShouldBe(["vectors", "data", "runs", "echo"]);
    }

    private JsonElement Look(params string[] arguments) =>
        Launcher.Loschmidt([.. arguments, "--json", "--runs", place.Runs]).ShouldSucceed().Document;
}
