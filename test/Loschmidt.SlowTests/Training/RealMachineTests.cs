namespace Loschmidt.SlowTests.Training;

/// <summary>The machines that could be built, by their presets: the machine's own decay step, no optimiser, one sample a step.</summary>
public sealed class RealMachineTests
{
    public static TheoryData<string, ulong> Balls
    {
        get
        {
            var data = new TheoryData<string, ulong>();
            foreach (var preset in (string[])["pinball", "pinball-field"])
                for (var seed = 1ul; seed <= 10; seed++)
                    data.Add(preset, seed);

            return data;
        }
    }

    /// <summary>The mutations: θ that does not recoil while the ball passes, a field that is another on the way home.</summary>
    [Theory, MemberData(nameof(Balls))]
    public void A_ball_learns_where_to_sit_whatever_the_field(string preset, ulong seed) =>
        Trained.Run(preset, seed)["cost"].ShouldBeLessThan(1e-6);

    /// <summary>A field is any formula. The mutation: ∂U/∂y for ∂U/∂x.</summary>
    [Theory]
    [InlineData("0.02*sin(4*x)*cos(3*y)")]
    [InlineData("0.02*x^2 - 0.05*y")]
    public void It_learns_in_any_field_that_lets_the_ball_through(string field) =>
        Trained.Run("pinball-field", 1, $"machine.field={field}")["cost"].ShouldBeLessThan(1e-6);

    /// <summary>Ten seeds are in docs/physics/machines.md; three of them here.</summary>
    [Theory]
    [InlineData("duffing-ring", 1)]
    [InlineData("duffing-ring", 2)]
    [InlineData("duffing-ring", 3)]
    [InlineData("josephson-array", 1)]
    [InlineData("josephson-array", 2)]
    [InlineData("josephson-array", 3)]
    [InlineData("kerr-resonators", 1)]
    [InlineData("kerr-resonators", 2)]
    [InlineData("kerr-resonators", 3)]
    public void A_machine_teaches_itself_xor(string preset, ulong seed) => Trained.Run(preset, seed)["accuracy"].ShouldBe(1);

    /// <summary>
    /// What is linear answers with amplitudes linear in the bits, and XOR is orthogonal to those. The best it can do is the mean of both targets:
    /// C = t² = 0.25 for a sign, 2(√I/2)² = I/2 = 0.15 for two fields. The mutation: parameters that recoil, a nonlinearity of their own, with which
    /// even linear oscillators get lower.
    /// </summary>
    [Theory]
    [InlineData("duffing-ring", "machine.hardening=0", 0.25)]
    [InlineData("kerr-resonators", "machine.kerr=0", 0.15)]
    public void Without_any_nonlinearity_it_cannot(string preset, string linear, double floor) =>
        Trained.Run(preset, 1, linear, "machine.inverseMass=0")["cost"].ShouldBeGreaterThan(floor - 1e-9);

    [Theory]
    [InlineData("duffing-ring")]
    [InlineData("josephson-array")]
    [InlineData("kerr-resonators")]
    public void It_learns_as_well_with_parameters_held_still_during_a_pass(string preset) =>
        Trained.Run(preset, 1, "machine.inverseMass=0")["accuracy"].ShouldBe(1);
}
