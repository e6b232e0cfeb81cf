using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields.Photonic;

/// <summary>The activation: degenerate χ(2) mixing of each mode with a fresh ancilla, H = (χ/2)(a*Ψ² + aΨ*²) for T_s =
/// 1.</summary>
/// <remarks>
/// With an empty ancilla the exact flow is Ψ ← Ψ sech(χ|Ψ|/√2): linear for weak light, saturating near χ|Ψ|/√2 ≈ 1.2.
/// Here it is split into K substeps, exactly canonical and reversible for any K; it resembles the flow for K ≳ 2χ|Ψ|.
/// </remarks>
internal sealed record Chi2Plan(string Name, int Modes, int FirstAncilla, double Chi, int Substeps) : ElementPlan(Name)
{
    /// <inheritdoc/>
    public override PhotonicElement<T> Create<T>(OpticalBench<T> bench) =>
        new Chi2Element<T>(Name, Modes, FirstAncilla, Chi, Substeps);
}

/// <inheritdoc cref="Chi2Plan"/>
/// <remarks>The Hamiltonian is even under R and the splitting a palindrome: the echo meets the element
/// itself.</remarks>
internal sealed class Chi2Element<T> : PhotonicElement<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _modes;
    private readonly int _firstAncilla;
    private readonly double _chi;
    private readonly int _substeps;
    private readonly double[] _path;

    public Chi2Element(string name, int modes, int firstAncilla, double chi, int substeps)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(substeps, 1);
        _modes = modes;
        _firstAncilla = firstAncilla;
        _chi = chi;
        _substeps = substeps;
        _path = new double[Chi2Reference.PathLength(substeps)];
    }

    /// <inheritdoc/>
    public override int Remembered => 2 * _modes;

    /// <inheritdoc/>
    public override int FirstAncilla => _firstAncilla;

    /// <inheritdoc/>
    public override int Ancillas => _modes;

    /// <inheritdoc/>
    public override bool IsHarmonic => true;

    /// <inheritdoc/>
    public override string FaultCause =>
        $"K = {_substeps} substeps are likely too few for χ = {_chi:g4} (needs K ≳ 2χ|Ψ|); "
        + "raise the substeps or lower the amplitude";

    /// <inheritdoc/>
    public override void Forward(PhaseView<T> x, Span<double> momentum)
    {
        if (_chi != 0)
        {
            Chi2Kernel.Flow(x, _modes, _firstAncilla, _chi, _substeps);
        }
    }

    /// <inheritdoc/>
    public override void Backward(PhaseView<T> x, Span<double> momentum) => Forward(x, momentum);

    /// <inheritdoc/>
    public override void TangentBackward(PhaseView<T> x, PhaseView<T> dx, Span<double> gradient)
    {
        if (_chi != 0)
        {
            Chi2Kernel.Tangent(x, dx, _modes, _firstAncilla, _chi, _substeps);
        }
    }

    /// <inheritdoc/>
    public override void TangentForward(PhaseView<T> x, PhaseView<T> dx, ReadOnlySpan<double> dtheta) =>
        TangentBackward(x, dx, []);

    /// <inheritdoc/>
    public override void Remember(PhaseView<T> x, PhaseView<T> memory)
    {
        var length = _modes * x.Lanes;
        x.Q[..length].CopyTo(memory.Q);
        x.P[..length].CopyTo(memory.P);
        x.Q.Slice(_firstAncilla * x.Lanes, length).CopyTo(memory.Q[length..]);
        x.P.Slice(_firstAncilla * x.Lanes, length).CopyTo(memory.P[length..]);
    }

    /// <inheritdoc/>
    public override void PullBack(PhaseView<T> memory, PhaseView<T> lambda, Span<double> gradient)
    {
        for (var mode = 0; _chi != 0 && mode < _modes; mode++)
        {
            for (var lane = 0; lane < lambda.Active; lane++)
            {
                var i = mode * lambda.Lanes + lane;
                var a = i + _modes * lambda.Lanes;
                var start = new Chi2State(
                    double.CreateTruncating(memory.Q[i]), double.CreateTruncating(memory.P[i]),
                    double.CreateTruncating(memory.Q[a]), double.CreateTruncating(memory.P[a]));

                a = i + _firstAncilla * lambda.Lanes;
                var λ = new Chi2State(
                    double.CreateTruncating(lambda.Q[i]), double.CreateTruncating(lambda.P[i]),
                    double.CreateTruncating(lambda.Q[a]), double.CreateTruncating(lambda.P[a]));

                λ = Chi2Reference.PullBack(start, λ, _chi, _substeps, _path);
                (lambda.Q[i], lambda.P[i]) = (T.CreateTruncating(λ.Q), T.CreateTruncating(λ.P));
                (lambda.Q[a], lambda.P[a]) = (T.CreateTruncating(λ.AncillaQ), T.CreateTruncating(λ.AncillaP));
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// With a fresh ancilla Ψ′ = T(r)Ψ, T = sech u, u = χr/√2, and the true error signal meets d(Tr)/dr = T(1 − u tanh u) along Ψ and T across it. A weak probe
    /// matched to the slope meets the former whatever its phase (a turn by π where it is negative), one that feels what the pump feels the latter; what the ancillas
    /// take of the light is lost to both.
    /// </remarks>
    public override void ProbeBack(PhaseView<T> memory, PhaseView<T> lambda, Span<double> gradient, ProbeModel model)
    {
        for (var mode = 0; _chi != 0 && mode < _modes; mode++)
        {
            for (var lane = 0; lane < lambda.Active; lane++)
            {
                var i = mode * lambda.Lanes + lane;
                var (q, p) = (double.CreateTruncating(memory.Q[i]), double.CreateTruncating(memory.P[i]));
                var u = _chi * Math.Sqrt(q * q + p * p) / 2;
                var transmission = (model == ProbeModel.Weak ? 1 - u * Math.Tanh(u) : 1) / Math.Cosh(u);
                lambda.Q[i] *= T.CreateTruncating(transmission);
                lambda.P[i] *= T.CreateTruncating(transmission);
            }
        }
    }

    /// <inheritdoc/>
    public override string? Nonlinearity => _chi == 0 ? null : FormattableString.Invariant($"{Name} is nonlinear (χ = {_chi:g4})");
}
