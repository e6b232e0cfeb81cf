using Loschmidt.Numerics.Random;

namespace Loschmidt.Sequences.Units;

/// <summary>w, b, c, α and h of nonlinear units.</summary>
/// <remarks>
/// Drawn as published: w from U(0.5, 1), b = 0, c_raw from U(−1, 1), α (one a layer) from U(0.1, 1). The clocks of
/// UnICORNN, which scale the time of both equations, are logistic steps with c = 1.
/// </remarks>
internal sealed class NonlinearParameters : IUnitParameters
{
    private const double SmallestSpring = 1e-3;

    private readonly UnitSettings _unit;
    private readonly StepSizes _steps;
    private readonly int _c;
    private readonly int _alpha;
    private readonly int _h;

    /// <summary>Parameters of a layer.</summary>
    public NonlinearParameters(UnitSettings unit)
    {
        _unit = unit;
        var p = unit.Oscillators;
        _steps = new StepSizes(unit.StepMap, unit.Step, p);
        _c = 2 * p;
        _alpha = unit.StrengthMap == StrengthMap.One ? _c : _c + p;
        _h = _alpha + 1;
        var tensors = new List<(string, int[])> { ("w", [p]), ("b", [p]) };
        if (unit.StrengthMap != StrengthMap.One)
            tensors.Add(("c", [p]));
        tensors.Add(("alpha", [1]));
        if (_steps.Count > 0)
            tensors.Add(("h", [_steps.Count]));
        Tensors = tensors;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, int[] Shape)> Tensors { get; }

    /// <inheritdoc/>
    public int Coefficients => 5;

    /// <inheritdoc/>
    public int Oscillators => _unit.Oscillators;

    /// <inheritdoc/>
    public void Draw(ulong seed, string layer, Span<double> theta)
    {
        var w = new RandomStream(seed, $"{layer}/w");
        var c = new RandomStream(seed, $"{layer}/c");
        var h = new RandomStream(seed, $"{layer}/h");
        for (var j = 0; j < Oscillators; j++)
        {
            theta[j] = 0.5 + 0.5 * w.Uniform(0, (uint)j);
            theta[Oscillators + j] = 0;
            if (_alpha > _c)
                theta[_c + j] = 2 * c.Uniform(0, (uint)j) - 1;
        }

        var alpha = 0.1 + 0.9 * new RandomStream(seed, $"{layer}/alpha").Uniform(0);
        theta[_alpha] = _unit.SpringMap == SpringMap.Floor ? alpha : Math.Log(Math.Exp(alpha) - 1);
        for (var j = 0; j < _steps.Count; j++)
            theta[_h + j] = _steps.Draw(h.Uniform(0, (uint)j));
    }

    /// <inheritdoc/>
    public void Expand(ReadOnlySpan<double> theta, Span<double> coefficients)
    {
        var p = Oscillators;
        for (var j = 0; j < p; j++)
        {
            coefficients[j] = _steps.Of(theta[_h..], j);
            coefficients[p + j] = Spring(theta[_alpha]);
            coefficients[2 * p + j] = Strength(theta, j);
            coefficients[3 * p + j] = theta[j];
            coefficients[4 * p + j] = theta[p + j];
        }
    }

    /// <inheritdoc/>
    public void PullBack(ReadOnlySpan<double> theta, ReadOnlySpan<double> coefficientGradient, Span<double> gradient)
    {
        var p = Oscillators;
        var slope = _unit.SpringMap == SpringMap.Softplus ? StepSizes.Sigmoid(theta[_alpha])
            : theta[_alpha] > SmallestSpring ? 1
            : 0;
        for (var j = 0; j < p; j++)
        {
            _steps.PullBack(theta[_h..], j, coefficientGradient[j], gradient[_h..]);
            gradient[_alpha] += slope * coefficientGradient[p + j];
            if (_alpha > _c)
                gradient[_c + j] += StrengthSlope(theta[_c + j]) * coefficientGradient[2 * p + j];
            gradient[j] += coefficientGradient[3 * p + j];
            gradient[p + j] += coefficientGradient[4 * p + j];
        }
    }

    /// <inheritdoc/>
    public string? Warn(ReadOnlySpan<double> theta)
    {
        var (count, worst) = (0, 0.0);
        for (var j = 0; j < Oscillators; j++)
        {
            var h = _steps.Of(theta[_h..], j);
            var stiffness = h * h * (Spring(theta[_alpha]) + Math.Abs(Strength(theta, j) * theta[j]));
            count += stiffness >= 4 ? 1 : 0;
            worst = Math.Max(worst, stiffness);
        }

        return count == 0
            ? null
            : FormattableString.Invariant(
                $"{count} of {Oscillators} nonlinear oscillators have h²(α + |c w|) up to {worst:0.##}, ")
            + "leapfrog is stable below 4: lower machine.unit.step";
    }

    private double Spring(double raw) =>
        _unit.SpringMap == SpringMap.Floor
            ? Math.Max(raw, SmallestSpring)
            : Math.Max(raw, 0) + Math.Log(1 + Math.Exp(-Math.Abs(raw)));

    private double Strength(ReadOnlySpan<double> theta, int j) => _unit.StrengthMap switch
    {
        StrengthMap.One => 1,
        StrengthMap.Logistic => StepSizes.Sigmoid(theta[_c + j]),
        _ => StepSizes.Sigmoid(StepSizes.Sigmoid(theta[_c + j])),
    };

    private double StrengthSlope(double raw)
    {
        var inner = StepSizes.Sigmoid(raw);
        var slope = inner * StepSizes.Sigmoid(-raw);
        return _unit.StrengthMap == StrengthMap.Logistic
            ? slope
            : slope * StepSizes.Sigmoid(inner) * StepSizes.Sigmoid(-inner);
    }
}
