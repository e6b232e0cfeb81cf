using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>Input that cannot be used: one clear line with the cure, exit code 2, and nothing written.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string TrainImages = "train-images-idx3-ubyte";
    private const string TrainLabels = "train-labels-idx1-ubyte";

    private readonly Workplace _place = new();

    [Fact]
    public void Sound_digits_are_accepted_so_that_what_follows_is_the_damage()
    {
        IdxFiles.Write(_place.Root);
        Digits().ShouldSucceed();
        Directory.GetDirectories(_place.Runs).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("truncated", TrainImages, "the file ends")]
    [InlineData("wrong magic", TrainImages, "2051")]
    [InlineData("wrong magic", TrainLabels, "2049")]
    [InlineData("oversized", TrainImages, "2147483647")]
    [InlineData("one label too few", TrainLabels, "expected 12 labels, one for each image")]
    [InlineData("label out of range", TrainLabels, "label")]
    public void Damaged_digits_are_refused(string damage, string file, string message)
    {
        IdxFiles.Write(_place.Root);
        var path = Path.Combine(_place.Root, "mnist", file);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, damage switch
        {
            "truncated" => bytes[..^100],
            "wrong magic" => [.. IdxFiles.Header(1234), .. bytes[4..]],
            "oversized" => [.. bytes[..4], .. IdxFiles.Header(int.MaxValue, int.MaxValue, int.MaxValue)],
            "one label too few" => IdxFiles.Labels(11),
            _ => [.. bytes[..^1], 200],
        });
        ShouldRefuse(Digits(), file, message);
    }

    [Fact]
    public void Missing_digits_name_the_places_and_the_cure()
    {
        var here = new Dictionary<string, string?>
        {
            ["LOSCHMIDT_DATA"] = null, ["XDG_CACHE_HOME"] = _place.Root, ["HOME"] = _place.Root,
        };
        ShouldRefuse(
            Launcher.Loschmidt(here, "train", "mnist-photonic", "--quick", "--runs", _place.Runs),
            "not found in", _place.Root, "--data or LOSCHMIDT_DATA");
        ShouldRefuse(
            Launcher.Loschmidt("train", "mnist-photonic", "--data", Path.Combine(_place.Root, "nowhere"), "--runs", _place.Runs),
            "no such folder", "--data");
    }

    [Theory]
    [InlineData("machine.betta=1", "unknown key 'betta'", "did you mean 'beta'?")]
    [InlineData("machine.beta=thick", "machine.beta expects a finite number", "'thick'")]
    [InlineData("training.steps=many", "training.steps expects a whole number", "'many'")]
    [InlineData("machine.lattice.columns=-3", "machine.lattice.columns expects a whole number", "'-3'")]
    [InlineData("machine.beta=NaN", "machine.beta expects a finite number", "'NaN'")]
    [InlineData("machine.nonlinearity=1e999", "machine.nonlinearity expects a finite number", "'1e999'")]
    [InlineData("machine.kind=pendulum", "pendulum", "wave")]
    public void A_setting_that_cannot_be_is_refused(string setting, params string[] messages) =>
        ShouldRefuse(Launcher.Loschmidt("train", "xor", "--set", setting, "--runs", _place.Runs), messages);

    [Theory]
    [InlineData("beta: 0.04", "betta: 0.04", "unknown key 'betta'")]
    [InlineData("beta: 0.04", "beta: .nan", "machine.beta expects a finite number")]
    [InlineData("beta: 0.04", "beta: [1, 2]", "machine.beta")]
    [InlineData("columns: 50", "columns: -50", "machine.lattice.columns")]
    public void A_file_is_refused_with_the_line_at_fault(string good, string bad, string message)
    {
        var yaml = Launcher.Loschmidt("presets", "show", "xor").ShouldSucceed().Out;
        var lines = yaml.Split('\n');
        var line = 1 + Array.FindIndex(lines, text => text.Contains(good, StringComparison.Ordinal));
        line.ShouldBePositive();
        var file = _place.Write("experiment.yaml", yaml.Replace(good, bad, StringComparison.Ordinal));
        ShouldRefuse(Launcher.Loschmidt("train", file, "--runs", _place.Runs), message, $"{file}:{line}:");
    }

    [Theory]
    [InlineData("did you mean 'xor'?", "train", "xorr")]
    [InlineData("did you mean 'train'?", "trian", "xor")]
    [InlineData("did you mean '--steps'?", "train", "xor", "--step", "3")]
    [InlineData("exclude each other", "train", "xor", "--steps", "3", "--epochs", "1")]
    [InlineData("no such run", "evaluate", "yesterday")]
    public void A_slip_of_the_hand_is_answered_with_what_was_meant(string message, params string[] arguments) =>
        ShouldRefuse(Launcher.Loschmidt([.. arguments, "--runs", _place.Runs]), message);

    public void Dispose() => _place.Dispose();

    private Outcome Digits() => Launcher.Loschmidt(
        "train", "mnist-photonic", "--steps", "1", "--set", "data.validation=2", "--set", "machine.masks=1",
        "--data", _place.Root, "--runs", _place.Runs);

    private void ShouldRefuse(Outcome outcome, params string[] messages)
    {
        outcome.ExitCode.ShouldBe(2, outcome.Error);
        outcome.Out.ShouldBeEmpty();
        var line = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        line.ShouldStartWith("loschmidt: ");
        foreach (var message in messages)
        {
            line.ShouldContain(message);
        }

        Directory.Exists(_place.Runs).ShouldBeFalse("nothing is written for input that cannot be used");
    }
}
