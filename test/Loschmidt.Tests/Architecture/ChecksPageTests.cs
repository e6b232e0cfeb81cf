namespace Loschmidt.Tests.Architecture;

/// <summary>Pages of docs/physics list the acceptance checks: page and tests name each other.</summary>
public sealed class ChecksPageTests
{
    private static readonly ChecksPage Echoes = new("checks.md", "");

    private static readonly ChecksPage Sequences = new("rhel-checks.md", "T");

    private static readonly ChecksPage Scattering = new("scattering-checks.md", "S");

    public static TheoryData<string> Numbers => [.. Echoes.Numbers, .. Sequences.Numbers, .. Scattering.Numbers];

    [Theory, MemberData(nameof(Numbers))]
    public void A_check_has_its_row_and_the_row_names_every_test_that_carries_its_number(string number)
    {
        var page = number[0] switch { 'T' => Sequences, 'S' => Scattering, _ => Echoes };
        var named = page.Named(number, out var rows);
        rows.ShouldBe(1);
        var carried = ChecksPage.Carriers(number);
        carried.ShouldNotBeEmpty("no test carries the number");
        named.Order(StringComparer.Ordinal).ShouldBe(carried.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_test_that_a_page_names_exists()
    {
        Echoes.Missing.ShouldBeEmpty();
        Sequences.Missing.ShouldBeEmpty();
        Scattering.Missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_number_that_a_test_carries_has_a_row()
    {
        Echoes.Numbers.ShouldBe(Enumerable.Range(1, 20).Select(number => $"{number}"));
        Echoes.Carried.Except(Echoes.Numbers, StringComparer.Ordinal).ShouldBeEmpty();
        Sequences.Carried.Except(Sequences.Numbers, StringComparer.Ordinal).ShouldBeEmpty();
        Scattering.Numbers.ShouldBe(Enumerable.Range(1, 24).Select(number => $"S{number}"));
        Scattering.Carried.Except(Scattering.Numbers, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void A_test_that_does_not_exist_and_one_without_its_number_are_noticed()
    {
        ChecksPage.Exists("ChecksPageTests.A_test_that_does_not_exist_and_one_without_its_number_are_noticed")
            .ShouldBeTrue();
        ChecksPage.Exists("ChecksPageTests.A_test_that_was_renamed").ShouldBeFalse();
        ChecksPage.Exists("NoSuchTests.Every_test_that_a_page_names_exists").ShouldBeFalse();
        static string Mark(string number) => $"    [{"Trait"}(\"check\", \"{number}\")]\n";
        static string Inline(string number) => $"    [Fact, {"Trait"}(\"check\", \"{number}\")]\n";
        var source = $"    [Fact]\n{Mark("7")}{Mark("8")}    public void Both()\n{Inline("T7")}    public void Third()\n"
            + "    [Fact]\n    public void None()\n";
        ChecksPage.Carriers("Some", source, "7").ShouldBe(["Some.Both"]);
        ChecksPage.Carriers("Some", source, "8").ShouldBe(["Some.Both"]);
        ChecksPage.Carriers("Some", source, "T7").ShouldBe(["Some.Third"]);
        ChecksPage.Carriers("Some", source, "9").ShouldBeEmpty();
    }
}
