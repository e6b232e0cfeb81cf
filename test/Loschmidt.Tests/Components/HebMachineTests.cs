using Loschmidt.Machines;
using Loschmidt.Testing;
using Loschmidt.Tests.Architecture;

namespace Loschmidt.Tests.Components;

/// <summary>Machines whose parameters are matter that moves while a sample passes, and spins: equation, energy, norm, reversibility, order, echo gradient.</summary>
public sealed class HebMachineTests
{
    public static TheoryData<string> Names => [.. HebMachines.All.Select(one => one.Name)];

    public static TheoryData<string> Matter => [.. HebMachines.All.Where(one => HebMachines.MatterOf(one) is not null).Select(one => one.Name)];

    /// <summary>Mutation: a formula that was edited away.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Its_type_is_documented_with_its_equation(string name)
    {
        var row = Of(name);
        File.ReadAllText(Path.Combine(Checkout.Root, "src", "Loschmidt", row.Source)).ShouldContain(row.Equation);
    }

    /// <summary>Matter alone. Mutation: a drift that is no palindrome, or a reversal that forgets a momentum.</summary>
    [Theory, MemberData(nameof(Matter))]
    public void Matter_is_undone_by_reversal_and_keeps_its_energy(string name)
    {
        var matter = HebMachines.MatterOf(Of(name))!;
        double[] θ = [0.9, -1, 1.1];
        var x = new double[θ.Length * matter.Carriers];
        matter.Settle(θ, x);
        matter.Kick(x, [0.05, -0.03, 0.02]);
        var (start, energy) = (x.ToArray(), matter.Energy(x));
        Drift();
        matter.Energy(x).ShouldBe(energy, 2e-3 * (1 + Math.Abs(energy)), "split flows err by the square of their step");
        x.Zip(start, (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(1e-4, "it moved");
        matter.Reverse(x);
        Drift();
        matter.Reverse(x);
        x.Zip(start, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-12 * x.Max(Math.Abs));

        void Drift()
        {
            for (var step = 0; step < 50; step++)
            {
                matter.Drift(x, 0.026);
            }
        }
    }

    /// <summary>That of light, matter and what is between them. Mutation: matter that drifts a whole step on one side of a step.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Its_energy_is_kept_to_second_order(string name)
    {
        var (coarse, fine) = (Change(1), Change(2));
        coarse.ShouldBeLessThan(0.02);
        (coarse / fine).ShouldBe(4, 0.5);

        double Change(int finer) => Passed(name, finer, books => books.Energy());
    }

    /// <summary>Mutation: a hop that takes a photon here and brings none there.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Its_norm_is_kept(string name)
    {
        var (coarse, fine) = (Change(1), Change(2));
        if (Of(name).KeepsNorm)
        {
            fine.ShouldBeLessThan(1e-12, "rounding of exact flows");
        }
        else
        {
            (coarse / fine).ShouldBe(4, 0.5);
        }

        double Change(int finer) => Passed(name, finer, books => books.Norm() / 4);
    }

    /// <summary>Home is where it began, whatever the step. Mutation: parts that are composed one after the other.</summary>
    [Theory, MemberData(nameof(Names))]
    public void It_returns_home(string name) => PhysicsAssert.ReturnsHome(Of(name).Build(16), Of(name).Sample(), 1e-11);

    /// <summary>Mutation: a half step that is a whole one.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Its_pass_is_of_second_order(string name)
    {
        var row = Of(name);
        var ends = new[] { 1, 2, 4 }.Select(finer => End(row, finer)).ToArray();
        Math.Log2(Distance(ends[0], ends[1]) / Distance(ends[1], ends[2])).ShouldBe(2, 0.1);
    }

    /// <summary>Mutation: a kick that moves θ, π of the wrong sign, or θ that is odd and taken for even.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Its_echo_gradient_converges_with_the_square_of_epsilon(string name) =>
        PhysicsAssert.EchoGradientConvergesAs(2, Of(name).Build(16), Of(name).Sample(), epsilon: 0.1);

    private static HebMachine Of(string name) => HebMachines.All.First(one => one.Name == name);

    private static double Passed(string name, int finer, Func<IConserves, double> of)
    {
        var row = Of(name);
        var machine = row.Build(finer * row.Steps);
        machine.Prepare(row.Sample());
        var before = of((IConserves)machine);
        machine.Evolve();
        return Math.Abs(of((IConserves)machine) - before);
    }

    private static double[] End(HebMachine row, int finer)
    {
        var machine = row.Build(finer * row.Steps);
        machine.Prepare(row.Sample());
        machine.Evolve();
        var outputs = new double[machine.Outputs];
        machine.Read(outputs);
        return [.. outputs, .. machine.Learning.Theta, .. machine.Learning.Pi];
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
