using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Testing;

/// <summary>Assertions of physics for your own machines and terms, usable from any test framework.</summary>
/// <remarks>
/// Every assertion throws a <see cref="PhysicsAssertException"/> that gives the figure and the likely cause.
/// </remarks>
public static partial class PhysicsAssert
{
    /// <summary>Running the action allocates no managed memory on this thread.</summary>
    /// <param name="action">
    /// What must not allocate, such as one step. It is run up to four times, the first to warm up.
    /// </param>
    /// <exception cref="PhysicsAssertException">Three runs after the first each allocated.</exception>
    public static void AllocatesNothing(Action action)
    {
        action();
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 3 && least > 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        if (least > 0)
            throw new PhysicsAssertException($"the action allocates at least {least} bytes each time; look for "
                + $"arrays, closures and boxing inside the step");
    }

    /// <summary>‖actual − reference‖ ≤ tolerance·‖reference‖.</summary>
    /// <param name="reference">The trusted gradient.</param>
    /// <param name="actual">The gradient under test, of the same length.</param>
    /// <param name="tolerance">Relative error allowed.</param>
    /// <param name="layout">Names for the message; may be left out.</param>
    /// <exception cref="PhysicsAssertException">
    /// The gradients differ; the message tells a wrong sign, a wrong factor and a wrong direction apart.
    /// </exception>
    public static void GradientMatches(
        ReadOnlySpan<double> reference, ReadOnlySpan<double> actual, double tolerance, ParameterLayout? layout = null)
    {
        if (reference.Length != actual.Length)
            throw new PhysicsAssertException($"the gradient has {actual.Length} entries and the reference "
                + $"{reference.Length}");

        var fidelity = Fidelity.Of(actual, reference);
        if (fidelity.RelativeError <= tolerance)
            return;

        var worst = 0;
        for (var k = 1; k < actual.Length; k++)
        {
            if (!(Math.Abs(actual[k] - reference[k]) <= Math.Abs(actual[worst] - reference[worst])))
                worst = k;
        }

        throw new PhysicsAssertException(
            $"gradient off by {fidelity.RelativeError:g3} of its norm (allowed {tolerance:g3}), cosine "
                + $"{fidelity.Cosine:g6}, "
            + $"norm ratio {fidelity.NormRatio:g6}; worst at {layout?.NameOf(worst) ?? $"[{worst}]"}: "
            + $"{actual[worst]:g9} instead of "
            + $"{reference[worst]:g9}.{Diagnosis(fidelity)}");
    }

    private static string Diagnosis(Fidelity fidelity) => fidelity switch
    {
        { NormRatio: double.NaN } => " It is not a number: look for the first step that is not finite.",
        { Cosine: < -0.999999 } => " The sign is wrong: an injection before the reversal is a nudge of the "
            + "opposite sign after it.",
        { Cosine: > 0.999999 } =>
            " The direction is right and the factor is wrong: 2 and sqrt 2 come from Psi = (q + ip)/sqrt 2, the "
                + "cell volume from densities.",
        { Cosine: < 0.5 } => " The direction is wrong: a target that was not conjugated, layers not reversed, or "
            + "a forgotten ancilla look like this.",
        _ => " The direction is nearly right: look for a response taken at the wrong point, too large an epsilon, "
            + "or a kick that ignores part of the cost.",
    };
}
