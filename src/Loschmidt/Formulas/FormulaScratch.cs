using Loschmidt.Numerics;

namespace Loschmidt.Formulas;

/// <summary>Memory that programs work in, one for each thread, so that terms hold no state and a call allocates nothing but the first.</summary>
internal static unsafe class FormulaScratch
{
    [ThreadStatic]
    private static AlignedBuffer<double>? t_memory;

    /// <summary>At least so many bytes from the beginning of a cache line; contents are left from earlier calls.</summary>
    public static byte* Of(int bytes)
    {
        if (t_memory is null || t_memory.Length < bytes / sizeof(double))
        {
            t_memory = new AlignedBuffer<double>(bytes / sizeof(double));
        }

        return (byte*)t_memory.Pointer;
    }
}
