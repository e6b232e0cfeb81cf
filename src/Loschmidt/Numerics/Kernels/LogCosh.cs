using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Kernels;

/// <summary>ln cosh x of a 512-bit vector, with a small relative error for small and for large x.</summary>
/// <remarks>
/// With a = |x|: below 1, ½a² + a⁴ q(a²), q minimax (float: 2⁻²⁸·⁸ of the result, double: 2⁻⁵⁸); from 1 on,
/// a − ln 2 + ln(1 + e⁻²ᵃ), whose last term is y + y² l(y) with l minimax on [0, e⁻²] (2⁻²⁹·⁶ and 2⁻⁵⁵·³ of that term).
/// Both are computed and one is taken: no branch.
/// </remarks>
internal static class LogCosh
{
    /// <summary>The function; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(double)
            ? OfDouble(x.AsDouble()).As<double, T>()
            : OfSingle(x.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OfSingle(Vector512<float> x)
    {
        var a = Vector512.Abs(x);
        var u = a * a;
        var q = Vector512.Create(-2.9983877539052628e-05f);
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.0001909976708702743f));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(-0.0006989628891460598f));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.002173963002860546f));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(-0.006743946578353643f));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.022222094237804413f));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(-0.0833333283662796f));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.5f));

        var y = Exponential.Of(a * Vector512.Create(-2f));
        var l = Vector512.Create(-0.12632262706756592f);
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(0.19550246000289917f));
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(-0.24978844821453094f));
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(0.33332979679107666f));
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(-0.5f));
        l = Vector512.FusedMultiplyAdd(l, y * y, y);
        // ln 2 in two pieces: the first is taken from a number of its own size.
        var far = a - Vector512.Create(0.6931472f) + (l + Vector512.Create(1.9046543e-09f));
        return Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512<float>.One), q * u, far);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OfDouble(Vector512<double> x)
    {
        var a = Vector512.Abs(x);
        var u = a * a;
        var q = Vector512.Create(-2.6892003290732618e-09);
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(2.7318429155369385e-08));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(-1.4081083577922122e-07));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(5.124147653921175e-07));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(-1.5541515744780364e-06));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(4.3548719737005194e-06));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(-1.1933792318657676e-05));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(3.27718785684998e-05));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(-9.098791431197687e-05));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.00025658029407100796));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(-0.0007386029311758631));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.002186948851716268));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(-0.006746031745967792));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.02222222222222137));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(-0.08333333333333333));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.5));

        var y = Exponential.Of(a * Vector512.Create(-2.0));
        var l = Vector512.Create(0.05029607356313914);
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(-0.08963332355936442));
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(0.10955543196578235));
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(-0.12485537103198244));
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(0.14284871520114484));
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(-0.16666636548921157));
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(0.1999999937881571));
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(-0.2499999999347112));
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(0.3333333333330664));
        l = Vector512.FusedMultiplyAdd(l, y, Vector512.Create(-0.49999999999999983));
        l = Vector512.FusedMultiplyAdd(l, y * y, y);
        var far = a - Vector512.Create(0.6931471805599453) + (l - Vector512.Create(2.3190468138462996e-17));
        return Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512<double>.One), q * u, far);
    }
}
