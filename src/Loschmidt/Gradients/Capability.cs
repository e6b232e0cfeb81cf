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
        nameof(ILingers) => "has no dynamics of its own behind its last layer, so nothing happens while a mirror is late",
        nameof(IExposed) => "keeps its field to itself, so nothing from outside can act on it",
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
        nameof(IScatters) => "has no ports that waves could be sent into; reciprocity is for scattering machines",
        nameof(IInterferes) => "is not known to be linear optics, so its cost need not be a finite Fourier series in any parameter; use spsa or central-differences",
        nameof(ISuperposes) => "is not linear optics with monitors, where an error field could be superposed on the light",
        nameof(IProbesWeakly) => "has no medium that a weak error signal could be sent back through",
        nameof(ISolvesAdjoint) => "has no steady state that an adjoint equation could be solved at",
        nameof(IRelaxes) => "has no energy that it relaxes in, so there is nothing to nudge it out of",
        nameof(IClamps) => "has no outputs that can be held at a value",
        nameof(IModelled) => "is its own model; physics-aware and in-silico are for devices: experiments with the key 'imperfections' or 'device'",
        nameof(IPullsOutputsBack) => machine is IJudges
            ? "does not send errors of its outputs back through its equations"
            : "is judged by what its outputs do not tell, so no error can be worked out from what a device gave",
        nameof(IStepsComplex) => "is not written in analytic functions, so no parameter can take an imaginary step",
        _ => "cannot be run forward and judged",
    };
}
