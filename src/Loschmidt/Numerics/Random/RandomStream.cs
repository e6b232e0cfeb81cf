using System.Runtime.Intrinsics;
using System.Text;

namespace Loschmidt.Numerics.Random;

/// <summary>A named stream of random numbers: a pure function of (seed, name, step, site, lane, draw).</summary>
/// <remarks>
/// Key = (seed folded to 32 bits, FNV-1a of the name), counter = (step, site, lane, draw). Nothing is remembered between
/// calls, so results depend neither on threads nor on the order in which anything is drawn.
/// </remarks>
public readonly struct RandomStream
{
    private readonly uint _key0;
    private readonly uint _key1;

    /// <summary>Names a stream.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="name">What the numbers are for, such as <c>"theta"</c> or <c>"batches"</c>.</param>
    public RandomStream(ulong seed, string name)
    {
        _key0 = (uint)seed ^ (uint)(seed >> 32) * 0x85EBCA6Bu;
        _key1 = Fnv1A(name);
    }

    /// <summary>Four uniform 32-bit words.</summary>
    public (uint A, uint B, uint C, uint D) Words(uint step, uint site = 0, uint lane = 0, uint draw = 0) =>
        Philox.Block(step, site, lane, draw, _key0, _key1);

    /// <summary>The words of eight draws at once, one draw an element, in the lower halves: <see cref="Words"/>.</summary>
    internal (Vector512<ulong> A, Vector512<ulong> B, Vector512<ulong> C, Vector512<ulong> D) EightWords(
        uint step, uint site, uint lane, Vector512<ulong> draws) =>
        Philox.Blocks(
            Vector512.Create((ulong)step), Vector512.Create((ulong)site), Vector512.Create((ulong)lane), draws,
            _key0, _key1);

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double Uniform(uint step, uint site = 0, uint lane = 0, uint draw = 0)
    {
        var (a, b, _, _) = Words(step, site, lane, draw);
        return ToUnit(a, b);
    }

    /// <summary>Two independent standard normal numbers, by Box–Muller in double.</summary>
    public (double First, double Second) Normals(uint step, uint site = 0, uint lane = 0, uint draw = 0)
    {
        var (a, b, c, d) = Words(step, site, lane, draw);
        var radius = Math.Sqrt(-2 * Math.Log(1 - ToUnit(a, b)));
        var (sin, cos) = Math.SinCos(2 * Math.PI * ToUnit(c, d));
        return (radius * cos, radius * sin);
    }

    /// <summary>One standard normal number.</summary>
    public double Normal(uint step, uint site = 0, uint lane = 0, uint draw = 0) => Normals(step, site, lane, draw).First;

    /// <summary>A uniform integer in [0, count), without bias beyond 2⁻⁵³·count.</summary>
    public int Index(int count, uint step, uint site = 0, uint lane = 0, uint draw = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Math.Min(count - 1, (int)(Uniform(step, site, lane, draw) * count));
    }

    /// <summary>Overwrites the span with a uniformly random permutation of 0 … n−1 (Fisher–Yates).</summary>
    /// <param name="permutation">Receives the permutation.</param>
    /// <param name="step">Which permutation of this stream, such as the epoch.</param>
    public void Permutation(Span<int> permutation, uint step)
    {
        for (var i = 0; i < permutation.Length; i++)
        {
            permutation[i] = i;
        }

        for (var i = permutation.Length - 1; i > 0; i--)
        {
            var j = Index(i + 1, step, (uint)i);
            (permutation[i], permutation[j]) = (permutation[j], permutation[i]);
        }
    }

    private static double ToUnit(uint high, uint low) => (((ulong)high << 21) ^ (low >> 11)) * (1.0 / (1UL << 53));

    private static uint Fnv1A(string name)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash;
    }
}
