using System.Numerics;

namespace Loschmidt.PhaseSpace;

/// <summary>A borrowed phase point: canonical positions and momenta of many samples side by side.</summary>
/// <remarks>
/// Layout [coordinates × lanes], lanes innermost: element <c>(i, lane)</c> sits at <c>i * Lanes + lane</c>.
/// A complex field is Ψ = (q + ip)/√2, so that |Ψ|² = (q² + p²)/2 and p → −p is phase conjugation.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct PhaseView<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Borrows two planes of equal length.</summary>
    /// <param name="q">Positions, [coordinates × lanes].</param>
    /// <param name="p">Momenta, [coordinates × lanes].</param>
    /// <param name="lanes">Lanes per coordinate, padding included.</param>
    /// <param name="active">Lanes that carry a sample; the rest is padding and never enters a sum.</param>
    /// <exception cref="ArgumentException">The planes differ in length or are no whole number of coordinates.</exception>
    public PhaseView(Span<T> q, Span<T> p, int lanes, int active)
    {
        if (q.Length != p.Length || lanes <= 0 || q.Length % lanes != 0 || active < 0 || active > lanes)
        {
            throw new ArgumentException(
                $"a phase point needs planes of equal length, whole coordinates and 0 <= active <= lanes; got q {q.Length}, p {p.Length}, lanes {lanes}, active {active}");
        }

        Q = q;
        P = p;
        Lanes = lanes;
        Active = active;
    }

    /// <summary>Positions q, [coordinates × lanes].</summary>
    public Span<T> Q { get; }

    /// <summary>Momenta p, [coordinates × lanes].</summary>
    public Span<T> P { get; }

    /// <summary>Lanes per coordinate, padding included.</summary>
    public int Lanes { get; }

    /// <summary>Lanes that carry a sample; sums over lanes run over these only.</summary>
    public int Active { get; }

    /// <summary>Number of coordinates (canonical pairs) per lane.</summary>
    public int Coordinates => Q.Length / Lanes;

    /// <summary>Time reversal R: p → −p, in place.</summary>
    public void Reverse()
    {
        System.Numerics.Tensors.TensorPrimitives.Negate<T>(P, P);
    }

    /// <summary>Overwrites this point with another of the same shape.</summary>
    public void CopyFrom(PhaseView<T> other)
    {
        other.Q.CopyTo(Q);
        other.P.CopyTo(P);
    }
}
