namespace Loschmidt.Devices.Wire;

/// <summary>A device that cannot conjugate its field, but measures it in both quadratures and sends in what it is told: the trainer conjugates in between.</summary>
public interface IMeasuresField : ISelfTeachingDevice
{
    /// <summary>Complex numbers of the whole field, ancillas included.</summary>
    int FieldLength { get; }

    /// <summary>Measures the field.</summary>
    /// <param name="re">[<see cref="FieldLength"/>], overwritten.</param>
    /// <param name="im">As <paramref name="re"/>.</param>
    void Measure(Span<double> re, Span<double> im);

    /// <summary>Replaces the field.</summary>
    /// <param name="re">[<see cref="FieldLength"/>].</param>
    /// <param name="im">As <paramref name="re"/>.</param>
    void Reinject(ReadOnlySpan<double> re, ReadOnlySpan<double> im);
}
