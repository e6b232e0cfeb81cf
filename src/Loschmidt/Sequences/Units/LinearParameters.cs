using Loschmidt.Numerics.Random;

namespace Loschmidt.Sequences.Units;

/// <summary>A = max(A_raw, 0) and h of linear units; real and imaginary parts of a complex layer share them.</summary>
/// <remarks>
/// A is held at 3.99/h², where leapfrog is still stable: bounded for h²A &lt; 4. Where a guard holds A its gradient is
/// zero, and so is the part of h that would come through the bound: the guard is a fence, not a part of the model.
/// <para>Drawn as published: A_raw and the raw numbers of logistic steps from U[0, 1).</para>
/// </remarks>
internal sealed class LinearParameters : IUnitParameters
{
    private const double Stable = 3.99;

    private readonly int _pairs;
    private readonly int _copies;
    private readonly StepSizes _steps;

    /// <summary>Parameters of a layer.</summary>
    public LinearParameters(UnitSettings unit)
    {
        (_pairs, _copies) = (unit.Oscillators, unit.Complex ? 2 : 1);
        _steps = new StepSizes(unit.StepMap, unit.Step, _pairs);
        Tensors = _steps.Count == 0 ? [("A", [_pairs])] : [("A", [_pairs]), ("h", [_steps.Count])];
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, int[] Shape)> Tensors { get; }

    /// <inheritdoc/>
    public int Coefficients => 2;

    /// <inheritdoc/>
    public int Oscillators => _copies * _pairs;

    /// <inheritdoc/>
    public void Draw(ulong seed, string layer, Span<double> theta)
    {
        var (a, h) = (new RandomStream(seed, $"{layer}/A"), new RandomStream(seed, $"{layer}/h"));
        for (var j = 0; j < _pairs; j++)
            theta[j] = a.Uniform(0, (uint)j);
        for (var j = 0; j < _steps.Count; j++)
            theta[_pairs + j] = _steps.Draw(h.Uniform(0, (uint)j));
    }

    /// <inheritdoc/>
    public void Expand(ReadOnlySpan<double> theta, Span<double> coefficients)
    {
        for (var e = 0; e < Oscillators; e++)
        {
            var j = e % _pairs;
            var h = _steps.Of(theta[_pairs..], j);
            coefficients[e] = h;
            coefficients[Oscillators + e] = Math.Clamp(theta[j], 0, Stable / (h * h));
        }
    }

    /// <inheritdoc/>
    public void PullBack(ReadOnlySpan<double> theta, ReadOnlySpan<double> coefficientGradient, Span<double> gradient)
    {
        for (var e = 0; e < Oscillators; e++)
        {
            var j = e % _pairs;
            var h = _steps.Of(theta[_pairs..], j);
            if (theta[j] > 0 && theta[j] <= Stable / (h * h))
                gradient[j] += coefficientGradient[Oscillators + e];
            _steps.PullBack(theta[_pairs..], j, coefficientGradient[e], gradient[_pairs..]);
        }
    }

    /// <inheritdoc/>
    public string? Warn(ReadOnlySpan<double> theta)
    {
        var (held, worst) = (0, 0.0);
        for (var j = 0; j < _pairs; j++)
        {
            var h = _steps.Of(theta[_pairs..], j);
            held += h * h * theta[j] > Stable ? 1 : 0;
            worst = Math.Max(worst, h * h * theta[j]);
        }

        return held == 0
            ? null
            : FormattableString.Invariant(
                $"{held} of {_pairs} linear oscillators are held at h²A = {Stable} (largest {worst:0.##}; ")
            + "leapfrog is stable below 4): lower machine.unit.step";
    }
}
