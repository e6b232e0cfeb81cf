using Loschmidt.Machines;

namespace Loschmidt.Fields.Photonic;

/// <content>What light does in a laboratory: linear, it interferes and superposes; nonlinear, it can still be probed.</content>
public sealed partial class PhotonicNetwork<T>
{
    /// <inheritdoc/>
    /// <remarks>Light meets every phase once, and the cost is quadratic in intensities.</remarks>
    public int Harmonics => 2;

    /// <inheritdoc/>
    public double AngleOf(int parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parameter, Parameters.Count);
        return _elements[Array.FindLastIndex(_parameterOffsets, offset => offset <= parameter)].Strength;
    }

    /// <inheritdoc/>
    public void TakeError()
    {
        _dx.Active = _x.Active;
        _cost.Gradient(_x.View, _dx.View);
        _x.View.CopyFrom(_dx.View);
    }

    /// <inheritdoc/>
    /// <remarks>Lenses, masks and interferometers treat the probe as they treat every light; at an activation it meets a transmission that depends on the light there,
    /// and not on the phase between the two.</remarks>
    public double Probe(Batch batch, ProbeModel model, Span<double> gradient) => ThereAndBack(batch, gradient, model);

    /// <inheritdoc/>
    public string? Refusal<TCapability>()
        where TCapability : IMachine =>
        _bound is not null && NeedsFrozenTheta.Contains(typeof(TCapability))
            ? "theta is bound and moves during a pass (machine.boundTheta), and no derivative of that motion is kept; use echo, self-learning or central-differences"
            : (typeof(TCapability) == typeof(IInterferes) || typeof(TCapability) == typeof(ISuperposes))
        && _elements.FirstOrDefault(element => element.Nonlinearity is not null) is { } activation
            ? $"{activation.Nonlinearity}, so light feels light and the cost is no finite Fourier series in θ; make it 0, or use echo"
            : null;

    private static readonly HashSet<Type> NeedsFrozenTheta =
    [
        typeof(IDifferentiates), typeof(IPullsBack), typeof(IPullsOutputsBack), typeof(ISensesForward), typeof(ICutsPass), typeof(IRetraces),
        typeof(IInterferes), typeof(ISuperposes), typeof(IProbesWeakly),
    ];
}
