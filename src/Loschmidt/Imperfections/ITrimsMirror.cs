using Loschmidt.Machines;

namespace Loschmidt.Imperfections;

/// <summary>A machine whose time reversal can be trimmed mode by mode.</summary>
public interface ITrimsMirror : IReverses
{
    /// <summary>Phase that the reversal is told to add to every mode of the reversed field, rad, [modes]; zero at first.</summary>
    Span<double> MirrorTrim { get; }
}
