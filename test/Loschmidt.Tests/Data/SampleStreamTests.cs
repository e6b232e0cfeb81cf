using System.Text;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Files;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Data;

/// <summary>Samples read as a stream are the samples of the set, whatever the size of a block.</summary>
public sealed class SampleStreamTests
{
    private static readonly string[] Names = ["images.gz", "labels"];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Streamed_images_are_those_of_the_set(int capacity)
    {
        using var data = new TemporaryData();
        byte[] labels = [3, 1, 4, 1, 5, 9, 2];
        File.WriteAllBytes(data.Path(Names[0]), Idx.Pack(Idx.Images(7)));
        File.WriteAllBytes(data.Path(Names[1]), Idx.Labels(labels));
        using var stream = Images(data, features: 6, labelled: true);
        var set = new ImageDataSet("set", IdxReader.ReadImages(data.Path(Names[0])), labels, 10, 0, 7);

        stream.IsJudged.ShouldBeTrue();
        All(stream, new SampleBlock("b", 6, 0, 10, capacity)).ShouldBe(All(set));
    }

    // Mutation: a stream that takes images as they are for a machine that was taught blocks of their pixels.
    [Fact]
    public void Streamed_images_are_cut_into_the_blocks_that_the_machine_was_taught_by()
    {
        using var data = new TemporaryData();
        var file = Idx.File(2051, [3, 4, 6], [.. Enumerable.Range(0, 72).Select(i => (byte)(7 * i))]);
        File.WriteAllBytes(data.Path(Names[0]), file);
        ImageStream Blocks(int features, int pool) => new(
            DataStream.Open(data.Path(Names[0])), "images", null, null, features, 10, pool);
        var set = new ImageDataSet("set", IdxReader.ReadImages(data.Path(Names[0])), new byte[3], 10, 0, 3, pool: 2);

        using var stream = Blocks(features: 6, pool: 2);

        All(stream, new SampleBlock("b", 6, 0, 10, 2)).ShouldBe(All(set));
        Should.Throw<DataException>(() => Blocks(features: 24, pool: 2)).Message.ShouldBe(
            "images: byte 8: images of 4 x 6, in blocks of 2 x 2, are 6 inputs, and the machine takes 24");
        Should.Throw<DataException>(() => Blocks(features: 24, pool: 3)).Message.ShouldStartWith(
            "images: byte 8: images of 4 x 6 cannot be cut into blocks of 3 x 3");
    }

    [Fact]
    public void Headers_of_streamed_images_are_held_to_the_machine_and_to_each_other()
    {
        using var data = new TemporaryData();
        File.WriteAllBytes(data.Path(Names[0]), Idx.Images(7));
        File.WriteAllBytes(data.Path(Names[1]), Idx.Labels(1, 2, 3));

        Should.Throw<DataException>(() => Images(data, features: 4, labelled: false)).Message.ShouldEndWith(
            "byte 8: images of 2 x 3 are 6 inputs, and the machine takes 4");
        Should.Throw<DataException>(() => Images(data, features: 6, labelled: true)).Message.ShouldContain(
            "expected 7 labels, one for each image of");
        File.WriteAllBytes(data.Path(Names[0]), Idx.Images(7)[..^1]);
        Should.Throw<DataException>(() => Drain(Images(data, features: 6, labelled: false))).Message.ShouldEndWith(
            "byte 57: the file ends here; expected image 6 of 7; "
            + "IDX images are four big-endian words (2051, images, rows, columns), then a byte for each pixel");
        File.WriteAllBytes(data.Path(Names[0]), [.. Idx.Images(7), 0]);
        Should.Throw<DataException>(() => Drain(Images(data, features: 6, labelled: false))).Message.ShouldContain(
            "expected the end of the file after 7 images");
        File.WriteAllBytes(data.Path(Names[0]), Idx.Labels(1, 2));
        Should.Throw<DataException>(() => Images(data, features: 6,
            labelled: false)).Message.ShouldContain("these are labels");
    }

    [Fact]
    public void A_header_that_promises_two_thousand_million_images_takes_no_memory()
    {
        using var data = new TemporaryData();
        File.WriteAllBytes(data.Path(Names[0]), Idx.File(2051, [int.MaxValue, 2, 3], new byte[60]));
        using var stream = Images(data, features: 6, labelled: false);
        var block = new SampleBlock("b", 6, 0, 0, 4);
        stream.Read(block);
        block.Count.ShouldBe(4);
        Should.Throw<DataException>(() => Drain(stream)).Message.ShouldContain("expected image 10 of 2147483647");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void Streamed_lines_are_those_of_the_table(int capacity)
    {
        using var data = new TemporaryData();
        var lines = string.Concat(Enumerable.Range(0, 5).Select(i => $"{i}.5,{-i},{i % 3}\n"));
        File.WriteAllText(data.Path("t.csv"), lines);

        using var targets = new TableStream(CsvReaderTests.Open(lines), features: 1, targets: 2, classes: 0);
        All(targets, new SampleBlock("b", 1, 2, 0, capacity)).ShouldBe(
            All(TableDataSet.Load(data.Path("t.csv"), 1, 2, 0, validation: 0, limit: null).Train, label: 0));
        using var labels = new TableStream(CsvReaderTests.Open(lines), features: 2, targets: 0, classes: 3);
        All(labels, new SampleBlock("b", 2, 0, 3, capacity)).ShouldBe(
            All(TableDataSet.Load(data.Path("t.csv"), 2, 0, 3, validation: 0, limit: null).Train));
    }

    [Fact]
    public void A_label_may_stand_in_any_column()
    {
        using var stream = new TableStream(CsvReaderTests.Open("7,1,8\n9,0,6\n"), features: 2, targets: 0, classes: 2,
            label: 1);
        All(stream, new SampleBlock("b", 2, 0, 2, 9)).ShouldBe(["7 8 | | 1", "9 6 | | 0"]);
    }

    [Fact]
    public void A_table_of_another_width_is_refused_with_what_it_is_good_for()
    {
        Should.Throw<DataException>(() => new TableStream(CsvReaderTests.Open("1,2,3\n"), 2, 0, 0)).Message.ShouldBe(
            "t.csv: the machine takes 2 inputs on each line, found 3 numbers; "
            + "a table with labels or targets is for 'loschmidt evaluate RUN --on FILE'");
        Should.Throw<DataException>(() => new TableStream(CsvReaderTests.Open("1,2,3\n"), 3, 0, 2)).Message.ShouldBe(
            "t.csv: expected 3 inputs and 1 label on each line, 4 numbers, found 3");
        Should.Throw<DataException>(() => Drain(new TableStream(CsvReaderTests.Open("1,0\n2,2\n"), 1, 0,
            2))).Message.ShouldBe(
            "t.csv:2:3: expected a label, a whole number from 0 to 1, found '2'");
        Should.Throw<DataException>(() => Drain(new TableStream(CsvReaderTests.Open("1,0.5\n"), 1, 0,
            2))).Message.ShouldContain(
            "found '0.5'");
    }

    [Theory]
    [InlineData(1, new[] { "3: 0 1 2", "4: 1 2 3", "5: 2 3 4", "6: 3 4 5", "7: 4 5 6" })]
    [InlineData(2, new[] { "3: 0 1 2", "5: 2 3 4", "7: 4 5 6" })]
    [InlineData(3, new[] { "3: 0 1 2", "6: 3 4 5", "7: 4 5 6" })] // the last one ends with the file whatever the stride
    public void To_forecast_windows_roll_over_the_series_and_the_last_one_ends_with_it(int stride, string[] expected)
    {
        foreach (var capacity in new[] { 1, 2, 10 })
        {
            using var stream = new SeriesStream(CsvReaderTests.Open("v\n0\n1\n2\n3\n4\n5\n6\n"), window: 3, horizon: 0,
                stride);
            stream.IsJudged.ShouldBeFalse();
            var block = new SampleBlock("b", 3, 1, 0, capacity);
            var found = new List<string>();
            for (stream.Read(block); block.Count > 0; stream.Read(block))
            {
                found.AddRange(Lines(block).Select((line, i) => $"{block.Keys[i]}: {line.Split(" |")[0]}"));
            }

            found.ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Streamed_windows_are_those_of_the_series(int stride)
    {
        using var data = new TemporaryData();
        var lines = string.Concat(Enumerable.Range(0, 20).Select(i => $"{i * i}\n"));
        File.WriteAllText(data.Path("s.csv"), lines);
        using var stream = new SeriesStream(CsvReaderTests.Open(lines), window: 4, horizon: 2, stride);
        All(stream, new SampleBlock("b", 4, 2, 0, 3)).ShouldBe(
            All(SeriesDataSet.Load(data.Path("s.csv"), 4, 2, stride, validation: 0, limit: null).Train, label: 0));
    }

    [Fact]
    public void A_series_shorter_than_its_window_is_refused() =>
        Should.Throw<DataException>(() => Drain(new SeriesStream(CsvReaderTests.Open("1\n2\n"), 3, 0,
            1))).Message.ShouldBe(
            "t.csv: 2 numbers; a window and what follows it are 3");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 7)]
    public void No_number_that_validation_asks_for_was_a_target_of_training(int horizon, int stride)
    {
        // Turns red where the windows between the two are not left out: with a horizon of 3 two of them know the
        // answers.
        using var data = new TemporaryData();
        File.WriteAllText(data.Path("s.csv"), string.Concat(Enumerable.Range(0, 200).Select(i => $"{i}\n")));
        var (train, validation, _) = SeriesDataSet.Load(data.Path("s.csv"), 6, horizon, stride, validation: 4,
            limit: null);

        validation!.Count.ShouldBe(4);
        var learnt = TargetsOf(train);
        var asked = TargetsOf(validation);
        learnt.Intersect(asked).ShouldBeEmpty();
        asked.Max().ShouldBeGreaterThan(199 - stride); // the end of the file is used
        (asked.Min() - learnt.Max()).ShouldBeLessThanOrEqualTo(stride); // and no more is left out than must be
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Streamed_arrays_are_their_rows(int capacity)
    {
        using var data = new TemporaryData();
        Save(data.Path("x.npy"), new Tensor("x", [1f, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 3, 2, 2));
        Save(data.Path("l.npy"), new Tensor("l", [2.0, 0, 1], 3));
        Save(data.Path("t.npy"), new Tensor("t", [0.5, 1, 1.5, 2, 2.5, 3], 3, 2));

        using (var labelled = Arrays(data, "l.npy", 1, classes: 3))
        {
            All(labelled, new SampleBlock("b", 4, 0, 3, capacity)).ShouldBe(
                ["1 2 3 4 | | 2", "5 6 7 8 | | 0", "9 10 11 12 | | 1"]);
        }

        using (var judged = Arrays(data, "t.npy", 2, classes: 0))
        {
            All(judged, new SampleBlock("b", 4, 2, 0, capacity)).ShouldBe(
                ["1 2 3 4 | 0.5 1 | 0", "5 6 7 8 | 1.5 2 | 0", "9 10 11 12 | 2.5 3 | 0"]);
        }
    }

    [Fact]
    public void Arrays_that_do_not_fit_are_refused_with_their_place()
    {
        using var data = new TemporaryData();
        Save(data.Path("x.npy"), new Tensor("x", [1.0, 2, 3, double.NaN], 1, 4));
        Save(data.Path("l.npy"), new Tensor("l", [3.0], 1));
        Save(data.Path("m.npy"), new Tensor("m", [0.0, 1], 2));

        Should.Throw<DataException>(() => new NpyRows(DataStream.Open(data.Path("x.npy")), "x", 3, "3 inputs")).Message
            .ShouldContain("expected an array of rows with 3 inputs each, found the shape [1, 4]");
        Should.Throw<DataException>(() => Drain(Arrays(data, "l.npy", 1, classes: 3))).Message.ShouldContain(
            "row 0: expected a label, a whole number from 0 to 2, found 3");
        Should.Throw<DataException>(() => Arrays(data, "m.npy", 1, classes: 3)).Message.ShouldContain(
            "expected 1 rows, one for each of x.npy, found 2");
        Should.Throw<DataException>(() => Drain(Arrays(data, "l.npy", 1, classes: 4))).Message.ShouldEndWith(
            "byte 152: number 3 of row 0 is NaN; expected finite numbers");
        var fortran = File.ReadAllText(data.Path("x.npy"), Encoding.Latin1).Replace("False", "True ");
        File.WriteAllText(data.Path("x.npy"), fortran, Encoding.Latin1);
        Should.Throw<DataException>(() => Arrays(data, "l.npy", 1,
            classes: 4)).Message.ShouldContain("numpy.ascontiguousarray");
        File.WriteAllText(data.Path("x.npy"), fortran.Replace("True ", "False") + "!", Encoding.Latin1);
        File.WriteAllText(
            data.Path("x.npy"), File.ReadAllText(data.Path("x.npy"), Encoding.Latin1)[..^9] + "12345678!",
            Encoding.Latin1);
        Should.Throw<TensorFileException>(() => Drain(Arrays(data, "l.npy", 1, classes: 4))).Message.ShouldContain(
            "expected the end of the file after 1 rows, found more");
    }

    [Fact]
    public void Tables_and_series_are_divided_as_asked_or_refused()
    {
        using var data = new TemporaryData();
        File.WriteAllText(data.Path("t.csv"), "1,0\n2,1\n3,0\n4,1\n5,0\n");
        var (train, validation, test) = TableDataSet.Load(data.Path("t.csv"), 1, 0, 2, validation: 2, limit: 2);
        All(train).ShouldBe(["1 | | 0", "2 | | 1"]);
        All(validation!).ShouldBe(["4 | | 1", "5 | | 0"]);
        test.ShouldBeNull();

        Should.Throw<DataException>(() => TableDataSet.Load(data.Path("t.csv"), 1, 0, 2, validation: 4,
            limit: 2)).Message
            .ShouldEndWith("expected at least 4 + 2 lines for validation and training, found 5; lower data.validation or data.limit");
        File.WriteAllText(data.Path("s.csv"), "1\n2\n3\n");
        Should.Throw<DataException>(() => SeriesDataSet.Load(data.Path("s.csv"), 3, 1, 1, 0,
            null)).Message.ShouldContain(
            "expected at least 0 + 1 windows of 3 numbers and the 1 behind them for validation and training, found 0");
        Should.Throw<DataException>(() => SeriesDataSet.Load(data.Path("t.csv"), 2, 1, 1, 0,
            null)).Message.ShouldContain(
            "a series is one number a line, found 2");
        Should.Throw<DataException>(
            () => TableDataSet.Load(data.Path("t.csv"), 1, 0, 2, 0, null,
            new CsvLimits(Numbers: 7))).Message.ShouldContain(
            "t.csv:4:1: more than 7 numbers");
        Should.Throw<DataException>(
            () => SeriesDataSet.Load(data.Path("s.csv"), 1, 1, 1, 0, null,
            new CsvLimits(Numbers: 2))).Message.ShouldContain(
            "s.csv:3:1: more than 2 numbers");
    }

    private static ImageStream Images(TemporaryData data, int features, bool labelled) => new(
        DataStream.Open(data.Path(Names[0])), data.Path(Names[0]), labelled ? DataStream.Open(data.Path(Names[1]))
        : null,
        labelled ? data.Path(Names[1]) : null, features, 10);

    private static NpyStream Arrays(TemporaryData data, string answers, int columns, int classes) => new(
        new NpyRows(DataStream.Open(data.Path("x.npy")), "x.npy", 4, "4 inputs"), "x.npy",
        new NpyRows(DataStream.Open(data.Path(answers)), answers, columns, $"{columns} answers"), answers, classes);

    private static void Save(string path, Tensor tensor)
    {
        using var file = File.Create(path);
        Npy.Write(file, tensor);
    }

    private static void Drain(ISampleStream stream)
    {
        using (stream)
        {
            var block = new SampleBlock("b", 6, 6, 10, 2);
            do
            {
                stream.Read(block);
            }
            while (block.Count > 0);
        }
    }

    private static HashSet<double> TargetsOf(IDataSet set) =>
        [.. All(set).SelectMany(line => line.Split('|')[1].Split(' ',
            StringSplitOptions.RemoveEmptyEntries)).Select(double.Parse)];

    private static List<string> All(ISampleStream stream, SampleBlock block)
    {
        var lines = new List<string>();
        for (stream.Read(block); block.Count > 0; stream.Read(block))
            lines.AddRange(Lines(block));
        return lines;
    }

    /// <summary>A set says −1 where it has no labels, a stream 0, so that every machine knows it.</summary>
    private static List<string> All(IDataSet set, int? label = null) =>
        [.. Lines(set).Select(line => label is null ? line : line[..(line.LastIndexOf('|') + 2)] + label)];

    private static IEnumerable<string> Lines(IDataSet set)
    {
        var batch = new Batch(set.Features, set.Targets, 1);
        for (var row = 0; row < set.Count; row++)
        {
            set.Read([row], batch);
            var line = new StringBuilder();
            line.AppendJoin(' ', batch.Inputs).Append(" | ").AppendJoin(' ', batch.Targets);
            yield return $"{line.ToString().TrimEnd()} | {batch.Labels[0]}";
        }
    }
}
