using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>The echo's recipe written out with one mistake at a time: each must be seen, and only the right one
/// passes.</summary>
public sealed class EchoFaultTests
{
    // A large step and white noise as drive: with small steps and smooth drives the mistakes hide behind a cosine of
    // 0.999.
    private static readonly UnitProblem Nonlinear = White(UnitKind.Nonlinear);

    private static readonly UnitProblem Linear = White(UnitKind.Linear);

    public static TheoryData<EchoFault> Faults => [.. Enum.GetValues<EchoFault>().Where(fault => fault != EchoFault.None)];

    [Theory]
    [InlineData(UnitKind.Linear, 1e-11)]
    [InlineData(UnitKind.Nonlinear, 1e-7)]
    [Trait("check", "T10")]
    public void The_recipe_without_a_mistake_gives_the_gradient(UnitKind kind, double tolerance)
    {
        var problem = White(kind);
        var nudge = kind == UnitKind.Linear ? 0.3 : 1e-5;
        new LiteralEcho(problem, problem.Epsilon(nudge), EchoFault.None).Gradient()
            .Worst(problem.Gradient<double>(SequenceMethod.Bptt), kind).ShouldBeLessThan(tolerance);
    }

    [Theory, MemberData(nameof(Faults))]
    [Trait("check", "T17")]
    public void A_mistake_in_the_echo_is_an_error_of_more_than_a_percent(EchoFault fault) =>
        Error(Nonlinear, fault).ShouldBeGreaterThan(1e-2);

    [Theory]
    [InlineData(EchoFault.NoFlip)]
    [InlineData(EchoFault.DriveForwards)]
    [InlineData(EchoFault.DriveOffByOne)]
    [Trait("check", "T16")]
    public void A_linear_layer_notices_a_lost_way_home_in_its_springs_only(EchoFault fault)
    {
        // Its adjoint does not depend on the state: the drive's gradient stays right whatever the way home.
        var errors = Errors(Linear, fault);
        errors["A"].ShouldBeGreaterThan(1e-2);
        errors["s"].ShouldBeLessThan(1e-9);
    }

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    [Trait("check", "T31")]
    public void A_damped_step_does_not_come_home_and_has_another_gradient(UnitKind kind)
    {
        var problem = White(kind);
        new LiteralEcho(problem, 1e-5, EchoFault.Damped).Miss(0, 0).ShouldBeGreaterThan(1e-2);
        new LiteralEcho(problem, 1e-5, EchoFault.None).Miss(0, 0).ShouldBeLessThan(1e-12);
        Error(problem, EchoFault.Damped).ShouldBeGreaterThan(1e-2);
    }

    private static UnitProblem White(UnitKind kind)
    {
        var problem = UnitProblem.Draw(kind, 5, 60, 0.5, seed: 4);
        var coefficients = problem.Coefficients.ToArray();
        coefficients.AsSpan(0, 5).Fill(0.5);
        return problem with { Coefficients = coefficients };
    }

    private static double Error(UnitProblem problem, EchoFault fault) => Errors(problem, fault).Values.Max();

    private static Dictionary<string, double> Errors(UnitProblem problem, EchoFault fault) =>
        new LiteralEcho(problem, problem.Epsilon(1e-5), fault).Gradient()
            .Against(problem.Gradient<double>(SequenceMethod.Bptt), problem.Kind)
            .ToDictionary(pair => pair.Name, pair => pair.Error, StringComparer.Ordinal);
}
