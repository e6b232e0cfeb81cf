using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>∂C/∂ of everything a layer of oscillators depends on, tensor by tensor.</summary>
internal sealed record UnitGradient(double[][] Coefficients, double[] Drive, double[] Phi0, double[] Pi0)
{
    public static string[] Names(UnitKind kind) =>
        kind == UnitKind.Linear ? ["h", "A"] : ["h", "alpha", "c", "w", "b"];

    /// <summary>|x − y|/|y| of every tensor; of one that is zero in both, zero.</summary>
    public (string Name, double Error)[] Against(UnitGradient reference, UnitKind kind) =>
    [
        .. Names(kind).Select((name, k) => (name, Relative(Coefficients[k], reference.Coefficients[k]))),
        ("s", Relative(Drive, reference.Drive)),
        ("phi0", Relative(Phi0, reference.Phi0)),
        ("pi0", Relative(Pi0, reference.Pi0)),
    ];

    public double Worst(UnitGradient reference, UnitKind kind) => Against(reference, kind).Max(pair => pair.Error);

    public static double Relative(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (miss, size) = (0.0, 0.0);
        for (var i = 0; i < y.Length; i++)
        {
            miss += (x[i] - y[i]) * (x[i] - y[i]);
            size += y[i] * y[i];
        }

        // No number is not a small one.
        return miss == 0 ? 0 : Math.Sqrt(miss / size) is var error && double.IsFinite(error) ? error : double.PositiveInfinity;
    }
}
