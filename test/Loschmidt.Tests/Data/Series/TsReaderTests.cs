using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Data.Series;

public sealed class TsReaderTests
{
    private const string Header = "@dimensions 2\n@equalLength true\n@seriesLength 3\n@classLabel true up down\n@data\n";

    [Fact]
    public void Channels_become_innermost_and_classes_are_counted_in_ordinal_order()
    {
        var set = Kept.Ts("# caf\u00E9, in Latin-1\n@problemName x\n" + Header + "1,2,3:-.5,23.0,9.3E-5:up\r\n# remark\n\n 4 , 5,6:7,8,+9:down");

        set.ClassNames.ShouldBe(["down", "up"]);
        (set.Count, set.Channels, set.LabelOf(0), set.LabelOf(1)).ShouldBe((2, 2, 1, 0));
        set.Values(0).ShouldBe([1, -.5, 2, 23, 3, 9.3e-5]); // Mutation: channel after channel as in the file.
        set.Values(1).ShouldBe([4, 7, 5, 8, 6, 9]);
        var piece = new double[2];
        set.ReadSteps(1, 2, piece);
        piece.ShouldBe([6, 9]);
    }

    [Fact]
    public void Declared_so_series_differ_in_length()
    {
        var set = Kept.Ts("@equalLength false\n@classLabel true a b\n@data\n1,2,3:4,5,6:a\n1:2:b\n");

        (set.StepsOf(0), set.StepsOf(1), set.Channels).ShouldBe((3, 1, 2));
        set.Values(1).ShouldBe([1, 2]);
    }

    [Fact]
    public void Series_without_labels_have_no_classes()
    {
        var set = Kept.Ts("@univariate true\n@classLabel false\n@data\n1,2\n3,4\n");

        (set.Count, set.ClassNames.Count, set.LabelOf(1)).ShouldBe((2, 0, -1));
        set.Values(1).ShouldBe([3, 4]);
    }

    [Theory]
    [InlineData(MissingValues.Previous, new double[] { 0, 7, 1, 7, 1, 9 })]
    [InlineData(MissingValues.Zero, new double[] { 0, 7, 1, 0, 0, 9 })]
    public void Missing_numbers_are_what_the_user_says(MissingValues missing, double[] expected) =>
        Kept.Ts(Header + "?,1,NaN:7,?,9:up\n", missing).Values(0).ShouldBe(expected);

    [Fact]
    public void Missing_numbers_are_refused_where_nobody_says_what_they_are() =>
        Refused(Header + "1,2,3:1,nan,3:up\n").ShouldBe(
            "a.ts:6:9: a missing number; set data.missing, or for one file --missing of predict and evaluate, to 'previous' (the one before it) or 'zero'");

    [Theory]
    [InlineData("", "a.ts:1:1: the file ends here; expected '@data' and samples behind it")]
    [InlineData("@data\n", "a.ts:2:1: the file ends here; expected samples after '@data'")]
    [InlineData("1,2\n", "a.ts:1:1: expected a line that begins with '@' or '#' before '@data'; is it a .ts file?")]
    [InlineData("@timeStamps true\n", "a.ts:1:1: series with time stamps are not read; write the values alone and '@timeStamps false'")]
    [InlineData("@targetLabel true\n", "a.ts:1:1: series with numbers for labels are not read; use a file with '@classLabel'")]
    [InlineData("@equalLength maybe\n", "a.ts:1:1: expected 'true' or 'false' after @equalLength")]
    [InlineData("@dimensions 70000\n", "a.ts:1:1: expected a whole number from 1 to 65536 after @dimensions")]
    [InlineData("@seriesLength 0\n", "a.ts:1:1: expected a whole number from 1 to 134217728 after @seriesLength")]
    [InlineData("@classLabel true\n", "a.ts:1:1: expected the names of the classes")]
    [InlineData("@classLabel true a b a\n", "a.ts:1:1: the class a is named twice")]
    [InlineData(Header + "1,2,3:4,5,6:left\n", "a.ts:6:13: expected one of the classes down, up, found 'left'")]
    [InlineData(Header + "1,2,3:up\n", "a.ts:6:7: expected 2 channels, found 1")]
    [InlineData(Header + "1,2,3:4,5,6:7,8,9:up\n", "a.ts:6:18: more than 2 channels")]
    [InlineData(Header + "1,2,3:4,5:up\n", "a.ts:6:10: channel 2 has 2 steps, the channels before it have 3")]
    [InlineData(Header + "1,2:4,5:up\n", "a.ts:6:9: a series of 2 steps where 3 are declared or came before; write '@equalLength false' into the header where lengths differ")]
    [InlineData(Header + "1,2,3:4,5,6\n", "a.ts:6:11: the line ends here; expected ':' and the class after the last channel")]
    [InlineData(Header + "1,2,x:4,5,6:up\n", "a.ts:6:5: expected a finite number such as 0.5 or 1e-3, found 'x'")]
    [InlineData(Header + "1,,3:4,5,6:up\n", "a.ts:6:3: expected a finite number such as 0.5 or 1e-3, found nothing; where a number is missing write ?, and set data.missing, "
        + "or for one file --missing of predict and evaluate, to 'previous' (the one before it) or 'zero'")]
    [InlineData(Header + "1,1e300,3:4,5,6:up\n", "a.ts:6:3: 1E+300 is beyond 1e18, and its square beyond what 32 bits hold; is it a "
        + "mark for a missing number (write ?), or does the series need another unit?")]
    [InlineData(Header + "1,1e400,3:4,5,6:up\n", "a.ts:6:3: expected a finite number such as 0.5 or 1e-3, found '1e400'")]
    [InlineData("@classLabel true a\n@data\n1,2:a\n1,2,3:a\n", "a.ts:4:7: a series of 3 steps where 2 are declared or came before; write '@equalLength false' into the header where lengths differ")]
    [InlineData("@classLabel true a\n@data\n1,2:a\n1,2:3,4:a\n", "a.ts:4:8: more than 1 channels")]
    public void What_is_wrong_is_said_with_its_place(string text, string message) => Refused(text).ShouldBe(message);

    [Fact]
    public void A_header_that_promises_a_hundred_million_steps_costs_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refused("@dimensions 1000\n@seriesLength 100000000\n@classLabel true a\n@data\n1,2,3:a\n").ShouldContain(
            "a.ts:5:7: expected 1000 channels, found 1");
        Refused("@univariate true\n@seriesLength 100000000\n@classLabel true a\n@data\n1,2,3:a\n").ShouldContain(
            "a series of 3 steps where 100000000 are declared");

        // Mutation: an array of the promised length.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
    }

    [Fact]
    public void A_sample_beyond_the_limit_and_a_number_without_end_are_refused()
    {
        Should.Throw<DataException>(() => Kept.Table(sink => TsReader.Read(
            Kept.Stream("@univariate true\n@data\n" + string.Join(',', Enumerable.Repeat("1", 3000))), "a.ts",
            MissingValues.Refuse, sink, new SeriesLimits(SampleNumbers: 2000)))).Message
            .ShouldBe("a.ts:3:4001: a sample of more than 2000 numbers");
        Refused("@univariate true\n@data\n" + new string('1', 5000)).ShouldBe(
            "a.ts:3:1: expected a number or a name, found more than 1024 bytes");
        Refused("@" + new string('x', 1 << 17)).ShouldBe("a.ts:1:1: a line longer than 65536 bytes");
    }

    [Fact]
    public void A_damaged_gzip_file_is_refused_with_the_line()
    {
        var packed = Idx.Pack([.. System.Text.Encoding.ASCII.GetBytes(
            Header + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},2,3:4,5,{i * 37 % 1001}:up\n")))]);
        packed.AsSpan(packed.Length / 2, 64).Fill(0xAA);

        var error = Should.Throw<DataException>(() => Kept.Table(sink => TsReader.Read(
            DataStream.Unpack(new MemoryStream(packed)), "a.ts.gz", MissingValues.Refuse, sink)));

        error.Where!.Value.Line.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_series_longer_than_the_window_onto_the_file_is_read_whole()
    {
        var numbers = Enumerable.Range(0, 100_000).Select(i => i / 8.0).ToArray();
        var set = Kept.Ts("@classLabel true a\n@data\n" + string.Join(',', numbers) + ":" + string.Join(',', numbers.Reverse()) + ":a\n");

        set.Channel(0, 0).ShouldBe(numbers);
        set.Channel(0, 1).ShouldBe(numbers.Reverse());
    }

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("-0")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e22")]
    [InlineData("1e23")]
    [InlineData("123456789012345678e-30")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("0.1E+0")]
    [InlineData("4.9e-324")]
    public void Numbers_are_read_to_the_last_bit(string text)
    {
        DecimalText.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var value).ShouldBeTrue();
        BitConverter.DoubleToInt64Bits(value).ShouldBe(BitConverter.DoubleToInt64Bits(double.Parse(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("e5")]
    [InlineData("1 2")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("0x10")]
    public void What_is_no_number_is_none(string text) =>
        DecimalText.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void Random_decimals_are_read_as_the_framework_reads_them()
    {
        var stream = new Loschmidt.Numerics.Random.RandomStream(3, "decimals");
        for (uint i = 0; i < 20_000; i++)
        {
            var (a, b, c, _) = stream.Words(i);
            var text = $"{(a % 2 == 0 ? "-" : "")}{b >> (int)(a % 32)}.{c >> (int)(c % 32)}{(a % 3 == 0 ? $"e{(int)(c % 60) - 30}" : "")}";
            DecimalText.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var value).ShouldBeTrue(text);
            value.ShouldBe(double.Parse(text), text);
        }
    }

    private static string Refused(string text) => Should.Throw<DataException>(() => Kept.Ts(text)).Message;
}
