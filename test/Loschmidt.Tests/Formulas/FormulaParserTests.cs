using Loschmidt.Formulas;

namespace Loschmidt.Tests.Formulas;

/// <summary>What a formula means, and that what cannot be read is refused at the right character.</summary>
public sealed class FormulaParserTests
{
    private static readonly FormulaScope Scope = FormulaScope.Site("k", "g", "θ_1");

    [Theory]
    [InlineData("1 - 2 - 3", -4)]
    [InlineData("12/2*3", 18)]
    [InlineData("-2^2", -4)]
    [InlineData("2^3^2", 512)]
    [InlineData("2^-1", 0.5)]
    [InlineData("--2*-+3", -6)]
    [InlineData("1.5e1 + .5 + 1E-1", 15.6)]
    [InlineData("2*pi - π", Math.PI)]
    [InlineData("ln(exp(2)) + log(1)", 2)]
    [InlineData("tan(0.5)*cos(0.5) - sin(0.5)", 0)]
    [InlineData("cosh(0.5)^2 - sinh(0.5)^2 + sech(0)", 2)]
    [InlineData("4^0.5 + 4^1.5 + 8^(1/3)", 12)]
    [InlineData("k^g", 8)]
    [InlineData("q*q^2/q^3 + θ_1", 6)]
    [InlineData("2^100/2^98", 4)]
    public void Operators_bind_as_in_a_textbook(string text, double value) =>
        Formula.Parse(text, Scope).Evaluate([0.7], [2, 3, 5]).ShouldBe(value, 1e-14 * (1 + Math.Abs(value)));

    // Mutation: the position counted from the last token instead of the one at fault moves every one of these.
    [Theory]
    [InlineData("EJ*(1-cos(q))", 0, "unknown name 'EJ'; accepted: q, k, g, θ_1, pi")]
    [InlineData("k*(1-cos(qq))", 9, "unknown name 'qq'")]
    [InlineData("k*(1-cos(q)", 11, "')' for the '(' at character 3")]
    [InlineData("k*q^2/2)", 7, "found ')'")]
    [InlineData("k*p^2", 2, "depends on q alone")]
    [InlineData("k*q*p", 4, "leave out products of q and p")]
    [InlineData("2q", 1, "write 2*q")]
    [InlineData("q 2", 2, "a product is written with *")]
    [InlineData("q**2", 2, "q^2, not q**2")]
    [InlineData("q²", 1, "write ^2")]
    [InlineData("k·q", 1, "write *")]
    [InlineData("abs(q)", 0, "not smooth")]
    [InlineData("k(q)", 0, "no function")]
    [InlineData("foo(q)", 0, "accepted: sin, cos")]
    [InlineData("sin q", 0, "needs an argument")]
    [InlineData("sin(q, 2)", 5, "one argument")]
    [InlineData("1.2.3", 0, "no number")]
    [InlineData("1e999*q", 0, "beyond the largest")]
    [InlineData("q + 1/0", 5, "'/' divides by 0")]
    [InlineData("q/(k-k)", 1, "'/' divides by 0")]
    [InlineData("q + log(0)", 4, "the logarithm of 0, which must be positive")]
    [InlineData("q + sqrt(1-2)", 4, "the root of -1")]
    [InlineData("q*exp(1000)", 2, "exp of 1000 is beyond the largest number")]
    [InlineData("q*1e300*1e300", 7, "not finite")]
    [InlineData("q*0^-1", 3, "0 to the power -1 divides by 0")]
    [InlineData("k*q^500", 3, "the exponent 500 is too large; whole exponents go from -64 to 64")]
    [InlineData("0^k", 1, "the base 0 of a power")]
    [InlineData("q*Θ_1", 2, "unknown name 'Θ_1'; did you mean 'θ_1'? accepted:")]
    [InlineData("q*θ_2", 2, "did you mean 'θ_1'?")]
    [InlineData("q*θ1", 2, "did you mean 'θ_1'?")]
    [InlineData("Sin(q)", 0, "did you mean 'sin'?")]
    [InlineData("V = q", 0, "unknown name 'V'")]
    [InlineData("q = 2", 2, "without V =")]
    [InlineData("", 0, "the end, character 1")]
    [InlineData("q +", 3, "expects a number")]
    public void What_cannot_be_read_is_refused_at_its_character(string text, int position, string reason)
    {
        var refusal = Should.Throw<FormulaException>(() => Formula.Parse(text, Scope));

        refusal.Position.ShouldBe(position, refusal.Message);
        refusal.Message.ShouldContain(reason);
        refusal.Message.ShouldContain($"character {position + 1}");
    }

    [Fact]
    public void Long_deep_and_large_formulas_are_refused_and_not_recursed_into()
    {
        Should.Throw<FormulaException>(() => Formula.Parse(new string('(', 4000), Scope)).Message.ShouldContain("64 deep");
        Should.Throw<FormulaException>(() => Formula.Parse(string.Concat(Enumerable.Repeat("2^q^", 900)), Scope)).Message.ShouldContain("64 deep");
        Should.Throw<FormulaException>(() => Formula.Parse(new string('q', 5000), Scope)).Message.ShouldContain("at most 4096 characters");
        Should.Throw<FormulaException>(() => Formula.Parse(string.Join('-', Enumerable.Range(2, 650).Select(i => $"q/{i}")), Scope))
            .Message.ShouldContain("2000 operations");
        Formula.Parse(new string('-', 4000) + "q", Scope).Evaluate([2], [0, 0, 0]).ShouldBe(2);
    }

    [Fact]
    public void A_fault_is_told_with_its_character_and_the_number_that_caused_it()
    {
        var formula = Formula.Parse("k + g*log(q - 2)", Scope);

        formula.Fault([3], [1, 1, 1]).ShouldBeNull();
        formula.Fault([1.5], [1, 1, 1]).ShouldBe("'log(q - 2)' at character 7 of 'k + g*log(q - 2)': the logarithm of -0.5, which must stay positive");
        Formula.Parse("1/(q-1)", Scope).Fault([1], [1, 1, 1]).ShouldBe("'/' at character 2 of '1/(q-1)': a division of 1 by 0");
        Formula.Parse("q^k", Scope).Fault([0], [1, 1, 1]).ShouldBe(
            "'^' at character 2 of 'q^k': 0 to a power that is not written as a whole number, whose base must stay positive");
    }
}
