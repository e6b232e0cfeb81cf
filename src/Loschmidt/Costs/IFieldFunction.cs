using Loschmidt.Numerics.Reals;

namespace Loschmidt.Costs;

/// <summary>A user's cost f(q, p; targets) of some sites of one sample, written once on an empty struct; its gradient is derived.</summary>
/// <example>
/// <code>
/// readonly struct Contrast : IFieldFunction
/// {
///     public static int Targets => 0;
///
///     public static R Value&lt;R&gt;(ReadOnlySpan&lt;R&gt; q, ReadOnlySpan&lt;R&gt; p, ReadOnlySpan&lt;double&gt; targets) where R : struct, IReal&lt;R&gt; =>
///         (q[0] * q[0] + p[0] * p[0]) / (1 + q[1] * q[1] + p[1] * p[1]);
/// }
/// </code>
/// </example>
public interface IFieldFunction
{
    /// <summary>Target numbers per sample.</summary>
    static abstract int Targets { get; }

    /// <summary>f.</summary>
    /// <param name="q">Positions of the judged sites; Ψ = (q + ip)/√2.</param>
    /// <param name="p">Momenta of the judged sites.</param>
    /// <param name="targets">The sample's target numbers.</param>
    static abstract R Value<R>(ReadOnlySpan<R> q, ReadOnlySpan<R> p, ReadOnlySpan<double> targets)
        where R : struct, IReal<R>;
}
