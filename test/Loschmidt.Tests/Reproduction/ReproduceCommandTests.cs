using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Tests.Reproduction;

public sealed class ReproduceCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-reproduced-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_is_there_from_the_same_request_is_kept_and_what_is_damaged_is_computed_anew()
    {
        Run("heb-4c").Done.ShouldHaveSingleItem().Kept.ShouldBeFalse();
        Run("heb-4c").Done.ShouldHaveSingleItem().Kept.ShouldBeTrue();
        Run("heb-4c", again: true).Done.ShouldHaveSingleItem().Kept.ShouldBeFalse();

        File.Delete(Path.Combine(_root, "heb-4c", "table.csv"));
        Run("heb-4c").Done.ShouldHaveSingleItem().Kept.ShouldBeFalse();

        var summary = Path.Combine(_root, "heb-4c", "summary.json");
        var another = File.ReadAllText(summary).Replace("\"request\": \"", "\"request\": \"0");
        File.WriteAllText(summary, another); // as by another build, or in the other size
        Run("heb-4c").Done.ShouldHaveSingleItem().Kept.ShouldBeFalse();
    }

    [Fact]
    public void The_page_shows_every_figure_that_is_there()
    {
        Run("heb-4c");
        Run("heb-7b");
        var page = File.ReadAllText(Path.Combine(_root, "index.md"));
        page.ShouldContain("## heb-4c: ");
        page.ShouldContain("![heb-7b momentum](heb-7b/momentum.svg)");
        page.IndexOf("heb-4c").ShouldBeLessThan(page.IndexOf("heb-7b"));
    }

    [Fact]
    public void Interrupted_in_the_midst_of_a_training_nothing_half_done_is_left()
    {
        // Whenever it comes, what must hold is the same; a tenth of a second later a training is under way.
        using var stop = new CancellationTokenSource();
        var result = ReproduceCommand.Run(
            new ReproduceRequest("heb-7c", true, _root, false, 1, null),
            new Listener(_ => stop.CancelAfter(TimeSpan.FromSeconds(0.1))), stop.Token);

        result.Interrupted.ShouldBeTrue();
        result.Done.ShouldBeEmpty();
        Directory.Exists(Path.Combine(_root, "heb-7c")).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(_root, "*.tmp-*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void A_name_that_does_not_exist_is_refused_with_the_nearest()
    {
        var message = Should.Throw<ReproductionException>(() => Run("heb-7x")).Message;
        message.ShouldStartWith("no figure is called 'heb-7x'; did you mean 'heb-7a'? figures: xor-echo, heb-3, ");
        message.ShouldEndWith(", all");
        foreach (var reproduction in Reproductions.All)
        {
            message.ShouldContain($" {reproduction.Name},");
        }
    }

    [Fact]
    public void A_folder_that_is_a_file_is_one_clear_line()
    {
        var file = Path.Combine(_root, "file");
        File.WriteAllText(file, "");
        Should.Throw<ReproductionException>(() => ReproduceCommand.Run(
            new ReproduceRequest("heb-4c", true, file, false, 1, null), new Listener(_ => { }), CancellationToken.None))
            .Message.ShouldContain("--output");
    }

    [Fact]
    public void Figures_whose_files_are_not_there_are_refused_with_the_cure_and_others_are_not()
    {
        foreach (var figure in Reproductions.All)
        {
            var refusal = figure.Needs(quick: false)?.Refusal(_root);
            if (figure.Name is "heb-7e" or "heb-7f" or "heb-7g" && refusal is not null)
                refusal.ShouldContain("mnist");
            else if (figure.Name is "rhel-4" or "rhel-table" && refusal is not null)
                refusal.ShouldContain("SelfRegulationSCP1");
            else if ((figure.Name is "physics-aware" or "tolerance-map" || figure.Name.StartsWith("scattering-", StringComparison.Ordinal)) && refusal is not null)
                refusal.ShouldContain("optdigits.tra");
            else
                refusal.ShouldBeNull(figure.Name);
        }

        var nowhere = DataFolder.Usual(_root, null, null);
        Should.Throw<DataException>(() =>
            NeededData.Scp1.Require(nowhere)).Message.ShouldContain("SelfRegulationSCP1_TRAIN.ts");
        Should.Throw<DataException>(() => NeededData.Recordings.Require(nowhere));
        Should.Throw<DataException>(() => NeededData.Digits.Require(nowhere));
    }

    [Fact]
    public void Names_are_told_apart_by_their_folders() =>
        Reproductions.All.Select(one => one.Name).ShouldBeUnique(StringComparer.OrdinalIgnoreCase);

    private ReproduceResult Run(string name, bool again = false) => ReproduceCommand.Run(
        new ReproduceRequest(name, true, _root, again, 1, null), new Listener(_ => { }), CancellationToken.None);

    private sealed class Listener(Action<string> hear) : IProgress<string>
    {
        public void Report(string value) => hear(value);
    }
}
