using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Data.Series;

public sealed class ArffReaderTests
{
    private const string Flat = "% x\n@relation a\n@attribute a1 numeric\n@ATTRIBUTE 'a 2' REAL\n@attribute target {y,'x z'}\n@data\n";

    private const string Relational = "@relation b\n@attribute b relational\n@attribute t1 numeric\n@attribute t2 numeric\n"
        + "@attribute t3 numeric\n@end b\n@attribute class {1.0,2.0}\n\n@data\n";

    [Fact]
    public void One_channel_stands_in_the_open()
    {
        var set = Kept.Arff(Flat + "1,-2.5,y\n% remark\n3, 4 ,'x z'\r\n");

        set.ClassNames.ShouldBe(["x z", "y"]);
        (set.Channels, set.LabelOf(0), set.LabelOf(1)).ShouldBe((1, 1, 0));
        set.Values(0).ShouldBe([1, -2.5]);
        set.Values(1).ShouldBe([3, 4]);
    }

    [Fact]
    public void Several_channels_stand_in_one_quoted_text()
    {
        var set = Kept.Arff(Relational + "'1,2,3\\n4,5,6',2.0\n\"7,8,9\\n10,11,12\",1.0\n");

        (set.Count, set.Channels, set.StepsOf(0), set.LabelOf(0)).ShouldBe((2, 2, 3, 1));
        set.Values(0).ShouldBe([1, 4, 2, 5, 3, 6]);
        set.Values(1).ShouldBe([7, 10, 8, 11, 9, 12]);
    }

    [Fact]
    public void Missing_numbers_follow_the_setting()
    {
        Kept.Arff(Flat + "1,?,y\n", MissingValues.Previous).Values(0).ShouldBe([1, 1]);
        Should.Throw<DataException>(() => Kept.Arff(Flat + "1,?,y\n")).Message.ShouldStartWith("a.arff:7:3: a missing number");
    }

    [Theory]
    [InlineData("", "a.arff:1:1: the file ends here; expected '@data' and samples behind it")]
    [InlineData("x\n", "a.arff:1:1: expected a line that begins with '@' or '%' before '@data'; is it an .arff file?")]
    [InlineData("@relation a\n@data\n", "a.arff:2:1: expected at least one numeric attribute before '@data'")]
    [InlineData("@attribute a date\n", "a.arff:1:1: expected an attribute of the type numeric, relational (the first one) or {class, ...} (the last one), found date")]
    [InlineData("@attribute c {a}\n@attribute x numeric\n", "a.arff:2:1: the class is to be the last attribute")]
    [InlineData("@attribute\n", "a.arff:1:1: expected a name and a type after @attribute")]
    [InlineData("@what a\n", "a.arff:1:1: expected @relation, @attribute, @end or @data, found @what")]
    [InlineData(Flat, "a.arff:7:1: the file ends here; expected samples after '@data'")]
    [InlineData(Flat + "1,2\n", "a.arff:7:4: expected ',' and the class")]
    [InlineData(Flat + "1\n", "a.arff:7:2: expected ',' and 2 numbers")]
    [InlineData(Flat + "1,2,w\n", "a.arff:7:5: expected one of the classes x z, y, found 'w'")]
    [InlineData(Flat + "1,2,y,3\n", "a.arff:7:6: expected the end of the line")]
    [InlineData(Relational + "1,2,3,1.0\n", "a.arff:10:1: expected a quote and the channels behind it")]
    [InlineData(Relational + "'1,2,3,1.0\n", "a.arff:10:11: expected ',', '\\n' or the closing '")]
    [InlineData(Relational + "'1,2\\n3,4',1.0\n", "a.arff:10:15: a series of 2 steps where 3 are declared or came before; every channel has one number for each numeric attribute, '?' where it is shorter")]
    [InlineData(Relational + "'1,2,3\\n3,4',1.0\n", "a.arff:10:12: channel 2 has 2 steps, the channels before it have 3")]
    [InlineData(Relational + "'1,2,3\\r3,4,5',1.0\n", "a.arff:10:8: expected 'n' after the backslash")]
    public void What_is_wrong_is_said_with_its_place(string text, string message) =>
        Should.Throw<DataException>(() => Kept.Arff(text)).Message.ShouldBe(message);
}
