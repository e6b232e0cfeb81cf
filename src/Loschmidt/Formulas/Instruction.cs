using System.Numerics;

namespace Loschmidt.Formulas;

/// <summary>One operation of a program over a block: where its operands are, and which of the library's kernels it is.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe struct Instruction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The kernel: instruction, slots, rows, vectors a row.</summary>
    public delegate*<Instruction<T>*, T**, nint, nint, void> Kernel;

    /// <summary>Slots of the results and operands; what a kernel does not use is 0.</summary>
    public int Target, Second, A, B, C;
}
