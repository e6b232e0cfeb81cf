using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Testing;

/// <content>Statements about single terms: what an exactly solvable piece of a Hamiltonian promises.</content>
public static partial class PhysicsAssert
{
    private const double Shift = 1e-5;

    /// <summary>
    /// The flow is canonical: all Poisson brackets, and so phase volume, are preserved at the given point.
    /// </summary>
    /// <param name="term">The term.</param>
    /// <param name="at">Where to look; every lane is one more place.</param>
    /// <param name="theta">The term's parameters.</param>
    /// <param name="dt">Duration of the flow.</param>
    /// <param name="tolerance">
    /// Largest deviation of a bracket allowed; differences of size 1e-5 resolve about 1e-9.
    /// </param>
    /// <exception cref="PhysicsAssertException">A bracket changed.</exception>
    public static void FlowPreservesPhaseVolume(
        ITerm<double> term, PhasePoint<double> at, ReadOnlySpan<double> theta, double dt, double tolerance = 1e-7)
    {
        var n = at.Coordinates;
        var columns = new PhasePoint<double>[2 * n];
        for (var a = 0; a < 2 * n; a++)
            columns[a] = Derivative(term, at, theta, dt, a);

        for (var lane = 0; lane < at.Active; lane++)
            for (var a = 0; a < 2 * n; a++)
                for (var b = a + 1; b < 2 * n; b++)
                {
                    var bracket = Bracket(columns[a], columns[b], lane);
                    var expected = a / 2 == b / 2 ? 1 : 0;
                    if (!(Math.Abs(bracket - expected) <= tolerance))
                    {
                        throw new PhysicsAssertException(
                            $"the flow of '{term.Name}' is not canonical: after it the bracket of "
                                + $"{CoordinateName(a)} and {CoordinateName(b)} at the "
                            + $"start is {bracket:g9} instead of {expected} (lane {lane}). An Euler step, a "
                            + $"damping or a clipped value looks like this.");
                    }
                }
    }

    /// <summary>Reverse, flow, reverse undoes the flow: R exp(dt{·,A}) R = exp(−dt{·,A}).</summary>
    /// <inheritdoc cref="FlowPreservesPhaseVolume"/>
    /// <param name="term">The term.</param>
    /// <param name="at">Where to look; every lane is one more place.</param>
    /// <param name="theta">The term's parameters.</param>
    /// <param name="dt">Duration of the flow.</param>
    /// <param name="tolerance">Largest difference allowed, in units of 1 + the largest coordinate.</param>
    /// <exception cref="PhysicsAssertException">The state did not return.</exception>
    public static void FlowIsReversible(
        ITerm<double> term, PhasePoint<double> at, ReadOnlySpan<double> theta, double dt, double tolerance = 1e-12)
    {
        var x = Copy(at);
        term.Flow(x.View, new Control<double>(theta), dt);
        x.View.Reverse();
        term.Flow(x.View, new Control<double>(theta), dt);
        x.View.Reverse();
        var error = Math.Max(
            Difference(at.View.Q.ToArray(), x.View.Q.ToArray()), Difference(at.View.P.ToArray(), x.View.P.ToArray()));
        if (!(error <= tolerance))
        {
            throw new PhysicsAssertException(
                $"the flow of '{term.Name}' is not reversible: out and back misses the start by {error:g3} "
                    + $"(allowed {tolerance:g3}). "
                + "An energy that is odd in the momenta (a magnetic field, a synthetic flux) or an inexact flow "
                + "looks like this.");
        }
    }

    /// <summary>The flow conserves its own energy.</summary>
    /// <inheritdoc cref="FlowPreservesPhaseVolume"/>
    /// <param name="term">The term.</param>
    /// <param name="at">Where to look; every lane is one more place.</param>
    /// <param name="theta">The term's parameters.</param>
    /// <param name="dt">Duration of the flow.</param>
    /// <param name="tolerance">Largest change allowed, in units of 1 + |A|.</param>
    /// <exception cref="PhysicsAssertException">The energy changed.</exception>
    public static void FlowConservesEnergy(
        ITerm<double> term, PhasePoint<double> at, ReadOnlySpan<double> theta, double dt, double tolerance = 1e-12)
    {
        var before = Energy(term, at, theta);
        var x = Copy(at);
        term.Flow(x.View, new Control<double>(theta), dt);
        var error = Difference(before, Energy(term, x, theta));
        if (!(error <= tolerance))
        {
            throw new PhysicsAssertException(
                $"the flow of '{term.Name}' changes its own energy by {error:g3} (allowed {tolerance:g3}): it is "
                    + $"not the flow of that energy, or not exact");
        }
    }

    /// <summary>
    /// The response is ∫₀^dt ∂A/∂θ along the flow, compared with differences of the energy at nine places along it.
    /// </summary>
    /// <inheritdoc cref="FlowPreservesPhaseVolume"/>
    /// <param name="term">The term.</param>
    /// <param name="at">Where to look.</param>
    /// <param name="theta">The term's parameters.</param>
    /// <param name="dt">Duration of the flow; keep the flow smooth over it.</param>
    /// <param name="tolerance">Largest difference allowed, in units of 1 + the largest response.</param>
    /// <exception cref="PhysicsAssertException">The response is another.</exception>
    public static void ResponseIsTheSlopeOfTheEnergy(
        ITerm<double> term, PhasePoint<double> at, ReadOnlySpan<double> theta, double dt, double tolerance = 1e-7)
    {
        var (heard, integral) = (new double[theta.Length], new double[theta.Length]);
        term.Response(at.View, new Control<double>(theta), dt, heard);

        // Boole's rule over eight intervals: sixth order
        double[] weights = [7, 32, 12, 32, 14, 32, 12, 32, 7];
        for (var node = 0; node < weights.Length; node++)
        {
            var x = Copy(at);
            term.Flow(x.View, new Control<double>(theta), dt * node / 8);
            for (var k = 0; k < theta.Length; k++)
            {
                var shifted = theta.ToArray();
                shifted[k] += Shift;
                var up = Energy(term, x, shifted).Sum();
                shifted[k] -= 2 * Shift;
                integral[k] += weights[node] * dt / 180 * (up - Energy(term, x, shifted).Sum()) / (2 * Shift);
            }
        }

        var error = Difference(integral, heard);
        if (!(error <= tolerance))
        {
            throw new PhysicsAssertException(
                $"the response of '{term.Name}' misses the integral of the energy's slope by {error:g3} (allowed "
                    + $"{tolerance:g3}). "
                + "Taking it at one point is right only where the slope is constant along the flow.");
        }
    }

    // Central difference of the flow along q_i (a = 2i) or p_i (a = 2i + 1), in all lanes at once.
    private static PhasePoint<double> Derivative(
        ITerm<double> term, PhasePoint<double> at, ReadOnlySpan<double> theta, double dt, int a)
    {
        var (up, down) = (Copy(at), Copy(at));
        foreach (var (x, sign) in new[] { (up, 1), (down, -1) })
        {
            var plane = a % 2 == 0 ? x.View.Q : x.View.P;
            for (var lane = 0; lane < x.Lanes; lane++)
                plane[a / 2 * x.Lanes + lane] += sign * Shift;

            term.Flow(x.View, new Control<double>(theta), dt);
        }

        for (var i = 0; i < up.View.Q.Length; i++)
        {
            up.View.Q[i] = (up.View.Q[i] - down.View.Q[i]) / (2 * Shift);
            up.View.P[i] = (up.View.P[i] - down.View.P[i]) / (2 * Shift);
        }

        return up;
    }

    private static double Bracket(PhasePoint<double> a, PhasePoint<double> b, int lane)
    {
        var sum = 0.0;
        for (var i = lane; i < a.View.Q.Length; i += a.Lanes)
            sum += a.View.Q[i] * b.View.P[i] - a.View.P[i] * b.View.Q[i];

        return sum;
    }

    private static double[] Energy(ITerm<double> term, PhasePoint<double> x, ReadOnlySpan<double> theta)
    {
        var energy = new double[x.Lanes];
        term.Energy(x.View, new Control<double>(theta), energy);
        return energy[..x.Active];
    }

    private static PhasePoint<double> Copy(PhasePoint<double> x)
    {
        var copy = new PhasePoint<double>(x.Coordinates, x.Active);
        copy.CopyFrom(x);
        return copy;
    }

    private static string CoordinateName(int a) => $"{(a % 2 == 0 ? 'q' : 'p')}[{a / 2}]";

    // Largest difference in units of the largest value or 1, whichever is more.
    private static double Difference(double[] a, double[] b)
    {
        var (worst, largest) = (0.0, 1.0);
        for (var i = 0; i < a.Length; i++)
        {
            // Math.Max hands a NaN on, so a field that is not finite never passes
            worst = Math.Max(worst, Math.Abs(a[i] - b[i]));
            largest = Math.Max(largest, Math.Abs(a[i]));
        }

        return worst / largest;
    }
}
