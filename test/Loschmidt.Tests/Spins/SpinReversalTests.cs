using Loschmidt.Spins;
using static Loschmidt.Tests.Spins.SpinCases;

namespace Loschmidt.Tests.Spins;

/// <summary>What comes home under S_y → −S_y and what does not: specification §3.4, spin waves.</summary>
public sealed class SpinReversalTests
{
    // 30 steps of 9 rotations: rounding, and nothing that grows.
    private const double Rounding = 1e-12;

    /// <summary>The mutation: the flows of a step in the same order in both halves, no palindrome.</summary>
    [Fact]
    public void Exchange_anisotropy_fields_along_x_and_z_and_a_DM_vector_along_y_come_home()
    {
        var home = Missed(Small);
        home.Field.ShouldBeLessThan(Rounding);
        home.Learning.ShouldBeLessThan(Rounding);
        home.Overlap.ShouldBe(1, Rounding);
    }

    /// <summary>The mutation: a sign of D·(S_i × S_j) lost for bonds that begin at a white spin.</summary>
    [Theory]
    [InlineData("field y")]
    [InlineData("dmi x")]
    [InlineData("dmi z")]
    public void A_field_along_y_and_a_DM_vector_along_x_or_z_do_not_and_the_machine_says_so(string what)
    {
        var broken = what switch
        {
            "field y" => Small with { Field = new SpinVector { Y = 0.4, Z = 0.6 } },
            "dmi x" => Small with { Dmi = new SpinVector { X = 0.4 } },
            _ => Small with { Dmi = new SpinVector { Z = 0.4 } },
        };

        Missed(broken).Field.ShouldBeGreaterThan(0.1);
        new SpinWaveMachine<double>(broken, 1).BrokenReversal.ShouldNotBeNull();
        new SpinWaveMachine<double>(Small, 1).BrokenReversal.ShouldBeNull();
    }

    /// <summary>S → −S turns the static field's torque round as well as the motion: right only without a field.</summary>
    [Theory]
    [InlineData(0.6, false)]
    [InlineData(0, true)]
    public void Turning_all_spins_round_reverses_exchange_and_anisotropy_but_not_a_static_field(double field, bool returns)
    {
        var settings = Small with { Field = new SpinVector { Z = field }, Dmi = new SpinVector(), Spread = 0 };
        var flows = SpinFlows.Of<double>(settings, new SpinStrip(settings.Rows, settings.Columns), -1, -1);
        var (s, start) = (Tilted(), Tilted());
        Run();
        Flip();
        Run();
        Flip();
        var missed = Enumerable.Range(0, 3).Max(axis => Apart(s[axis], start[axis]));
        (missed < Rounding).ShouldBe(returns);
        if (!returns)
        {
            missed.ShouldBeGreaterThan(0.1);
        }

        void Run()
        {
            for (var step = 0; step < settings.Steps; step++)
            {
                foreach (var (flow, time) in Palindrome(flows, 0.1))
                {
                    flow.Run(s, [], [], time);
                }
            }
        }

        void Flip()
        {
            for (var axis = 0; axis < 3; axis++)
            {
                for (var spin = 0; spin < s.Spins; spin++)
                {
                    s[axis][spin] = -s[axis][spin];
                }
            }
        }
    }

    private static SpinState<double> Tilted()
    {
        var s = new SpinState<double>(12);
        for (var spin = 0; spin < 12; spin++)
        {
            var (polar, azimuth) = (0.3 + (0.1 * spin), 0.7 * spin);
            s[0][spin] = Math.Sin(polar) * Math.Cos(azimuth);
            s[1][spin] = Math.Sin(polar) * Math.Sin(azimuth);
            s[2][spin] = Math.Cos(polar);
        }

        return s;
    }

    private static IEnumerable<(SpinFlow<double> Flow, double Time)> Palindrome(SpinFlow<double>[] flows, double dt) =>
        flows.SkipLast(1).Select(flow => (flow, dt / 2)).Append((flows[^1], dt)).Concat(flows.SkipLast(1).Reverse().Select(flow => (flow, dt / 2)));
}
