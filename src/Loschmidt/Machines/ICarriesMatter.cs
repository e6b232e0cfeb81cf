namespace Loschmidt.Machines;

/// <summary>A machine whose θ may be made of matter that moves during a pass: it lets <see cref="LearningField.Drift"/> act half a step before and behind each of its steps.</summary>
/// <remarks>Its θ is frozen but for that, and its samples pass one after another.</remarks>
public interface ICarriesMatter : IReverses
{
}
