using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Reversal;

/// <summary>A recurrent map of a few active modes that may forget, made of Hamiltonians: every round mixes the modes, then gives some of them away to fresh ancillas.</summary>
/// <remarks>
/// Ψ_{n+1} = f(Ψ_n) of the active modes alone may contract; the whole register, rounds·n ancillas and all, is canonical and returns home. The active modes' largest
/// Lyapunov exponent is ln of the growth of a small displacement per round (G. Benettin et al., Meccanica 15 (1980) 9). One sample; not thread-safe.
/// </remarks>
public sealed class AncillaChain
{
    private const double Small = 1e-8;

    private readonly int _modes;
    private readonly IReversibleElement[] _rounds;
    private readonly AncillaGroup[] _groups;
    private readonly PhasePoint<double> _x;

    /// <summary>Builds a chain.</summary>
    /// <param name="modes">Active modes, coordinates 0 … modes−1.</param>
    /// <param name="rounds">Rounds.</param>
    /// <param name="mix">What every round begins with, on the active modes.</param>
    /// <param name="give">Makes the element that gives to the ancillas of a round, told (mode, ancilla) pairs; null where nothing is given away.</param>
    public AncillaChain(int modes, int rounds, IReversibleElement mix, Func<(int Mode, int Ancilla)[], IReversibleElement>? give)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(modes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rounds);
        _modes = modes;
        _rounds = new IReversibleElement[rounds * (give is null ? 1 : 2)];
        _groups = new AncillaGroup[give is null ? 0 : rounds];
        for (var round = 0; round < rounds; round++)
        {
            if (give is null)
            {
                _rounds[round] = mix;
                continue;
            }

            var first = modes * (round + 1);
            var element = give([.. Enumerable.Range(0, modes).Select(mode => (mode, first + mode))]);
            (_rounds[2 * round], _rounds[(2 * round) + 1]) = (mix, element);
            _groups[round] = new AncillaGroup($"round {round + 1} ({element.Name})", first, modes);
        }

        (Rounds, _x) = (rounds, new PhasePoint<double>(modes * (1 + _groups.Length), 1));
    }

    /// <summary>Rounds.</summary>
    public int Rounds { get; }

    /// <summary>The register, active modes first; a loan.</summary>
    public PhaseView<double> State => _x.View;

    /// <summary>Sends a start out and home.</summary>
    /// <param name="start">(q, p) of the active modes in turn.</param>
    /// <param name="forgotten">Number from 1 of the round whose ancillas are forgotten at the turning point; 0 for none.</param>
    /// <param name="how">What is forgotten about them.</param>
    public ChainEcho Echo(ReadOnlySpan<double> start, int forgotten = 0, ForgottenAncilla how = ForgottenAncilla.NotConjugated)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(forgotten, _groups.Length);
        Prepare(start);
        foreach (var element in _rounds)
        {
            element.Forward(_x.View);
        }

        var turning = Census();
        Reverse(forgotten, how);
        for (var k = _rounds.Length - 1; k >= 0; k--)
        {
            _rounds[k].Backward(_x.View);
        }

        _x.View.Reverse();
        var cause = AncillaAudit.Describe(_groups, turning, Census());
        return new ChainEcho(DistanceFrom(start), cause);
    }

    /// <summary>The largest Lyapunov exponent of the active modes, per round, averaged over all rounds after the first few.</summary>
    /// <param name="start">(q, p) of the active modes in turn.</param>
    /// <param name="settle">Rounds that are not counted.</param>
    /// <param name="seed">Draws the direction of the displacement.</param>
    public double Lyapunov(ReadOnlySpan<double> start, int settle, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(settle, Rounds);
        var (sum, course) = (0.0, Stretching(start, seed));
        for (var round = settle; round < Rounds; round++)
        {
            sum += course[round];
        }

        return sum / (Rounds - settle);
    }

    /// <summary>ln of the growth in every round of a displacement of the active modes that is made small again after each.</summary>
    /// <param name="start">(q, p) of the active modes in turn.</param>
    /// <param name="seed">Draws its first direction.</param>
    public double[] Stretching(ReadOnlySpan<double> start, ulong seed)
    {
        var stream = new RandomStream(seed, "lyapunov");
        var near = new PhasePoint<double>(_x.Coordinates, 1);
        Prepare(start);
        near.CopyFrom(_x);
        for (var mode = 0; mode < _modes; mode++)
        {
            var (first, second) = stream.Normals(0, (uint)mode);
            near.View.Q[mode * near.Lanes] += Small * first;
            near.View.P[mode * near.Lanes] += Small * second;
        }

        Shrink(near);
        var growth = new double[Rounds];
        var each = _rounds.Length / Rounds;
        for (var k = 0; k < _rounds.Length; k++)
        {
            _rounds[k].Forward(_x.View);
            _rounds[k].Forward(near.View);
            if ((k + 1) % each == 0)
            {
                growth[k / each] = Math.Log(Shrink(near) / Small);
            }
        }

        return growth;
    }

    private void Prepare(ReadOnlySpan<double> start)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(start.Length, 2 * _modes);
        var x = _x.View;
        x.Q.Clear();
        x.P.Clear();
        for (var mode = 0; mode < _modes; mode++)
        {
            (x.Q[mode * x.Lanes], x.P[mode * x.Lanes]) = (start[2 * mode], start[(2 * mode) + 1]);
        }
    }

    private void Reverse(int forgotten, ForgottenAncilla how)
    {
        _x.View.Reverse();
        if (forgotten == 0)
        {
            return;
        }

        var x = _x.View;
        var (first, count) = (_groups[forgotten - 1].First * x.Lanes, _groups[forgotten - 1].Count * x.Lanes);
        for (var i = first; i < first + count; i++)
        {
            (x.Q[i], x.P[i]) = how == ForgottenAncilla.NotConjugated ? (x.Q[i], -x.P[i]) : (0, 0);
        }
    }

    private double[] Census()
    {
        var x = _x.View;
        var census = new double[_groups.Length];
        for (var group = 0; group < census.Length; group++)
        {
            for (var mode = _groups[group].First; mode < _groups[group].First + _groups[group].Count; mode++)
            {
                var (q, p) = (x.Q[mode * x.Lanes], x.P[mode * x.Lanes]);
                census[group] += ((q * q) + (p * p)) / 2;
            }
        }

        return census;
    }

    private double DistanceFrom(ReadOnlySpan<double> start)
    {
        var x = _x.View;
        var (apart, size) = (0.0, 0.0);
        for (var mode = 0; mode < x.Coordinates; mode++)
        {
            var (q, p) = mode < _modes ? (start[2 * mode], start[(2 * mode) + 1]) : (0, 0);
            apart += Square(x.Q[mode * x.Lanes] - q) + Square(x.P[mode * x.Lanes] - p);
            size += Square(q) + Square(p);
        }

        return Math.Sqrt(apart / (size > 0 ? size : 1));
    }

    // Brings the displacement of the active modes back to its small size; returns the size it had.
    private double Shrink(PhasePoint<double> near)
    {
        var x = _x.View;
        var y = near.View;
        var length = _modes * x.Lanes;
        var size = 0.0;
        for (var i = 0; i < length; i += x.Lanes)
        {
            size += Square(y.Q[i] - x.Q[i]) + Square(y.P[i] - x.P[i]);
        }

        size = Math.Sqrt(size);
        for (var i = 0; i < length; i += x.Lanes)
        {
            y.Q[i] = x.Q[i] + (Small / size * (y.Q[i] - x.Q[i]));
            y.P[i] = x.P[i] + (Small / size * (y.P[i] - x.P[i]));
        }

        return size;
    }

    private static double Square(double a) => a * a;
}
