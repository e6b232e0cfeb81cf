using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Formulas;

/// <summary>A program at work in the memory of its thread: numbers first, then block after block.</summary>
/// <remarks>One at a time on a thread.</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="program">The program.</param>
/// <param name="variables">[variables]; only those that are numbers are read.</param>
internal readonly unsafe ref struct FormulaRun<T>(FormulaProgram<T> program, ReadOnlySpan<RealNumber> variables)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T** _slots = program.Begin(FormulaScratch.Of(program.Bytes), variables);

    /// <summary>Where the values of a variable are written before a block; null where no result needs it.</summary>
    public T* Buffer(int variable) => program.Variables[variable] is >= 0 and var slot ? _slots[slot] : null;

    /// <summary>Lets a variable be read where it lies.</summary>
    public void Point(int variable, T* values)
    {
        if (program.Variables[variable] is >= 0 and var slot)
            _slots[slot] = values;
    }

    /// <summary>Works through a block.</summary>
    /// <param name="rows">Places.</param>
    /// <param name="vectors">Vectors of lanes a place.</param>
    public void Execute(int rows, int vectors)
    {
        fixed (Instruction<T>* code = program.Rows)
        {
            var wide = (rows + Vector512<T>.Count - 1) / Vector512<T>.Count;
            for (var n = 0; n < program.Rows.Length; n++)
            {
                code[n].Kernel(code + n, _slots, 1, wide);
            }
        }

        fixed (Instruction<T>* code = program.Blocks)
        {
            for (var n = 0; n < program.Blocks.Length; n++)
            {
                code[n].Kernel(code + n, _slots, rows, vectors);
            }
        }
    }

    /// <summary>The values of a result, [rows × vectors]; null where it is zero.</summary>
    public T* Result(int output) => program.Outputs[output] is >= 0 and var slot ? _slots[slot] : null;
}
