using System.Numerics;

namespace Loschmidt.Machines;

/// <summary>A look at fields that ring up.</summary>
/// <param name="time">Time since the probe was switched on, in 1/κ.</param>
/// <param name="fields">a, [modes].</param>
public delegate void RingUpFrame(double time, ReadOnlySpan<Complex> fields);
