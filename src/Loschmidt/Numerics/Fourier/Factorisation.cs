namespace Loschmidt.Numerics.Fourier;

/// <summary>Chooses how a length is cut into butterflies.</summary>
internal static class Factorisation
{
    /// <summary>Largest odd number of points a single butterfly takes inside a composite length.</summary>
    private const int LargestButterfly = 199;

    /// <summary>Prime factors in ascending order, with repetition.</summary>
    public static List<int> Primes(int n)
    {
        var primes = new List<int>();
        for (var p = 2; p * p <= n; p++)
        {
            while (n % p == 0)
            {
                primes.Add(p);
                n /= p;
            }
        }

        if (n > 1)
        {
            primes.Add(n);
        }

        return primes;
    }

    /// <summary>True where butterflies can do the length at all.</summary>
    public static bool IsSmooth(int n) => n == 1 || Primes(n)[^1] <= LargestButterfly;

    /// <summary>True for primes.</summary>
    public static bool IsPrime(int n) => Primes(n).Count == 1;

    /// <summary>The cheapest radices whose product is n, largest last: the last pass has no twiddles.</summary>
    public static int[] Radices(int n) => [.. Cheapest(n, []).Radices.Order()];

    /// <summary>Estimated time of one vector column, in nanoseconds of a 4 GHz core with 512-bit units.</summary>
    public static double Cost(int n) => Cheapest(n, []).Cost;

    private static (double Cost, int[] Radices) Cheapest(int n, Dictionary<int, (double, int[])> known)
    {
        if (n == 1)
        {
            return (0, []);
        }

        if (known.TryGetValue(n, out var found))
        {
            return found;
        }

        var best = (Cost: double.PositiveInfinity, Radices: Array.Empty<int>());
        for (var r = 2; r <= Math.Min(n, LargestButterfly); r++)
        {
            if (n % r != 0 || !(r is 2 or 4 or 8 || int.IsOddInteger(r)))
            {
                continue;
            }

            var rest = Cheapest(n / r, known);
            var cost = PassCost + n / r * ButterflyCost(r) + r * rest.Cost;
            if (cost < best.Cost)
            {
                best = (cost, [r, .. rest.Radices]);
            }
        }

        known[n] = best;
        return best;
    }

    // Measured; what counts is where the dense odd butterflies lose against two passes of small ones.
    private const double PassCost = 3;

    private static double ButterflyCost(int radix)
    {
        var half = radix / 2;
        return radix switch
        {
            2 => 3,
            3 => 4,
            4 => 4.5,
            5 => 5.5,
            8 => 8,
            _ => 9 + 2.2 * half + 0.5 * half * half,
        };
    }
}
