namespace Loschmidt.Terms;

/// <summary>A term of modes Ψ = (q + ip)/√2, which knows what one quantum of a mode is worth in a sum of quanta that it conserves.</summary>
internal interface ICountsModes
{
    /// <summary>Sets the worth of modes that are not worth 1: 2 of second harmonics, NaN where the term conserves no such sum.</summary>
    /// <param name="worth">[coordinates], 1 at first.</param>
    void Weigh(Span<double> worth);
}
