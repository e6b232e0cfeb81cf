using Loschmidt.Machines;

namespace Loschmidt.Imperfections;

/// <summary>Which errors a machine can have at all, and which mean something together.</summary>
internal static class ImperfectionRules
{
    /// <summary>Why these errors cannot be put on this machine, with the cure; null where they can.</summary>
    public static string? Problem(IEvolves machine, ImperfectionSettings settings)
    {
        if (machine is ISequenceMachine)
        {
            return $"a {machine.Kind} machine reads series, and no imperfections are modelled there";
        }

        if (machine.Learning.Flows)
        {
            return $"θ is made of {machine.Learning.Matter!.Name} matter that moves during a pass, and imperfections know no such θ; hold it (learning.held: true)";
        }

        return Contradiction(settings)
            ?? (settings.Drive is not null && machine is ITravels
                ? $"the inputs of a {machine.Kind} machine are bits, which no error of an amplitude turns over; remove the key 'drive'"
                : null)
            ?? (machine is IExposed
                ? (machine as IRefuses)?.Refusal<IExposed>() ?? Idle(machine, settings)
                : Homeless(machine, settings));
    }

    private static string? Idle(IEvolves machine, ImperfectionSettings settings) => settings switch
    {
        { Compensation.Loss: > 0, Map: null or { Loss: 0 } } =>
            "compensation.loss makes up for map.loss, and without it spoils the echo; set map.loss too, or remove compensation.loss",
        { Compensation.Loss: > 0 } when machine.Learning.Recoils =>
            $"compensation.loss weighs the momenta of the parameters, and those of this {machine.Kind} machine recoil during a pass, which the weight does not cover; "
                + "freeze them (of waves machine.frozen), or use compensation.reamplify",
        { Reversal.Delay: > 0 } when machine is not ILingers =>
            $"the light of a {machine.Kind} machine has left its last layer when it is turned round, so nothing happens while the mirror is late; remove reversal.delay",
        { Reversal.Delay: > 0 } => (machine as IRefuses)?.Refusal<ILingers>(),
        _ => null,
    };

    private static string? Contradiction(ImperfectionSettings settings)
    {
        if (settings.Map is { Loss: 0, Occupation: > 0 })
        {
            return "map.occupation is the bath behind map.loss and has no effect without it; set map.loss too";
        }

        if (settings.Map is { Loss: 0, LossSpread: > 0 })
        {
            return "map.lossSpread is relative to map.loss and has no effect without it; set map.loss too";
        }

        if (settings.Reversal is { Ancilla: not null, Mirror: not MirrorKind.TimeMirror } or { Ancilla: not null, Incomplete: > 0 } or { Ancilla: not null, LeftOut: > 0 })
        {
            return "reversal.ancilla takes the place of a mirror, so nothing is left unreversed by one; remove reversal.mirror, incomplete and leftOut, or the ancilla";
        }

        if (settings.Reversal is { Ancilla.Theta: true, ForgetTheta: true })
        {
            return "reversal.forgetTheta leaves theta as it is and reversal.ancilla.theta reverses it; remove one of them";
        }

        var unbounded = settings switch
        {
            { Parameters: { Bits: > 0, Range: 0 } } => "parameters",
            { Drive: { Bits: > 0, Range: 0 } } => "drive",
            { Detection: { Bits: > 0, Range: 0 } } => "detection",
            _ => null,
        };
        return unbounded is null ? null : $"{unbounded}.bits are steps over a range; set {unbounded}.range too";
    }

    private static string? Homeless(IEvolves machine, ImperfectionSettings settings)
    {
        if (settings.Map is not null)
        {
            return machine is IScatters
                ? $"a {machine.Kind} machine has its loss and disorder in its own settings: use machine.loss and imperfections.parameters, "
                    + "and remove the key 'map'"
                : $"a {machine.Kind} machine keeps its field to itself, so nothing can happen to it on the way; remove the key 'map'";
        }

        if (settings.Quantum is not null)
        {
            return $"a {machine.Kind} machine keeps its field to itself, so it cannot be shown the vacuum; remove the key 'quantum', "
                + "and count the photons of its outputs by detection.shotNoise";
        }

        var key = settings switch
        {
            { Reversal: not null } => "reversal",
            { Injection: not null } => "injection",
            { Learning: not null } => "learning",
            { Compensation: not null } => "compensation",
            { Parameters.Drift: > 0 } => "parameters.drift",
            _ => null,
        };
        return key is null ? null : $"a {machine.Kind} machine is not sent home, so nothing can fail there; remove the key '{key}'";
    }
}
