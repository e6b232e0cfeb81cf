using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Kernels;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields.Photonic;

/// <summary>A stretch of Kerr medium for every mode by itself: Ψ ← Ψ e^(−iκ|Ψ|²), the flow of (κ/2)|Ψ|⁴.</summary>
internal sealed record KerrPlan(string Name, int Modes, double Phase) : ElementPlan(Name)
{
    /// <inheritdoc/>
    public override PhotonicElement<T> Create<T>(OpticalBench<T> bench) => new KerrElement<T>(Name, Modes, Phase);
}

/// <inheritdoc cref="KerrPlan"/>
/// <remarks>Even under R, so that the echo meets the element itself.</remarks>
internal sealed class KerrElement<T>(string name, int modes, double phase) : PhotonicElement<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _half = T.CreateTruncating(phase / 2);
    private T[] _phase = [];
    private T[] _sin = [];
    private T[] _cos = [];

    /// <inheritdoc/>
    public override int Remembered => modes;

    /// <inheritdoc/>
    public override void Forward(PhaseView<T> x, Span<double> momentum)
    {
        Tabulate(x);
        Turn(x, T.One);
    }

    /// <inheritdoc/>
    public override void Backward(PhaseView<T> x, Span<double> momentum) => Forward(x, momentum);

    /// <inheritdoc/>
    /// <remarks>dΨ′ = e^(−iφ) dΨ − i dφ Ψ′, dφ = κ(q dq + p dp), a number that is the same before and after.</remarks>
    public override void TangentBackward(PhaseView<T> x, PhaseView<T> dx, Span<double> gradient)
    {
        Tabulate(x);
        for (var i = 0; i < _phase.Length; i++)
        {
            _phase[i] = (_half + _half) * ((x.Q[i] * dx.Q[i]) + (x.P[i] * dx.P[i]));
        }

        Turn(x, T.One);
        Turn(dx, T.One);
        for (var i = 0; i < _phase.Length; i++)
        {
            dx.Q[i] += _phase[i] * x.P[i];
            dx.P[i] -= _phase[i] * x.Q[i];
        }
    }

    /// <inheritdoc/>
    public override void TangentForward(PhaseView<T> x, PhaseView<T> dx, ReadOnlySpan<double> dtheta) => TangentBackward(x, dx, []);

    /// <inheritdoc/>
    public override void Remember(PhaseView<T> x, PhaseView<T> memory)
    {
        x.Q[..memory.Q.Length].CopyTo(memory.Q);
        x.P[..memory.P.Length].CopyTo(memory.P);
    }

    /// <inheritdoc/>
    public override void PullBack(PhaseView<T> memory, PhaseView<T> lambda, Span<double> gradient)
    {
        Tabulate(memory);
        Turn(lambda, -T.One);
        for (var i = 0; i < _phase.Length; i++)
        {
            var turned = (_half + _half) * ((lambda.Q[i] * memory.P[i]) - (lambda.P[i] * memory.Q[i]));
            lambda.Q[i] += turned * memory.Q[i];
            lambda.P[i] += turned * memory.P[i];
        }
    }

    /// <inheritdoc/>
    /// <remarks>Cross-phase modulation turns a weak probe by twice what the pump turns itself.</remarks>
    public override void ProbeBack(PhaseView<T> memory, PhaseView<T> lambda, Span<double> gradient, ProbeModel model)
    {
        Tabulate(memory);
        for (var times = model == ProbeModel.Weak ? 2 : 1; times > 0; times--)
        {
            Turn(lambda, -T.One);
        }
    }

    /// <inheritdoc/>
    public override string? Nonlinearity => phase == 0 ? null : FormattableString.Invariant($"{Name} is nonlinear (κ = {phase:g4})");

    private void Tabulate(PhaseView<T> x)
    {
        var length = modes * x.Lanes;
        if (_phase.Length != length)
        {
            (_phase, _sin, _cos) = (new T[length], new T[length], new T[length]);
        }

        for (var i = 0; i < length; i++)
        {
            _phase[i] = _half * ((x.Q[i] * x.Q[i]) + (x.P[i] * x.P[i]));
        }

        SinCos.Of<T>(_phase, _sin, _cos);
    }

    private void Turn(PhaseView<T> x, T sense)
    {
        for (var i = 0; i < _cos.Length; i++)
        {
            var (q, p, c, s) = (x.Q[i], x.P[i], _cos[i], sense * _sin[i]);
            x.Q[i] = (c * q) + (s * p);
            x.P[i] = (c * p) - (s * q);
        }
    }
}
