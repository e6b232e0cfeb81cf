using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Data.Series;

/// <summary>Samples of one step, so that a sample is its number.</summary>
public sealed class SeriesSplitTests : IDisposable
{
    private readonly TemporaryData _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Published_splits_are_disjoint_cover_everything_once_and_are_70_15_15()
    {
        Write("X", train: [.. Enumerable.Range(0, 30)], test: [.. Enumerable.Range(30, 10), 3, 3, 35]);

        var splits = Load(new DataSettings { Set = DataSetKind.Uea, Name = "X", Split = SeriesSplit.Published });

        var parts = Parts(splits);
        parts.Select(part => part.Length).ShouldBe([28, 6, 6]);
        parts.SelectMany(part => part).Order().ShouldBe(Enumerable.Range(0, 40).Select(i => (double)i));
        splits.Notes.ShouldHaveSingleItem().ShouldBe("X: 3 of 43 samples are copies of others and were dropped");
        Parts(Load(new DataSettings { Set = DataSetKind.Uea, Name = "X", Split = SeriesSplit.Published }, seed: 2))[0].ShouldNotBe(parts[0]);
        Parts(Load(new DataSettings { Set = DataSetKind.Uea, Name = "X", Split = SeriesSplit.Published }))[0].ShouldBe(parts[0]);
        splits.Train.Set().LabelOf(0).ShouldBe((int)parts[0][0] % 2); // Mutation: labels by the row in the part.
        Parts(Load(new DataSettings { Set = DataSetKind.Uea, Name = "X", Split = SeriesSplit.Published, Limit = 5 }))[0]
            .ShouldBe(parts[0][..5]);
    }

    [Fact]
    public void Every_sample_is_in_the_test_of_exactly_one_fold_and_never_in_two_parts()
    {
        Write("X", train: [.. Enumerable.Range(0, 15)], test: [.. Enumerable.Range(15, 7)]);
        var tests = new List<double>();
        for (var fold = 1; fold <= 4; fold++)
        {
            var parts = Parts(Load(new DataSettings
            {
                Set = DataSetKind.Uea, Name = "X", Split = SeriesSplit.CrossValidation, Folds = 4, Fold = fold,
            }));
            parts.SelectMany(part => part).Order().ShouldBe(Enumerable.Range(0, 22).Select(i => (double)i));
            parts[2].Length.ShouldBeInRange(5, 6);
            tests.AddRange(parts[2]);
        }

        tests.Order().ShouldBe(Enumerable.Range(0, 22).Select(i => (double)i));
    }

    [Fact]
    public void The_archive_s_split_keeps_its_files_apart_and_draws_validation_from_the_training_samples()
    {
        Write("X", train: [.. Enumerable.Range(0, 20)], test: [.. Enumerable.Range(20, 5)]);

        var parts = Parts(Load(new DataSettings { Set = DataSetKind.Uea, Name = "X", Validation = 6 }));

        parts[0].Concat(parts[1]).Order().ShouldBe(Enumerable.Range(0, 20).Select(i => (double)i));
        parts[1].Length.ShouldBe(6);
        parts[1].Order().ShouldNotBe(Enumerable.Range(14, 6).Select(i => (double)i)); // Mutation: the last ones, of one class.
        parts[2].ShouldBe(Enumerable.Range(20, 5).Select(i => (double)i));
        Parts(Load(new DataSettings { Set = DataSetKind.Uea, Name = "X" }))[0].ShouldBe(Enumerable.Range(0, 20).Select(i => (double)i));
        Should.Throw<DataException>(() => Load(new DataSettings { Set = DataSetKind.Uea, Name = "X", Validation = 20 }))
            .Message.ShouldContain("expected at least 20 + 1 training samples");
    }

    [Fact]
    public void A_sample_in_two_splits_is_a_note_of_the_archive_and_an_error_of_one_s_own_files()
    {
        Write("X", train: [1, 2, 3], test: [9, 3, 1]);

        Load(new DataSettings { Set = DataSetKind.Uea, Name = "X" }).Notes.ShouldHaveSingleItem().ShouldBe(
            "X: 2 of 3 test samples are also training samples (training = test, from 0: 2 = 1, 0 = 2); the archive has them, "
            + "split: published drops them");
        var own = new DataSettings { Set = DataSetKind.SeriesSamples, Path = Part("X", "TRAIN"), TestPath = Part("X", "TEST") };
        Should.Throw<DataException>(() => Load(own)).Message.ShouldEndWith(
            "2 of 3 test samples are also training samples (training = test, from 0: 2 = 1, 0 = 2); remove them, or use split: "
            + "published, which drops them");
        Should.Throw<DataException>(() => Load(own with { Validation = 1 })).Message.ShouldEndWith(
            "which drops them (and has a share for validation: without data.validation then)");
    }

    [Fact]
    public void Test_classes_are_those_of_the_training_file_by_name()
    {
        Directory.CreateDirectory(_data.Path("uea", "X"));
        File.WriteAllText(Part("X", "TRAIN"), "@classLabel true c a b\n@data\n1:a\n2:b\n3:c\n");
        File.WriteAllText(Part("X", "TEST"), "@classLabel true c b\n@data\n4:c\n5:b\n");
        var test = Load(new DataSettings { Set = DataSetKind.Uea, Name = "X" }).Test!.Value.Set();
        (test.LabelOf(0), test.LabelOf(1)).ShouldBe((2, 1)); // Mutation: 1 and 0, by the test file's own order.

        File.WriteAllText(Part("X", "TEST"), "@classLabel true c z\n@data\n4:c\n5:z\n");
        Should.Throw<DataException>(() => Load(new DataSettings { Set = DataSetKind.Uea, Name = "X" })).Message
            .ShouldBe("X test: sample 1 (from 0) is of the class z, which is none of the classes to learn: a, b, c");
        File.WriteAllText(Part("X", "TEST"), "@classLabel true c\n@data\n4:7:c\n");
        Should.Throw<DataException>(() => Load(new DataSettings { Set = DataSetKind.Uea, Name = "X" })).Message
            .ShouldBe("X test: expected 1 channels as in X train, found 2");
    }

    [Fact]
    public void A_missing_test_file_is_let_pass_only_where_the_user_says_so()
    {
        Write("X", train: [.. Enumerable.Range(0, 20)], test: [0]);
        File.Delete(Part("X", "TEST"));
        var settings = new DataSettings { Set = DataSetKind.Uea, Name = "X" };

        Should.Throw<DataException>(() => Load(settings)).Message.ShouldEndWith("data.allowMissingTest: true goes on without it");

        var splits = Load(settings with { AllowMissingTest = true });
        splits.Test.ShouldBeNull();
        splits.Notes.ShouldHaveSingleItem().ShouldContain("not comparable");
    }

    [Fact]
    public void Own_samples_are_lines_or_tables_in_a_list_or_in_a_folder_a_class()
    {
        File.WriteAllText(_data.Path("lines.csv"), "t1,t2,class\n1,2,up\n3,4,down\n5,6,up\n");
        var lines = Load(new DataSettings { Set = DataSetKind.SeriesSamples, Path = _data.Path("lines.csv") }).Train.Set();
        (lines.Count, lines.Channels, lines.StepsOf(0)).ShouldBe((3, 1, 2));
        lines.ClassNames.ShouldBe(["down", "up"]);
        lines.Values(1).ShouldBe([3, 4]);
        lines.Counts().ShouldBe([1, 2]);

        foreach (var (folder, file, text) in new[] { ("up", "a.csv", "x,y\n1,2\n3,4\n"), ("down", "b.csv", "5,6\n"), ("up", "c.csv", "7,8\n") })
        {
            Directory.CreateDirectory(_data.Path("tables", folder));
            File.WriteAllText(_data.Path("tables", folder, file), text);
        }

        File.WriteAllText(_data.Path("tables", "list.csv"), "file,label\nup/a.csv,high\n\"down/b.csv\",low\n");
        var listed = Load(new DataSettings { Set = DataSetKind.SeriesSamples, Path = _data.Path("tables", "list.csv") }).Train.Set();
        (listed.Count, listed.Channels, listed.StepsOf(0), listed.StepsOf(1)).ShouldBe((2, 2, 2, 1));
        listed.ClassNames.ShouldBe(["high", "low"]);
        listed.Values(0).ShouldBe([1, 2, 3, 4]);
        (listed.LabelOf(0), listed.LabelOf(1)).ShouldBe((0, 1));

        var folders = Load(new DataSettings { Set = DataSetKind.SeriesSamples, Path = _data.Path("tables") }).Train.Set();
        folders.ClassNames.ShouldBe(["down", "up"]);
        folders.Counts().ShouldBe([1, 2]);
        folders.Values(0).ShouldBe([5, 6]);
    }

    [Theory]
    [InlineData("1,2,up\n3,down\n", "x.csv:2:3: a series of 1 steps where 2 are declared or came before; series of different lengths need a .ts file with '@equalLength false', or a table for each")]
    [InlineData("1,2,up\nz,2,down\n", "x.csv:2:1: expected a finite number such as 0.5 or 1e-3, found 'z'")]
    [InlineData("1,2,up\nup\n", "x.csv:2:1: expected numbers before the class, found the class alone")]
    [InlineData("a,b,c\n", "x.csv:2:1: there is no sample in it; expected numbers and a class on each line")]
    [InlineData("file,label\nq.csv,a\n", "x.csv:2:1: there is no file q.csv in ")]
    [InlineData("file,label\n", "x.csv: it names no file that is in ")]
    [InlineData("", "x.csv: there is nothing in it")]
    public void What_is_wrong_with_own_samples_is_said_with_its_place(string text, string message)
    {
        File.WriteAllText(_data.Path("x.csv"), text);
        Should.Throw<DataException>(() => Load(new DataSettings { Set = DataSetKind.SeriesSamples, Path = _data.Path("x.csv") }))
            .Message.ShouldStartWith(_data.Path(message));
    }

    private string Part(string name, string part) => _data.Path("uea", name, $"{name}_{part}.ts");

    private void Write(string name, int[] train, int[] test)
    {
        Directory.CreateDirectory(_data.Path("uea", name));
        foreach (var (part, numbers) in new[] { ("TRAIN", train), ("TEST", test) })
        {
            File.WriteAllText(Part(name, part), "@classLabel true even odd\n@data\n"
                + string.Concat(numbers.Select(i => $"{i}:{(i % 2 == 0 ? "even" : "odd")}\n")));
        }
    }

    private DataSplits Load(DataSettings settings, ulong seed = 1) =>
        SeriesSets.Load(settings, seed, _data.Root, new SeriesCache(_data.Path("cache")));

    private static double[][] Parts(DataSplits splits) =>
    [
        .. new[] { splits.Train, splits.Validation, splits.Test!.Value }.Select(set => set is null ? []
            : Enumerable.Range(0, set.Count).Select(row => set.Set().Values(row).Single()).ToArray()),
    ];
}
