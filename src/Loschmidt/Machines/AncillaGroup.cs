namespace Loschmidt.Machines;

/// <summary>Modes that enter a pass empty at one place, take something up there, and must go home with the rest.</summary>
/// <param name="Name">Where: the element that feeds them, such as <c>conv2/chi2</c>.</param>
/// <param name="First">The first coordinate at the end of a pass.</param>
/// <param name="Count">How many.</param>
public readonly record struct AncillaGroup(string Name, int First, int Count);
