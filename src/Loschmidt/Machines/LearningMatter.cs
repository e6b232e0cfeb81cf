namespace Loschmidt.Machines;

/// <summary>What a learning field is made of: degrees of freedom of its own behind every θ, their energy H_θ and how they decay.</summary>
/// <remarks>
/// Everything around couples to θ alone, so a flow of A(θ) leaves positions where they are and kicks momenta along the gradient of θ. The state lies in
/// <see cref="LearningField.Carriers"/>, <see cref="Carriers"/> numbers a parameter, parameter after parameter; matter itself remembers nothing. All flows are exact or
/// palindromic compositions of exact ones, so that echoes come home.
/// </remarks>
public abstract class LearningMatter
{
    /// <summary>What it is, such as <c>mexican-hat</c>; the word experiments use.</summary>
    public abstract string Name { get; }

    /// <summary>Numbers of state behind one parameter.</summary>
    public abstract int Carriers { get; }

    /// <summary>Ω near the ground state, of H_θ ≈ Ωπ²/2: a kick π and a complete decay move θ by Ωπ/Γ.</summary>
    public abstract double InverseMass { get; }

    /// <summary>Whether θ, not π, changes sign under time reversal, as a phase does.</summary>
    public virtual bool ThetaIsOdd => false;

    /// <summary>Puts the carriers into the ground state that shows a given θ, or as near to it as H_θ has one.</summary>
    /// <param name="theta">[parameters].</param>
    /// <param name="carriers">[parameters × <see cref="Carriers"/>], <b>overwritten</b>.</param>
    public abstract void Settle(ReadOnlySpan<double> theta, Span<double> carriers);

    /// <summary>The θ that the carriers show, and the momentum conjugate to it.</summary>
    /// <param name="carriers">[parameters × <see cref="Carriers"/>].</param>
    /// <param name="theta">[parameters], the values last read; <b>overwritten</b> with those now, of several that mean the same the nearest.</param>
    /// <param name="pi">[parameters], <b>overwritten</b>.</param>
    public abstract void Read(ReadOnlySpan<double> carriers, Span<double> theta, Span<double> pi);

    /// <summary>π += kick at fixed θ, exactly: the flow of any A(θ), P += kick ∂θ/∂Q.</summary>
    /// <param name="carriers">[parameters × <see cref="Carriers"/>], advanced.</param>
    /// <param name="kicks">[parameters].</param>
    public abstract void Kick(Span<double> carriers, ReadOnlySpan<double> kicks);

    /// <summary>Motion under H_θ alone: canonical, and undone by itself between two reversals.</summary>
    /// <param name="carriers">[parameters × <see cref="Carriers"/>], advanced.</param>
    /// <param name="time">Duration.</param>
    public abstract void Drift(Span<double> carriers, double time);

    /// <summary>Time reversal of the carriers: momenta change sign. Where θ itself is odd, it does and π does not.</summary>
    /// <param name="carriers">[parameters × <see cref="Carriers"/>], reversed.</param>
    public abstract void Reverse(Span<double> carriers);

    /// <summary>The decay step, with the evaluation field empty: motion under H_θ with friction and, where it is warm, the kicks of a bath.</summary>
    /// <param name="carriers">[parameters × <see cref="Carriers"/>], advanced.</param>
    /// <param name="rate">Γ, the damping rate of momenta.</param>
    /// <param name="time">T_D; infinity until everything rests.</param>
    /// <param name="scale">A schedule's factor on what a kick moves.</param>
    /// <param name="bath">The bath; null where it is cold.</param>
    /// <param name="moment">The training step, which names the kicks.</param>
    public abstract void Relax(Span<double> carriers, double rate, double time, double scale, IThermalKicks? bath, long moment);

    /// <summary>H_θ, summed over all parameters.</summary>
    /// <param name="carriers">[parameters × <see cref="Carriers"/>].</param>
    public abstract double Energy(ReadOnlySpan<double> carriers);
}
