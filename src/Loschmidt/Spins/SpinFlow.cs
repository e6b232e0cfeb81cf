using System.Numerics;

namespace Loschmidt.Spins;

/// <summary>A bond in a <see cref="SpinFlow{T}"/>: energy (<paramref name="Strength"/> − χθ) s_i s_j.</summary>
/// <param name="From">i.</param>
/// <param name="To">j.</param>
/// <param name="Strength">Energy at θ = 0.</param>
/// <param name="Parameter">Index of θ, −1 where it is not trained.</param>
internal readonly record struct SpinBond(int From, int To, double Strength, int Parameter);

/// <summary>A part of H that knows one component s_i of every spin: H = Σ_bonds (c − χθ) s_i s_j + Σ (k s_i² + (h − χθ_i) s_i).</summary>
/// <remarks>
/// All s_i are constants of its motion, so that every spin turns about its own axis by the angle ∂H/∂s_i · t: exact, canonical
/// ({S_a, S_b} = ε_abc S_c), and S_i keeps its length. Its neighbours do not stand still by decree: a spin that turns in the field of neighbours
/// that are held would keep lengths and energy too, but that map is not canonical, and an echo through it hears another gradient.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="axes">Which component of each spin it knows.</param>
/// <param name="bonds">Its bonds.</param>
/// <param name="linear">h of each spin; empty for none.</param>
/// <param name="square">k of every spin.</param>
/// <param name="firstLocal">Index of θ_0 where there is a trained field at every spin; −1 where not.</param>
/// <param name="coupling">χ.</param>
internal sealed class SpinFlow<T>(int[] axes, SpinBond[] bonds, double[] linear, double square, int firstLocal, double coupling)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double[] _angle = new double[axes.Length];
    private readonly double[] _change = new double[axes.Length];

    /// <summary>H of a state.</summary>
    public double Energy(SpinState<T> s, ReadOnlySpan<double> theta)
    {
        var energy = 0.0;
        foreach (var bond in bonds)
        {
            energy += Strength(bond, theta) * Along(s, bond.From) * Along(s, bond.To);
        }

        for (var spin = 0; spin < axes.Length; spin++)
        {
            var own = Along(s, spin);
            energy += ((square * own) + Field(spin, theta)) * own;
        }

        return energy;
    }

    /// <summary>The flow for a time t; π −= ∂H/∂θ t.</summary>
    public void Run(SpinState<T> s, ReadOnlySpan<double> theta, Span<double> pi, double time)
    {
        Angles(s, theta, time);
        Hear(s, pi, time);
        Turn(s);
    }

    /// <summary>The flow of a state and of a displacement (ds, dθ, dπ) of it.</summary>
    public void Tangent(
        SpinState<T> s, SpinState<T> ds, ReadOnlySpan<double> theta, Span<double> pi, ReadOnlySpan<double> dTheta, Span<double> dPi, double time)
    {
        Angles(s, theta, time);
        Hear(s, pi, time);
        Array.Clear(_change);
        foreach (var bond in bonds)
        {
            var (i, j, strength) = (bond.From, bond.To, Strength(bond, theta) * time);
            var (si, sj, di, dj) = (Along(s, i), Along(s, j), Along(ds, i), Along(ds, j));
            _change[i] += strength * dj;
            _change[j] += strength * di;
            if (bond.Parameter >= 0)
            {
                var moved = coupling * time * dTheta[bond.Parameter];
                _change[i] -= moved * sj;
                _change[j] -= moved * si;
                dPi[bond.Parameter] += coupling * time * ((si * dj) + (sj * di));
            }
        }

        for (var spin = 0; spin < axes.Length; spin++)
        {
            var own = Along(ds, spin);
            _change[spin] += 2 * square * time * own;
            if (firstLocal >= 0)
            {
                _change[spin] -= coupling * time * dTheta[firstLocal + spin];
                dPi[firstLocal + spin] += coupling * time * own;
            }
        }

        Turn(s);
        Turn(ds);
        for (var spin = 0; spin < axes.Length; spin++)
        {
            var (b, c) = Others(spin);
            var change = T.CreateTruncating(_change[spin]);
            ds[b][spin] -= change * s[c][spin];
            ds[c][spin] += change * s[b][spin];
        }
    }

    /// <summary>Cotangents after the flow become those before it.</summary>
    /// <param name="before">The state before the flow.</param>
    /// <param name="after">The state after it.</param>
    /// <param name="lambda">∂C/∂S, changed in place.</param>
    /// <param name="theta">θ during the flow.</param>
    /// <param name="gradient">∂C/∂θ, added to.</param>
    /// <param name="momentum">∂C/∂π, which the flow leaves alone.</param>
    /// <param name="time">t.</param>
    public void PullBack(
        SpinState<T> before, SpinState<T> after, SpinState<T> lambda, ReadOnlySpan<double> theta, Span<double> gradient,
        ReadOnlySpan<double> momentum, double time)
    {
        Angles(before, theta, time);
        for (var spin = 0; spin < axes.Length; spin++)
        {
            var (b, c) = Others(spin);
            _change[spin] = double.CreateTruncating((lambda[c][spin] * after[b][spin]) - (lambda[b][spin] * after[c][spin]));
            _angle[spin] = -_angle[spin];
        }

        Turn(lambda);
        foreach (var bond in bonds)
        {
            var (i, j, strength) = (bond.From, bond.To, Strength(bond, theta) * time);
            var (si, sj) = (Along(before, i), Along(before, j));
            var (towardI, towardJ) = (strength * _change[j], strength * _change[i]);
            if (bond.Parameter >= 0)
            {
                gradient[bond.Parameter] -= coupling * time * ((_change[i] * sj) + (_change[j] * si));
                towardI += coupling * time * sj * momentum[bond.Parameter];
                towardJ += coupling * time * si * momentum[bond.Parameter];
            }

            lambda[axes[i]][i] += T.CreateTruncating(towardI);
            lambda[axes[j]][j] += T.CreateTruncating(towardJ);
        }

        for (var spin = 0; spin < axes.Length; spin++)
        {
            var toward = 2 * square * time * _change[spin];
            if (firstLocal >= 0)
            {
                gradient[firstLocal + spin] -= coupling * time * _change[spin];
                toward += coupling * time * momentum[firstLocal + spin];
            }

            lambda[axes[spin]][spin] += T.CreateTruncating(toward);
        }
    }

    private double Strength(in SpinBond bond, ReadOnlySpan<double> theta) =>
        bond.Parameter < 0 ? bond.Strength : bond.Strength - (coupling * theta[bond.Parameter]);

    private double Field(int spin, ReadOnlySpan<double> theta) =>
        (linear.Length == 0 ? 0 : linear[spin]) - (firstLocal < 0 ? 0 : coupling * theta[firstLocal + spin]);

    private double Along(SpinState<T> s, int spin) => double.CreateTruncating(s[axes[spin]][spin]);

    private (int B, int C) Others(int spin) => ((axes[spin] + 1) % 3, (axes[spin] + 2) % 3);

    private void Angles(SpinState<T> s, ReadOnlySpan<double> theta, double time)
    {
        for (var spin = 0; spin < axes.Length; spin++)
        {
            _angle[spin] = time * (Field(spin, theta) + (2 * square * Along(s, spin)));
        }

        foreach (var bond in bonds)
        {
            var strength = Strength(bond, theta) * time;
            _angle[bond.From] += strength * Along(s, bond.To);
            _angle[bond.To] += strength * Along(s, bond.From);
        }
    }

    private void Hear(SpinState<T> s, Span<double> pi, double time)
    {
        foreach (var bond in bonds)
        {
            if (bond.Parameter >= 0)
            {
                pi[bond.Parameter] += coupling * time * Along(s, bond.From) * Along(s, bond.To);
            }
        }

        for (var spin = 0; firstLocal >= 0 && spin < axes.Length; spin++)
        {
            pi[firstLocal + spin] += coupling * time * Along(s, spin);
        }
    }

    // About the axis a by the angle φ, (a, b, c) cyclic: Ṡ = ∂H/∂S × S.
    private void Turn(SpinState<T> s)
    {
        for (var spin = 0; spin < axes.Length; spin++)
        {
            if (_angle[spin] == 0)
            {
                continue;
            }

            var (b, c) = Others(spin);
            var (sin, cos) = T.SinCos(T.CreateTruncating(_angle[spin]));
            var (u, v) = (s[b][spin], s[c][spin]);
            s[b][spin] = (cos * u) - (sin * v);
            s[c][spin] = (sin * u) + (cos * v);
        }
    }
}
