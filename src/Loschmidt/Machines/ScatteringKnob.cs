namespace Loschmidt.Machines;

/// <summary>Where a parameter sits in a scattering machine: what a laboratory knows about its own knobs.</summary>
/// <remarks>A parameter that is shared (a convolution) has several knobs; their gradients add.</remarks>
/// <param name="Parameter">Index in θ.</param>
/// <param name="Kind">What it turns.</param>
/// <param name="First">The mode; for <see cref="KnobKind.Quadrature"/> the index of the output.</param>
/// <param name="Second">The other mode of a coupling; as <paramref name="First"/> otherwise.</param>
public readonly record struct ScatteringKnob(int Parameter, KnobKind Kind, int First, int Second);
