using System.Numerics;
using Loschmidt.Terms;

namespace Loschmidt.Evolution;

/// <summary>A term together with where its parameters sit in θ.</summary>
internal readonly record struct HeardTerm<T>(ITerm<T> Term, int Offset, int Count)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public Control<T> Control(ReadOnlySpan<double> theta, ReadOnlySpan<T> drive) =>
        new(theta.Slice(Offset, Count), drive);
}
