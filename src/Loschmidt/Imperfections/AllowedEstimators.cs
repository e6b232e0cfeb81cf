using Loschmidt.Machines;

namespace Loschmidt.Imperfections;

/// <summary>Names the estimators that an imperfect machine allows: what a refusal points to has to be to be had.</summary>
internal static class AllowedEstimators
{
    /// <summary>Their names with commas between, those of the device first, those of its model last.</summary>
    public static string Of(ImperfectMachine device)
    {
        var model = device.Model;
        (string Name, bool Allowed)[] all =
        [
            ("echo", Offers<IReverses>(device)),
            ("one-sided", Offers<IReverses>(device)),
            ("reciprocity", device is IScatters { IsReciprocal: true }),
            ("parameter-shift", device is IScatters ports ? IsMoebius(ports) : Offers<IInterferes>(model)),
            ("central-differences", true),
            ("spsa", true),
            ("physics-aware", Offers<IPullsOutputsBack>(model)),
            ("in-silico", Offers<ISolvesAdjoint>(model) || Offers<IDifferentiates>(model) || Offers<IPullsBack>(model)),
        ];
        var names = all.Where(one => one.Allowed).Select(one => one.Name).ToArray();
        return $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }

    private static bool Offers<TCapability>(IMachine machine)
        where TCapability : IMachine =>
        machine is TCapability && (machine as IRefuses)?.Refusal<TCapability>() is null;

    // Every parameter in one place, and only where detunings can be shifted: else the response is no Möbius function.
    private static bool IsMoebius(IScatters machine)
    {
        var knobs = machine.Knobs;
        var detunable = knobs.Where(knob => knob.Kind == KnobKind.Detuning).Select(knob => knob.First).ToHashSet();
        return knobs.DistinctBy(knob => knob.Parameter).Count() == knobs.Count
            && knobs.All(knob => knob.Kind == KnobKind.Quadrature || (detunable.Contains(knob.First) && detunable.Contains(knob.Second)));
    }
}
