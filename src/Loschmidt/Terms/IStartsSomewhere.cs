namespace Loschmidt.Terms;

/// <summary>A term whose parameters do not start from zero.</summary>
public interface IStartsSomewhere
{
    /// <summary>Overwrites <paramref name="theta"/> with the values a new machine starts from.</summary>
    void Initial(Span<double> theta);
}
