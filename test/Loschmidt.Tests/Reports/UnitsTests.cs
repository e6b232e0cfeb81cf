using Loschmidt.Experiments.Reports;

namespace Loschmidt.Tests.Reports;

public sealed class UnitsTests
{
    [Fact]
    public void Durations_have_the_unit_people_would_use()
    {
        Units.Duration(0.85).ShouldBe("850 ms");
        Units.Duration(12.34).ShouldBe("12.3 s");
        Units.Duration(245).ShouldBe("4 min 05 s");
        Units.Duration(7800).ShouldBe("2 h 10 min");
        Units.Duration(90_000).ShouldBe("25 h 00 min");
        Units.Duration(double.NaN).ShouldBe("–");
    }

    [Fact]
    public void Memory_is_counted_in_binary_units()
    {
        Units.Bytes(0).ShouldBe("0 B");
        Units.Bytes(1536).ShouldBe("1.5 KiB");
        Units.Bytes(-(3L << 30)).ShouldBe("-3 GiB");
    }

    [Fact]
    public void Accuracies_are_per_cent_and_names_are_words()
    {
        Units.Metric("testAccuracy", 0.9751).ShouldBe("97.51 %");
        Units.Metric("accuracy", 1).ShouldBe("100 %");
        Units.Metric("cost", 0.012345).ShouldBe("0.01235");
        Units.Words("validationAccuracy").ShouldBe("validation accuracy");
    }
}
