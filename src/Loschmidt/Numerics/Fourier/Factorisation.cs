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

    /// <summary>The cheapest radices whose product is n, largest last: the last pass has no twiddles.</summary>
    public static int[] Radices(int n) => [.. Cheapest(n, []).Radices.Order()];

    /// <summary>Estimated work of a transform of length n per lane vector; comparable among lengths.</summary>
    public static double Cost(int n) => Cheapest(n, []).Cost * n;

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
            var cost = CostPerPoint(r) + (r == n ? 0 : TwiddleCost * (r - 1) / r) + rest.Cost;
            if (cost < best.Cost)
            {
                best = (cost, [r, .. rest.Radices]);
            }
        }

        known[n] = best;
        return best;
    }

    private const double TwiddleCost = 5;

    // Arithmetic plus loads and stores, in vector operations per point, a small fixed cost for each call.
    private static double CostPerPoint(int radix)
    {
        var half = radix / 2;
        var operations = radix switch
        {
            2 => 4,
            3 => 14,
            4 => 16,
            5 => 36,
            8 => 60,
            _ => 4 * half * half + 10 * half + 12,
        };
        return (operations + 4.0 * radix + 4) / radix;
    }
}
