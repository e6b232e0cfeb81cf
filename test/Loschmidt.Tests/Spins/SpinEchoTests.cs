using Loschmidt.Spins;
using static Loschmidt.Tests.Spins.SpinCases;

namespace Loschmidt.Tests.Spins;

/// <summary>What a strip of spins hears of its cost, and what it conserves.</summary>
public sealed class SpinEchoTests
{
    public static TheoryData<bool, SpinKnobs> Machines => new()
    {
        { true, SpinKnobs.Field }, { true, SpinKnobs.Both }, { false, SpinKnobs.Exchange }, { false, SpinKnobs.Both },
    };

    /// <summary>The mutation: π hears a bond in one of its three components only.</summary>
    [Theory, MemberData(nameof(Machines))]
    public void The_echo_is_the_gradient_of_the_cost(bool frozen, SpinKnobs trained)
    {
        var settings = Small with { Frozen = frozen, Trained = trained };
        var gradient = EchoGradient(settings, 1e-5);
        const double h = 1e-4;
        for (var i = 0; i < gradient.Length; i++)
        {
            var difference = (CostAt(settings, i, h) - CostAt(settings, i, -h)) / (2 * h);
            gradient[i].ShouldBe(difference, 1e-7);
        }

        gradient.Max(Math.Abs).ShouldBeGreaterThan(1e-2);
    }

    /// <summary>The mutation: the motion of θ left out of the tangent, or ∂²H/∂θ∂s of the sweep.</summary>
    [Theory, MemberData(nameof(Machines))]
    public void Tangent_echo_and_reverse_sweep_agree_to_rounding(bool frozen, SpinKnobs trained)
    {
        var settings = Small with { Frozen = frozen, Trained = trained };
        var machine = Prepared(settings);
        machine.Learning.Pi.Fill(0.2);
        var (tangent, sweep, momentum) = (new double[machine.Learning.Count], new double[machine.Learning.Count], new double[machine.Learning.Count]);
        machine.PullBack(Bits(1), sweep, momentum);
        machine.Prepare(Bits(1));
        machine.Evolve();
        machine.Reverse();
        machine.TangentEcho(tangent);
        Apart(tangent, sweep).ShouldBeLessThan(1e-12);
        momentum.Any(value => value != 0).ShouldBe(!frozen);
    }

    /// <summary>With a nudge of ε the gradient is off by ε², as that of every echo taken both ways.</summary>
    [Fact]
    public void Its_error_falls_with_the_square_of_the_nudge()
    {
        var exact = EchoGradient(Small, 1e-5);
        var (large, small) = (Apart(EchoGradient(Small, 0.1), exact), Apart(EchoGradient(Small, 0.05), exact));
        (large / small).ShouldBe(4, 0.2);
    }

    [Fact]
    public void Every_spin_keeps_its_length_and_the_energy_oscillates_with_the_square_of_the_step()
    {
        var (coarse, fine) = (Drift(Small with { Steps = 120 }), Drift(Small with { Steps = 240 }));
        coarse.ShouldBeLessThan(0.01);
        (coarse / fine).ShouldBe(4, 0.2);

        static double Drift(SpinWaveSettings settings)
        {
            var machine = Prepared(settings);
            var energy = machine.Energy();
            machine.Evolve();
            for (var spin = 0; spin < 12; spin++)
            {
                Enumerable.Range(0, 3).Sum(axis => machine.Component(axis)[spin] * machine.Component(axis)[spin]).ShouldBe(1, 1e-13);
            }

            machine.Norm().ShouldBe(12, 1e-12);
            return Math.Abs(machine.Energy() - energy);
        }
    }

    [Fact]
    public void The_nudge_is_the_flow_of_the_cost_and_leaves_it_alone()
    {
        var machine = Prepared(Small);
        machine.Evolve();
        var (cost, amplitude) = (machine.Cost(), new double[2]);
        machine.Read(amplitude);
        var at = Small.Columns - 1;
        var (x, y, z) = (machine.Component(0)[at], machine.Component(1)[at], machine.Component(2)[at]);
        machine.Nudge(1e-6);
        machine.Cost().ShouldBe(cost, 1e-15);

        // Ṡ = −S × ∂C/∂S of C = (1 − S_z² − I)², I = 0 at output 0 where the bits differ.
        var slope = -4 * z * amplitude[0];
        ((machine.Component(0)[at] - x) / 1e-6).ShouldBe(-slope * y, 1e-5);
        ((machine.Component(1)[at] - y) / 1e-6).ShouldBe(slope * x, 1e-5);
    }

    [Fact]
    public void Costs_that_are_judged_from_outputs_are_those_of_the_machine()
    {
        var machine = Prepared(Small, 2);
        machine.Evolve();
        double[] outputs = new double[2], slope = new double[2];
        machine.Read(outputs);
        machine.Judge(outputs, Bits(2), slope).ShouldBe(machine.Cost(), 1e-15);
        slope[1].ShouldBe(2 * (outputs[1] - Small.TargetAmplitude), 1e-15);
    }

    [Fact]
    public void Single_precision_comes_home_within_its_own_rounding()
    {
        var machine = new SpinWaveMachine<float>(Small, 3);
        machine.Prepare(Bits(1));
        machine.Keep();
        machine.Evolve();
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        machine.DistanceFromKept().Field.ShouldBeInRange(1e-9, 1e-4);
    }
}
