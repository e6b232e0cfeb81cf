using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Asks a machine for a capability and says in the physicist's words what is missing.</summary>
internal static class Capability
{
    /// <summary>Whether the machine offers it, and otherwise why an estimator that needs it must refuse.</summary>
    public static bool Require<TCapability>(IMachine machine, out string reason)
        where TCapability : IMachine
    {
        reason = machine switch
        {
            IRefuses refusing when refusing.Refusal<TCapability>() is { } why => why,
            TCapability => "",
            _ => $"a {machine.Kind} machine {Missing<TCapability>(machine)}",
        };
        return reason.Length == 0;
    }

    /// <summary>The capability itself.</summary>
    /// <exception cref="NotSupportedException">The machine does not offer it; the message is the reason.</exception>
    public static TCapability Get<TCapability>(IMachine machine)
        where TCapability : IMachine =>
        Require<TCapability>(machine, out var reason) ? (TCapability)machine : throw new NotSupportedException(reason);

    private static string Missing<TCapability>(IMachine machine) => typeof(TCapability).Name switch
    {
        nameof(IReverses) => "cannot be reversed, so it has no echo",
        nameof(IDifferentiates) => "does not know the derivative of its flows" + (machine is IReverses ? "; use echo instead" : ""),
        nameof(IHearsInputs) => "does not listen to its inputs",
        nameof(IPullsBack) => "has no stored-trajectory reference",
        nameof(ICutsPass) or nameof(IRetraces) when machine is ISequenceMachine =>
            "sweeps in pieces of its own: tangent retraces its way beside the sweep, bptt stores it",
        nameof(ICutsPass) => "has no pass that could be cut into steps and swept back from saved states",
        nameof(IRetraces) => "has no steps that could be undone one by one beside a sweep",
        nameof(ISensesForward) => "carries no displacement of its parameters forward" + (machine is IDifferentiates or ISequenceMachine ? "; use tangent instead" : "; use central-differences instead"),
        nameof(ISequenceMachine) => "reads no series; choose another estimator",
        nameof(IScatters) => "has no ports that waves could be sent into; reciprocity and parameter-shift are for scattering machines",
        nameof(ISolvesAdjoint) => "has no steady state that an adjoint equation could be solved at",
        nameof(IRelaxes) => "has no energy that it relaxes in, so there is nothing to nudge it out of",
        nameof(IClamps) => "has no outputs that can be held at a value",
        nameof(IStepsComplex) => "is not written in analytic functions, so no parameter can take an imaginary step",
        _ => "cannot be run forward and judged",
    };
}
