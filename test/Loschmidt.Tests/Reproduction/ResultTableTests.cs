using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Tests.Reproduction;

public sealed class ResultTableTests
{
    [Fact]
    public void Numbers_have_the_digits_that_are_meant_and_a_rounded_zero_has_no_sign()
    {
        var table = new ResultTable(
            "t", "T", new Column("n"), new Column("fixed", "0.000"), new Column("power", "0.0e+0"), new Column("word"));
        table.Add(3, -0.0001, -1234.5, "yes");
        table.Add(-3L, double.NaN, -0.0, "");
        table.Add(0ul, -0.001, 1e-7, "no");

        table.ToCsv().ShouldBe("n,fixed,power,word\n3,0.000,-1.2e+3,yes\n-3,,0.0e+0,\n0,-0.001,1.0e-7,no\n");
    }

    [Fact]
    public void Commas_quotes_and_bars_stay_in_their_cells()
    {
        var table = new ResultTable("t", "T", new Column("|Ψ|², a \"unit\""), new Column("b"));
        table.Add("x,y", "u|v");

        table.ToCsv().ShouldBe("\"|Ψ|², a \"\"unit\"\"\",b\n\"x,y\",u|v\n");
        table.ToMarkdown().ShouldBe("## T\n\n| \\|Ψ\\|², a \"unit\" | b |\n| --- | --- |\n| x,y | u\\|v |\n");
    }

    [Fact]
    public void A_row_of_another_length_is_refused() =>
        Should.Throw<ArgumentException>(() => new ResultTable("t", "T", new Column("a")).Add(1, 2));

    [Fact]
    public void Only_text_and_numbers_are_cells() =>
        Should.Throw<ArgumentException>(() => new ResultTable("t", "T", new Column("a")).Add(new object()));
}
