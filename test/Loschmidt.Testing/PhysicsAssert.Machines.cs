using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Testing;

/// <content>Statements about whole machines.</content>
public static partial class PhysicsAssert
{
    /// <summary>
    /// An echo without a nudge returns to where it started: Prepare, Evolve, Reverse, Return, Reverse is the identity.
    /// </summary>
    /// <remarks>
    /// Compared is the whole state, ancillas and Θ included. Uses the machine's one snapshot and leaves the machine
    /// where the echo ended, near its start.
    /// </remarks>
    /// <param name="machine">The machine.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="tolerance">Largest <see cref="IReverses.DistanceFromKept"/> allowed.</param>
    /// <exception cref="PhysicsAssertException">
    /// The state did not return, or the forward pass moved nothing.
    /// </exception>
    public static void ReturnsHome(IReverses machine, Batch batch, double tolerance)
    {
        machine.Prepare(batch);
        machine.Keep();
        machine.Evolve();
        var way = machine.DistanceFromKept().Largest;
        if (!(way > tolerance))
            throw new PhysicsAssertException($"the forward pass moves the state by {way:g3} only, so returning "
                + $"home proves nothing");

        machine.Reverse();
        machine.Return();
        machine.Reverse();
        var error = machine.DistanceFromKept().Largest;
        if (!(error <= tolerance))
        {
            throw new PhysicsAssertException(
                $"the {machine.Kind} machine does not return home: it misses its start by {error:g3} (allowed "
                    + $"{tolerance:g3}). "
                + "Look for a splitting that is not a palindrome, an ancilla that is not reversed, layers or "
                + "drive not replayed "
                + "backwards, loss during a pass, or a Hamiltonian that is not even in the momenta.");
        }
    }

    /// <summary>
    /// The error of the echo gradient falls as ε to the given order: 1 for the one-sided echo, 2 for the two-sided one.
    /// </summary>
    /// <param name="order">1 or 2.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="epsilon">The largest ε; the smallest is a hundredth of it.</param>
    /// <param name="tolerance">How far the measured slope may be from the order.</param>
    /// <param name="reference">
    /// What the echo should converge to; the machine's stored-trajectory sweep, else its tangent, else central
    /// differences.
    /// </param>
    /// <exception cref="PhysicsAssertException">The slope is another, or rounding is all there is to see.</exception>
    public static void EchoGradientConvergesAs(
        int order, IReverses machine, Batch batch, double epsilon = 1e-2, double tolerance = 0.1,
        IGradientEstimator? reference = null)
    {
        if (order is not (1 or 2))
            throw new ArgumentOutOfRangeException(nameof(order), order, "an echo converges to order 1 (one-sided) "
                + "or 2 (two-sided)");

        reference ??= ReferenceFor(machine);
        var exact = new double[machine.Parameters.Count];
        reference.Estimate(machine, batch, exact);

        var errors = new double[3];
        var gradient = new double[exact.Length];
        for (var k = 0; k < errors.Length; k++)
        {
            var ε = epsilon * Math.Pow(10, -k);
            IGradientEstimator echo = order == 1 ? new OneSidedEchoEstimator(ε) : new EchoEstimator(ε);
            echo.Estimate(machine, batch, gradient);
            errors[k] = Fidelity.Of(gradient, exact).RelativeError;
        }

        var slope = Math.Log10(errors[0] / errors[2]) / 2;
        if (!(Math.Abs(slope - order) <= tolerance))
        {
            throw new PhysicsAssertException(
                $"the echo gradient converges to {reference.Name} with slope {slope:g4} instead of {order}: "
                    + $"relative errors "
                + $"{errors[0]:g3}, {errors[1]:g3}, {errors[2]:g3} at epsilon = {epsilon:g3}, {epsilon / 10:g3}, "
                + $"{epsilon / 100:g3}. "
                + "A slope near 0 means another limit (is the nudge after the reversal the flow of C∘R?), a "
                + "negative one rounding: raise epsilon.");
        }
    }

    private static IGradientEstimator ReferenceFor(IReverses machine)
    {
        IGradientEstimator[] candidates =
            [new ReverseSweepEstimator(), new TangentEstimator(), new CentralDifferencesEstimator(1e-4)];
        foreach (var candidate in candidates)
        {
            if (candidate.Supports(machine, out _))
                return candidate;
        }

        throw new PhysicsAssertException($"no reference gradient is available for a {machine.Kind} machine; pass one");
    }
}
