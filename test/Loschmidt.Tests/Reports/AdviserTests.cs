using Loschmidt.Experiments.Reports;

namespace Loschmidt.Tests.Reports;

/// <summary>Which ε and which precision are recommended, and when nothing is.</summary>
public sealed class AdviserTests
{
    private static readonly GradcheckPrecision Double = new("echo", "double", 1e-10, 1e-6, 3e-7, 3e-6);
    private static readonly GradcheckPrecision Float = new("echo", "float", 1e-4, 1e-3, 1e-4, 1e-2);

    [Fact]
    public void Float_is_recommended_where_it_is_accurate_enough_with_its_own_epsilon()
    {
        var advice = Adviser.Advise(Row(1e-10), [Double, Float], directionOnly: false);
        (advice.Precision, advice.Epsilon).ShouldBe(("float", 1e-3));
        advice.Sentence.ShouldBe(
            "take float: ε = 1.0e-3, error 1.0e-4 (within ten times of it from 1.0e-4 to 1.0e-2); "
            + "in double ε = 1.0e-6, error 1.0e-10 (within ten times of it from 3.0e-7 to 3.0e-6)");
    }

    /// <summary>Mutation: float whatever it costs.</summary>
    [Fact]
    public void Double_is_recommended_where_float_is_too_coarse()
    {
        var advice = Adviser.Advise(Row(1e-10), [Double, Float with { RelativeError = 0.05 }], directionOnly: false);
        (advice.Precision, advice.Epsilon).ShouldBe(("double", 1e-6));
        advice.Sentence.ShouldEndWith(", too coarse");
    }

    [Fact]
    public void A_fault_that_has_a_name_is_no_recommendation() =>
        Adviser.Advise(Row(2) with { Diagnosis = new GradcheckDiagnosis("opposite-sign", "opposite sign", null, -1) }, [Double, Float], directionOnly: false)
            .Sentence.ShouldBe("do not use it: opposite sign");

    /// <summary>Mutation: an estimator is blamed for the machine it was asked on.</summary>
    [Fact]
    public void What_no_precision_makes_accurate_is_told_with_its_error()
    {
        GradcheckPrecision[] both = [Double with { RelativeError = 0.5 }, Float with { RelativeError = 0.4 }];
        Adviser.Advise(Row(0.5), both, directionOnly: false).Sentence.ShouldBe("off by 0.5 here at ε = 1.0e-6 (cosine 0.9): by its design, not by a fault");
        Adviser.Advise(Row(0.5) with { Diagnosis = new GradcheckDiagnosis("unnamed", "differs", "a/b", null) }, both, directionOnly: false)
            .Sentence.ShouldBe("off by 0.5 here at ε = 1.0e-6 (cosine 0.9): differs");
        Adviser.Advise(Row(137), both, directionOnly: true).Sentence.ShouldStartWith("a direction with a length of its own (cosine 0.9)");
    }

    private static GradcheckRow Row(double error) => new("echo", 0.9, 1, error, 3, 0.1, 0, 1e-6, []);
}
