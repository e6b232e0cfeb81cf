using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The parameter-shift rule of scattering machines: exact from finite shifts, two more settings for every parameter.</summary>
/// <remarks>
/// Turning one detuning by δ changes A by iδ e eᵀ, of rank one, so every amplitude s(δ) is a Möbius function (a + bδ)/(c + dδ). From three settings,
/// s' = 2(s₊ − s₀)(s₀ − s₋)/[h(s₊ − s₋)]: for s = s₀ + s'δ/(1 + qδ) one has s₊ − s₀ = s'h/(1 + qh), s₀ − s₋ = s'h/(1 − qh) and
/// s₊ − s₋ = 2s'h/(1 − q²h²). Exact for any h.
/// <para>A coupling alone changes A by a matrix of rank two: no Möbius function. Turned together with both of its detunings by the same δ it does so by
/// iδ v v†, v = (1, 1), and the rule holds; the two detunings' own slopes are then taken off. The same with v = (1, −i) for the imaginary part of a
/// coupling. A port's rate κ acts like an imaginary detuning inside and scales what enters and leaves, both of which are known by then:
/// ∂s_r/∂κ_j = −(i/2)∂s_r/∂Δ_j + [(S − 1)_rj a_in,j + δ_rj (s_r − a_in,r)]/2κ_j. A parameter shared by several places is refused: its function has a higher degree.</para>
/// </remarks>
/// <param name="Shift">h, in the units of θ; a finite number, not 0.</param>
/// <exception cref="ArgumentException">The shift is 0 or not finite.</exception>
public sealed record MoebiusEstimator(double Shift) : IPartialEstimator
{
    /// <summary>h, in the units of θ.</summary>
    /// <exception cref="ArgumentException">It is 0 or not finite.</exception>
    public double Shift { get; init => field = Moved(value); } = Moved(Shift);

    /// <inheritdoc/>
    public string Name => "parameter-shift";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason)
    {
        if (!Capability.Require<IScatters>(machine, out reason))
        {
            return false;
        }

        var knobs = ((IScatters)machine).Knobs;
        var seen = new HashSet<int>();
        if (knobs.FirstOrDefault(knob => !seen.Add(knob.Parameter), new ScatteringKnob(-1, default, 0, 0)) is { Parameter: >= 0 } shared)
        {
            reason = $"{machine.Parameters.NameOf(shared.Parameter)} turns several places at once, so the response to it is no Moebius function; use reciprocity";
            return false;
        }

        var detunable = knobs.Where(knob => knob.Kind == KnobKind.Detuning).Select(knob => knob.First).ToHashSet();
        if (knobs.FirstOrDefault(
            knob => knob.Kind != KnobKind.Quadrature && !(detunable.Contains(knob.First) && detunable.Contains(knob.Second)),
            new ScatteringKnob(-1, default, 0, 0)) is { Parameter: >= 0 } fixedMode)
        {
            reason = $"{machine.Parameters.NameOf(fixedMode.Parameter)} belongs to a mode whose detuning cannot be shifted, so the response to it is no Moebius function; "
                + "use reciprocity";
        }

        return reason.Length == 0;
    }

    /// <summary>Experiments for one sample.</summary>
    public double Passes(IMachine machine)
    {
        var scatterer = Capability.Get<IScatters>(machine);
        var shifted = scatterer.Knobs.Count(knob => knob.Kind is KnobKind.Detuning or KnobKind.Coupling or KnobKind.Flux);
        return ForwardProbes.CountFor(scatterer) * (1 + 2.0 * shifted) + scatterer.Knobs.Count(knob => IsDriven(scatterer, knob));
    }

    /// <summary>As <see cref="Passes(IMachine)"/>, for some parameters only.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="parameters">Indices in θ.</param>
    public double Passes(IMachine machine, IReadOnlyCollection<int> parameters)
    {
        var scatterer = Capability.Get<IScatters>(machine);
        ArgumentNullException.ThrowIfNull(parameters);
        var asked = scatterer.Knobs.Where(knob => parameters.Contains(knob.Parameter)).ToList();
        var joint = asked.Where(knob => knob.Kind is KnobKind.Coupling or KnobKind.Flux).ToList();
        var detunings = asked.Where(knob => knob.Kind is KnobKind.Detuning or KnobKind.PortRate).Select(knob => knob.First)
            .Concat(joint.SelectMany(knob => new[] { knob.First, knob.Second })).Distinct().Count();
        return ForwardProbes.CountFor(scatterer) * (1 + 2.0 * (detunings + joint.Count)) + asked.Count(knob => IsDriven(scatterer, knob));
    }

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient) => Estimate(machine, batch, null, gradient);

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, IReadOnlyCollection<int>? parameters, Span<double> gradient)
    {
        var scatterer = Capability.Get<IScatters>(machine);
        ArgumentNullException.ThrowIfNull(batch);
        GradientLength.Require(machine, gradient);
        using var _ = new RestingField(machine.Learning);
        scatterer.Prepare(batch);
        var here = new ForwardProbes(scatterer);
        here.Run();
        var cost = here.Judge(batch);
        var shifts = new MoebiusShifts(scatterer, batch, here, Shift);
        gradient.Clear();
        foreach (var knob in scatterer.Knobs.Where(knob => parameters?.Contains(knob.Parameter) ?? true))
        {
            gradient[knob.Parameter] = knob.Kind switch
            {
                KnobKind.Detuning => shifts.Detuning(knob.First).Real,
                KnobKind.Coupling or KnobKind.Flux =>
                    (shifts.Joint(knob) - shifts.Detuning(knob.First) - shifts.Detuning(knob.Second)).Real,
                KnobKind.PortRate => (-0.5 * Complex.ImaginaryOne * shifts.Detuning(knob.First)).Real
                    + shifts.ThroughPort(knob.First, IsDriven(scatterer, knob)),
                _ => shifts.Quadrature(knob.First),
            };
        }

        return cost;
    }

    private static double Moved(double shift) => double.IsFinite(shift) && shift != 0
        ? shift
        : throw new ArgumentException(
            FormattableString.Invariant($"the shift is {shift}; a slope is read off a finite shift that is not 0"), nameof(shift));

    private static bool IsDriven(IScatters machine, ScatteringKnob knob) =>
        knob.Kind == KnobKind.PortRate && !machine.Readout.Reflection && machine.Readout.Probe[knob.First] != 0;
}
