using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields.Photonic;

/// <summary>One optical element that acts on an index range of the register, forwards, in the echo and under
/// differentiation.</summary>
/// <remarks>
/// Every verb is called once per pass, works in place and allocates nothing. θ is frozen during a pass, so an element
/// tabulates what it needs of its own parameters in <see cref="Load"/>. Spans of parameters are the element's own
/// slice; an empty
/// <c>momentum</c> means that nobody listens.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class PhotonicElement<T>(string name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What it is called in reports, such as <c>conv1/chi2</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Number of its own parameters.</summary>
    public virtual int Parameters => 0;

    /// <summary>Phase per unit of its own parameters, rad.</summary>
    public virtual double Strength => 0;

    /// <summary>Complex modes whose state before the element <see cref="PullBack"/> must be shown again.</summary>
    public virtual int Remembered => 0;

    /// <summary>First of the ancillas it brought along; −1 where it has none.</summary>
    public virtual int FirstAncilla => -1;

    /// <summary>How many ancillas it brought along.</summary>
    public virtual int Ancillas => 0;

    /// <summary>Whether its ancillas are second harmonics, worth two quanta each.</summary>
    public virtual bool IsHarmonic => false;

    /// <summary>A likely cause when its ancillas are not finite.</summary>
    public virtual string FaultCause => "its input was not finite";

    /// <summary>Takes its own parameters θ.</summary>
    public virtual void Load(ReadOnlySpan<double> theta)
    {
    }

    /// <summary>The element F; its back-action is added to <paramref name="momentum"/>.</summary>
    public abstract void Forward(PhaseView<T> x, Span<double> momentum);

    /// <summary>The element as the echo meets it, R F⁻¹ R; its back-action is added to
    /// <paramref name="momentum"/>.</summary>
    public abstract void Backward(PhaseView<T> x, Span<double> momentum);

    /// <summary><see cref="Backward"/> of (x, dx); minus the derivative of the back-action is added to
    /// <paramref name="gradient"/>.</summary>
    public abstract void TangentBackward(PhaseView<T> x, PhaseView<T> dx, Span<double> gradient);

    /// <summary><see cref="Forward"/> of (x, dx), its own parameters displaced by <paramref name="dtheta"/>; nobody
    /// listens.</summary>
    public abstract void TangentForward(PhaseView<T> x, PhaseView<T> dx, ReadOnlySpan<double> dtheta);

    /// <summary>Copies the <see cref="Remembered"/> modes, as they are before <see cref="Forward"/>.</summary>
    public virtual void Remember(PhaseView<T> x, PhaseView<T> memory)
    {
    }

    /// <summary>Cotangents after <see cref="Forward"/> become those before; ∂C/∂θ is added to
    /// <paramref name="gradient"/>.</summary>
    /// <param name="memory">What <see cref="Remember"/> copied.</param>
    /// <param name="lambda">(∂C/∂q, ∂C/∂p) of the whole register.</param>
    /// <param name="gradient">Own parameters.</param>
    public abstract void PullBack(PhaseView<T> memory, PhaseView<T> lambda, Span<double> gradient);

    /// <summary>As <see cref="PullBack"/> for a weak probe, which nonlinear elements treat differently.</summary>
    /// <param name="memory">What <see cref="Remember"/> copied.</param>
    /// <param name="lambda">The probe, (∂C/∂q, ∂C/∂p) at the outputs, of the whole register.</param>
    /// <param name="gradient">Own parameters.</param>
    /// <param name="model">What the probe feels.</param>
    public virtual void ProbeBack(PhaseView<T> memory, PhaseView<T> lambda, Span<double> gradient, ProbeModel model) =>
        PullBack(memory, lambda, gradient);

    /// <summary>Why waves in it feel each other; null where it is linear.</summary>
    public virtual string? Nonlinearity => null;
}
