namespace Loschmidt.Benchmarks;

/// <summary>What a contender computed from the agreed initial state: proof that all do the same work.</summary>
/// <param name="Cost">C at the turning point.</param>
/// <param name="Checksum">The gradient's product with the agreed probe.</param>
/// <param name="Norm">The gradient's Euclidean norm.</param>
internal sealed record Check(double Cost, double Checksum, double Norm)
{
    /// <summary>The largest relative difference to another contender.</summary>
    public double DifferenceTo(Check other) => Math.Max(
        Relative(Cost, other.Cost), Math.Max(Relative(Checksum, other.Checksum), Relative(Norm, other.Norm)));

    private static double Relative(double a, double b) => Math.Abs(a - b) / Math.Abs(b);
}
