using System.Numerics;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Numerics.Fourier;

/// <summary>Random complex fields in two planes, and what the tests compare them with.</summary>
internal static class Planes
{
    /// <summary>Independent standard normal numbers.</summary>
    public static (T[] Re, T[] Im) Noise<T>(int count, string name = "field")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = new RandomStream(7, name);
        var (re, im) = (new T[count], new T[count]);
        for (var i = 0; i < count; i++)
        {
            var (a, b) = stream.Normals((uint)i);
            (re[i], im[i]) = (T.CreateChecked(a), T.CreateChecked(b));
        }

        return (re, im);
    }

    /// <summary>Distance of two fields relative to the norm of the second.</summary>
    public static double Error<T>((T[] Re, T[] Im) actual, (T[] Re, T[] Im) expected)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double error = 0, norm = 0;
        for (var i = 0; i < expected.Re.Length; i++)
        {
            var (re, im) = (double.CreateChecked(expected.Re[i]), double.CreateChecked(expected.Im[i]));
            var (dRe, dIm) = (double.CreateChecked(actual.Re[i]) - re, double.CreateChecked(actual.Im[i]) - im);
            error += dRe * dRe + dIm * dIm;
            norm += re * re + im * im;
        }

        return Math.Sqrt(error / norm);
    }

    /// <summary>Sum of |x|².</summary>
    public static double Power<T>((T[] Re, T[] Im) x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        x.Re.Concat(x.Im).Sum(a => double.CreateChecked(a) * double.CreateChecked(a));

    public static (T[] Re, T[] Im) Copy<T>((T[] Re, T[] Im) x) => ([.. x.Re], [.. x.Im]);

    /// <summary>What the planes hold, rounded to <typeparamref name="TOut"/>.</summary>
    public static (TOut[] Re, TOut[] Im) Round<T, TOut>((T[] Re, T[] Im) x)
        where T : INumberBase<T>
        where TOut : INumberBase<TOut> =>
        ([.. x.Re.Select(TOut.CreateChecked)], [.. x.Im.Select(TOut.CreateChecked)]);

    /// <summary>Unitary discrete Fourier sum as written, one lane after the other, angles reduced before they are rounded.</summary>
    public static (double[] Re, double[] Im) PlainFourier((double[] Re, double[] Im) x, int n, int lanes)
    {
        var roots = Enumerable.Range(0, n).Select(k => (double.CosPi(2.0 * k / n), double.SinPi(2.0 * k / n))).ToArray();
        var (re, im) = (new double[n * lanes], new double[n * lanes]);
        var scale = 1 / Math.Sqrt(n);
        for (var k = 0; k < n; k++)
        {
            for (var j = 0; j < n; j++)
            {
                var (c, s) = roots[(int)((long)j * k % n)];
                for (var l = 0; l < lanes; l++)
                {
                    var (a, b) = (x.Re[j * lanes + l], x.Im[j * lanes + l]);
                    re[k * lanes + l] += scale * (c * a + s * b);
                    im[k * lanes + l] += scale * (c * b - s * a);
                }
            }
        }

        return (re, im);
    }

    /// <summary>Orthonormal sine sum as written, one lane.</summary>
    public static (double[] Re, double[] Im) PlainSine((double[] Re, double[] Im) x, int n)
    {
        var (re, im) = (new double[n], new double[n]);
        for (var k = 1; k <= n; k++)
        {
            for (var i = 1; i <= n; i++)
            {
                var s = Math.Sqrt(2.0 / (n + 1)) * double.SinPi((double)((long)k * i % (2 * (n + 1))) / (n + 1));
                re[k - 1] += s * x.Re[i - 1];
                im[k - 1] += s * x.Im[i - 1];
            }
        }

        return (re, im);
    }
}
