using System.Text;
using Loschmidt.Experiments.Data;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Data;

public sealed class DigitsTests
{
    // Mutation: pixels divided by 255, or read column by column.
    [Fact]
    public void A_line_is_an_image_row_by_row_with_white_16_and_its_class()
    {
        var (images, labels) = Read(DigitLines.Of((7, i => i % 17)));

        (images.Count, images.Rows, images.Columns).ShouldBe((1, 8, 8));
        images.Pixels.ShouldBe([.. Enumerable.Range(0, 64).Select(i => (byte)(i % 17))]);
        labels.ShouldBe([7]);
        var batch = new Batch(64, 0, 2);
        using var folder = new TemporaryData();
        folder.Digits(DigitLines.Of((7, i => i % 17)), DigitLines.Of((1, _ => 0)));
        Digits.Load(folder.Places).Train.Read([0], batch);
        batch.Inputs.Where((_, i) => i % 2 == 0).ShouldBe(Enumerable.Range(0, 64).Select(i => i % 17 / 16.0));
        batch.Labels[0].ShouldBe(7);
    }

    [Theory]
    [InlineData("3", "17", "t.tra:2:7: expected a pixel, a whole number from 0 to 16, found '17'")]
    [InlineData("3", "-1", "t.tra:2:7: expected a pixel, a whole number from 0 to 16, found '-1'")]
    [InlineData("3", "0.5", "t.tra:2:7: expected a pixel, a whole number from 0 to 16, found '0.5'")]
    [InlineData("3", "x", "t.tra:2:7: expected a finite number such as 0.5 or 1e-3, found 'x'")]
    [InlineData("3", "3,3", "t.tra:2:131: more than 65 numbers on one line")]
    [InlineData("3,3", "3", "t.tra:1:131: more than 65 numbers on one line")]
    public void A_wrong_number_is_refused_with_its_line_and_column(string first, string second, string complaint)
    {
        static string Line(string third) => $"3,3,3,{third},{string.Join(',', Enumerable.Repeat(3, 60))},9\n";

        Complaint(Line(first) + Line(second)).ShouldBe(complaint);
    }

    [Fact]
    public void A_file_of_another_form_is_refused_with_what_is_expected()
    {
        Complaint("1,2,3\n4,5,6\n").ShouldBe(
            "t.tra:1:1: expected 65 whole numbers on each line, 64 pixels and the class, found 3");
        Complaint(DigitLines.Of((3, _ => 16)) + DigitLines.Of((10, _ => 0))).ShouldBe(
            "t.tra:2:129: expected a label, a whole number from 0 to 9, found '10'");
        Complaint("").ShouldBe("t.tra: there is no number in it");
        Complaint(DigitLines.Of((1, _ => 1), (2, _ => 2), (3, _ => 3)), new CsvLimits(4096, 65, 128)).ShouldBe(
            "t.tra:3:1: more than 2 images");
        Should.Throw<DataException>(() => Read(new string('1', 100_000))).Message.ShouldBe(
            "t.tra:1:1: a line longer than 4096 bytes; is it a table of numbers?");
    }

    // Mutation: validation taken from the beginning.
    [Fact]
    public void The_last_lines_are_the_validation_and_the_test_file_waits_until_it_is_asked_for()
    {
        using var folder = new TemporaryData();
        folder.Digits(DigitLines.Of([.. Enumerable.Range(0, 9).Select(n => (n, new Func<int, int>(_ => n)))]), "no digits");

        var splits = Digits.Load(folder.Places, validation: 3, limit: 5);

        (splits.Train.Count, splits.Validation!.Count).ShouldBe((5, 3));
        (splits.Train.Features, splits.Train.Targets, splits.Train.Classes).ShouldBe((64, 0, 10));
        var batch = new Batch(64, 0, 3);
        splits.Validation.Read([0, 1, 2], batch);
        batch.Labels.ShouldBe([6, 7, 8]);
        Should.Throw<DataException>(() => splits.Test!.Value).Message.ShouldContain("optdigits.tes:1:1: expected a finite");
        Digits.Load(folder.Places).Validation.ShouldBeNull();
        Digits.Load(folder.Places).Train.Count.ShouldBe(9);
        Should.Throw<DataException>(() => Digits.Load(folder.Places, validation: 9)).Message.ShouldEndWith(
            "expected at least 9 + 1 images for validation and training, found 9; lower data.validation or data.limit");
    }

    [Fact]
    public void Packed_files_are_read_too_and_missing_ones_are_one_line()
    {
        using var folder = new TemporaryData();
        var lines = DigitLines.Of((4, i => i / 4));
        Should.Throw<DataException>(() => Digits.Load(folder.Places)).Message.ShouldStartWith(
            "digits/optdigits.tra: not found in ");
        folder.Digits(lines, lines);
        File.Delete(folder.Path("digits", "optdigits.tes"));
        File.WriteAllBytes(folder.Path("digits", "optdigits.tes.gz"), Idx.Pack(Encoding.UTF8.GetBytes(lines)));

        Digits.Load(folder.Places).Test!.Value.Count.ShouldBe(1);
        Digits.Load(DataFolder.OfSet(folder.Path("digits"))).Train.Count.ShouldBe(1);
    }

    [Fact]
    public void The_real_files_are_whole_and_their_classes_are_counted_as_published()
    {
        var folder = DataFolder.Usual(null);
        Assert.SkipWhen(
            folder.Find("digits", "optdigits.tra") is null, "no digits files; name their folder by LOSCHMIDT_DATA");

        var splits = Digits.Load(folder);

        Counts(splits.Train).ShouldBe([376, 389, 380, 389, 387, 376, 377, 387, 380, 382]);
        Counts(splits.Test!.Value).ShouldBe([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
        DataCatalog.Check(folder, [.. DataCatalog.Files.Where(file => file.Set == "digits")])
            .ShouldAllBe(file => file.State == DataFileState.Right);
    }

    private static int[] Counts(IDataSet set)
    {
        var counts = new int[set.Classes];
        var batch = new Batch(set.Features, 0, set.Count);
        set.Read([.. Enumerable.Range(0, set.Count)], batch);
        foreach (var label in batch.Labels)
        {
            counts[label]++;
        }

        return counts;
    }

    private static string Complaint(string text, CsvLimits? limits = null)
    {
        var error = Should.Throw<DataException>(() => Read(text, limits));
        error.Message.ShouldNotContain('\n');
        return error.Message;
    }

    private static (IdxImages Images, byte[] Labels) Read(string text, CsvLimits? limits = null) =>
        Digits.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.tra", limits);
}
