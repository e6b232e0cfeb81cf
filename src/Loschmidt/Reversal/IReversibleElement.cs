using Loschmidt.PhaseSpace;

namespace Loschmidt.Reversal;

/// <summary>A map F of some modes that knows how an echo meets it, B = R F⁻¹ R.</summary>
public interface IReversibleElement
{
    /// <summary>What it is, for messages.</summary>
    string Name { get; }

    /// <summary>F, in place.</summary>
    void Forward(PhaseView<double> x);

    /// <summary>B = R F⁻¹ R, in place; F itself where the element is a palindrome of flows that are even in momenta.</summary>
    void Backward(PhaseView<double> x);
}
