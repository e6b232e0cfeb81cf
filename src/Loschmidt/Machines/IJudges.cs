namespace Loschmidt.Machines;

/// <summary>A machine whose cost is a function of its measured outputs alone, so that whoever reads them can work out the error.</summary>
public interface IJudges : IEvolves
{
    /// <summary>C(y) and its slope, without touching the machine.</summary>
    /// <param name="outputs">y, [<see cref="IEvolves.Outputs"/> × lanes of the batch].</param>
    /// <param name="batch">Labels or targets; only active lanes count.</param>
    /// <param name="slope">∂C/∂y, as <paramref name="outputs"/>, overwritten; zero in lanes that are not active.</param>
    /// <returns>C summed over samples.</returns>
    double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope);
}
