using Loschmidt.Numerics.Random;
using Loschmidt.Spins;
using static Loschmidt.Tests.Spins.SpinCases;

namespace Loschmidt.Tests.Spins;

/// <summary>The flows that a step is made of: exact, canonical, and together Ṡ = −S × ∂H/∂S.</summary>
public sealed class SpinFlowTests
{
    private static readonly SpinWaveSettings Full = Small with
    {
        Field = new SpinVector { X = 0.2, Y = -0.3, Z = 0.6 },
        Dmi = new SpinVector { X = 0.25, Y = 0.4, Z = -0.35 },
        Trained = SpinKnobs.Field,
        Rows = 2,
        Columns = 3,
    };

    /// <summary>J Ω(S) Jᵀ = Ω(S′) with Ω_ab = ε_abc S_c. The mutation: a neighbour that stands still while a spin turns about it.</summary>
    [Fact]
    public void Every_flow_keeps_the_Poisson_brackets_of_spins()
    {
        foreach (var flow in Flows())
        {
            var start = Random();
            var n = 3 * start.Spins;
            var jacobian = new double[n, n];
            const double h = 1e-5;
            for (var k = 0; k < n; k++)
            {
                var (plus, minus) = (Moved(k, h), Moved(k, -h));
                for (var i = 0; i < n; i++)
                {
                    jacobian[i, k] = (plus[i % 3][i / 3] - minus[i % 3][i / 3]) / (2 * h);
                }
            }

            var end = Moved(0, 0);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var bracket = 0.0;
                    for (var spin = 0; spin < start.Spins; spin++)
                    {
                        for (var c = 0; c < 3; c++)
                        {
                            var (a, b) = ((3 * spin) + ((c + 1) % 3), (3 * spin) + ((c + 2) % 3));
                            bracket += start[c][spin] * ((jacobian[i, a] * jacobian[j, b]) - (jacobian[i, b] * jacobian[j, a]));
                        }
                    }

                    bracket.ShouldBe(Bracket(end, i, j), 1e-8);
                }
            }

            SpinState<double> Moved(int k, double step)
            {
                var s = Random();
                s[k % 3][k / 3] += step;
                flow.Run(s, new double[6], new double[6], 0.7);
                return s;
            }
        }
    }

    /// <summary>Against Runge–Kutta in tiny steps of the written H. The mutation: a DM bond's sign, the anisotropy's factor 2, the sense of a rotation.</summary>
    [Fact]
    public void Steps_converge_to_the_precession_about_the_gradient_of_H_with_second_order()
    {
        var exact = Random();
        const double T = 0.5;
        for (var n = 0; n < 2000; n++)
        {
            RungeKutta(exact, T / 2000);
        }

        var (coarse, fine) = (Error(20), Error(40));
        fine.ShouldBeLessThan(1e-3);
        (coarse / fine).ShouldBe(4, 0.1);

        double Error(int steps)
        {
            var s = Random();
            var flows = Flows();
            for (var n = 0; n < steps; n++)
            {
                for (var stage = 0; stage < (2 * flows.Length) - 1; stage++)
                {
                    var middle = flows.Length - 1;
                    flows[middle - Math.Abs(middle - stage)].Run(s, new double[6], new double[6], (stage == middle ? 1 : 0.5) * T / steps);
                }
            }

            return Enumerable.Range(0, 3).Max(axis => Apart(s[axis], exact[axis]));
        }
    }

    [Fact]
    public void The_parts_of_the_energy_add_up_to_H()
    {
        var s = Random();
        Flows().Sum(flow => flow.Energy(s, new double[6])).ShouldBe(Energy(s), 1e-13);
    }

    private static SpinFlow<double>[] Flows() => SpinFlows.Of<double>(Full, new SpinStrip(2, 3), -1, 0);

    private static SpinState<double> Random()
    {
        var stream = new RandomStream(5, "spins");
        var s = new SpinState<double>(6);
        for (var spin = 0u; spin < 6; spin++)
        {
            double[] v = [stream.Normal(0, spin), stream.Normal(1, spin), stream.Normal(2, spin)];
            var length = Math.Sqrt(v.Sum(x => x * x));
            for (var axis = 0; axis < 3; axis++)
            {
                s[axis][spin] = v[axis] / length;
            }
        }

        return s;
    }

    private static double Bracket(SpinState<double> s, int i, int j) =>
        i / 3 != j / 3 || i == j ? 0 : (j - i + 3) % 3 == 1 ? s[(i + 2) % 3][i / 3] : -s[(j + 2) % 3][i / 3];

    // H as written in the settings, from vectors: an independent road to the same equations.
    private static double Energy(SpinState<double> s)
    {
        var energy = 0.0;
        for (var spin = 0; spin < 6; spin++)
        {
            energy -= (Full.Anisotropy * s[2][spin] * s[2][spin])
                + (Full.Field.X * s[0][spin]) + (Full.Field.Y * s[1][spin]) + (Full.Field.Z * s[2][spin]);
        }

        foreach (var (i, j) in new SpinStrip(2, 3).Bonds)
        {
            energy -= Full.Exchange * Enumerable.Range(0, 3).Sum(axis => s[axis][i] * s[axis][j]);
            energy += (Full.Dmi.X * ((s[1][i] * s[2][j]) - (s[2][i] * s[1][j])))
                + (Full.Dmi.Y * ((s[2][i] * s[0][j]) - (s[0][i] * s[2][j])))
                + (Full.Dmi.Z * ((s[0][i] * s[1][j]) - (s[1][i] * s[0][j])));
        }

        return energy;
    }

    private static double[] Velocity(SpinState<double> s)
    {
        var (velocity, gradient) = (new double[18], new double[18]);
        const double h = 1e-6;
        for (var k = 0; k < 18; k++)
        {
            var kept = s[k % 3][k / 3];
            s[k % 3][k / 3] = kept + h;
            var plus = Energy(s);
            s[k % 3][k / 3] = kept - h;
            gradient[k] = (plus - Energy(s)) / (2 * h);
            s[k % 3][k / 3] = kept;
        }

        // −S × ∇H
        for (var spin = 0; spin < 6; spin++)
        {
            for (var a = 0; a < 3; a++)
            {
                var (b, c) = ((a + 1) % 3, (a + 2) % 3);
                velocity[(3 * spin) + a] = -((s[b][spin] * gradient[(3 * spin) + c]) - (s[c][spin] * gradient[(3 * spin) + b]));
            }
        }

        return velocity;
    }

    private static void RungeKutta(SpinState<double> s, double dt)
    {
        var k1 = Velocity(s);
        var k2 = Velocity(At(k1, dt / 2));
        var k3 = Velocity(At(k2, dt / 2));
        var k4 = Velocity(At(k3, dt));
        for (var k = 0; k < 18; k++)
        {
            s[k % 3][k / 3] += dt / 6 * (k1[k] + (2 * k2[k]) + (2 * k3[k]) + k4[k]);
        }

        SpinState<double> At(double[] slope, double time)
        {
            var moved = new SpinState<double>(6);
            moved.CopyFrom(s);
            for (var k = 0; k < 18; k++)
            {
                moved[k % 3][k / 3] += time * slope[k];
            }

            return moved;
        }
    }
}
