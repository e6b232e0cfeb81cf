namespace Loschmidt.Learning;

// The exact flows of a step: Kerr turns, and the four-wave term cut into shears.
public sealed partial class HoppingPhases
{
    private void Rotate(int i, double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        var (q, p) = (_psi[2 * i], _psi[(2 * i) + 1]);
        (_psi[2 * i], _psi[(2 * i) + 1]) = ((q * cos) + (p * sin), (p * cos) - (q * sin));
    }

    private void Turn(double time)
    {
        for (var i = 0; i < _targets.Length; i++)
        {
            Rotate(i, _kerr * Intensity(i) * time);
        }
    }

    private void Mix(double time)
    {
        var monomials = _targets.Length * Patterns.Length;
        for (var m = 0; m < monomials; m++)
        {
            Shear(m, time / 2);
        }

        for (var m = monomials - 1; m >= 0; m--)
        {
            Shear(m, time / 2);
        }

        // θ and π are what the carriers show now.
        _matter.Read(Learning.Carriers, Learning.Theta, Learning.Pi);
        Learning.Restore(Learning.Carriers);
    }

    // The exact flow of c·x₁x₂x₃x₄: each x stays, its partner moves by c times the three others.
    private void Shear(int monomial, double time)
    {
        var (i, m) = Math.DivRem(monomial, Patterns.Length);
        var pattern = Patterns[m];
        var bond = Learning.Carriers.Slice(i * _matter.Carriers, _matter.Carriers);
        var first = bond[..2];
        var second = bond.Slice(2, 2);
        var here = Site(i);
        var there = Site(i + 1);
        var before = _matter.Beat(bond);
        var (a, b, c, d) = (
            Coordinate(first, 0, pattern), Coordinate(second, 0, pattern >> 1), Coordinate(here, 0, pattern >> 2), Coordinate(there, 0, pattern >> 3));
        var strength = _strengths[m] * time;
        Push(first, pattern, strength * b * c * d);
        Push(second, pattern >> 1, strength * a * c * d);
        Push(here, pattern >> 2, strength * a * b * d);
        Push(there, pattern >> 3, strength * a * b * c);
        _matter.CountTurn(before, bond);
    }

    // The k-th mode's q, or its p where the k-th bit says so.
    private static double Coordinate(ReadOnlySpan<double> modes, int k, int pattern) => modes[(2 * k) + (pattern >> k & 1)];

    private static void Push(Span<double> mode, int pattern, double by)
    {
        if ((pattern & 1) == 0)
        {
            mode[1] -= by;
        }
        else
        {
            mode[0] += by;
        }
    }

    // i^(number of p) times the signs of those that are conjugated.
    private static double Sign(int pattern, double[] signs)
    {
        var (sign, count) = (1.0, 0);
        for (var k = 0; k < 4; k++)
        {
            if ((pattern >> k & 1) != 0)
            {
                (sign, count) = (sign * signs[k], count + 1);
            }
        }

        return count == 2 ? -sign : sign;
    }
}
