namespace Loschmidt.Machines;

/// <summary>A machine that carries an infinitesimal displacement of its parameters beside the state on its way forward.</summary>
public interface ISensesForward : IEvolves
{
    /// <summary>d·∂C/∂θ by the tangent-linear pass: exact, without any difference.</summary>
    /// <remarks>Starts at the present Θ and leaves it as it was; the field ends where the pass does. One pass a direction.</remarks>
    /// <param name="batch">The samples.</param>
    /// <param name="direction">d, [parameters].</param>
    /// <returns>The slope, summed over samples.</returns>
    double Sensitivity(Batch batch, ReadOnlySpan<double> direction);
}
