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

    [Theory]
    [InlineData("17", "expected a pixel, a whole number from 0 to 16, found '17'", "optdigits.tra:3:7:")]
    [InlineData("1,1", "more than 65 numbers on one line", "optdigits.tra:3:131:")]
    [InlineData("one", "expected a finite number", "optdigits.tra:3:7:")]
    public void Damaged_lines_of_small_digits_are_refused_with_line_and_column(string third, params string[] messages)
    {
        SmallDigits("1");
        SoftMax().ShouldSucceed();
        Directory.Delete(_place.Runs, recursive: true);
        SmallDigits(third);
        ShouldRefuse(SoftMax(), messages);
    }

    [Theory]
    [InlineData("data.pool=2", "data.pool belongs to set: mnist; remove it")]
    [InlineData("data.augment.shift=8", "data.augment.shift is at most 7")]
    [InlineData("data.augment.noise=-1", "data.augment.noise expects a finite number from 0 to 10")]
    [InlineData("machine.hidden=[0]", "machine.hidden[0] expects a whole number from 1 to 65536")]
    [InlineData("machine.inputs=65", "digits train has 64 inputs and 0 targets a sample")]
    [InlineData("training.precision=fixed-point", "use precision: float or double")]
    public void What_does_not_fit_the_small_digits_is_refused(string setting, string message)
    {
        SmallDigits("1");
        ShouldRefuse(SoftMax("--set", setting), message);
    }

    [Fact]
    public void Blocks_of_pixels_that_do_not_fill_an_image_are_refused()
    {
        IdxFiles.Write(_place.Root);
        ShouldRefuse(
            Launcher.Loschmidt(
                "train", "digits-softmax", "--set", "data.set=mnist", "--set", "data.pool=3", "--set",
                "data.validation=2", "--data", _place.Root, "--runs", _place.Runs),
            "cannot be cut into blocks of 3 x 3", "data.pool has to divide rows and columns");
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
            Launcher.Loschmidt(
                "train", "mnist-photonic", "--data", Path.Combine(_place.Root, "nowhere"), "--runs", _place.Runs),
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

    /// <summary>Three images to learn from, with one pixel as given, and one to be tested by.</summary>
    private void SmallDigits(string third)
    {
        static string Line(string pixel, int label) => $"1,1,1,{pixel},{string.Join(',', Enumerable.Repeat(2, 60))},{label}\n";
        Directory.CreateDirectory(Path.Combine(_place.Root, "digits"));
        File.WriteAllText(
            Path.Combine(_place.Root, "digits", "optdigits.tra"), Line("0", 1) + Line("16", 2) + Line(third, 3));
        File.WriteAllText(Path.Combine(_place.Root, "digits", "optdigits.tes"), Line("3", 1));
    }

    private Outcome SoftMax(params string[] more) => Launcher.Loschmidt(
        ["train", "digits-softmax", "--steps", "2", "--data", _place.Root, "--runs", _place.Runs, .. more]);

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
