namespace Loschmidt.Terms.Modes;

/// <summary>f(θ) = g cos²θ, f′ = −g sin 2θ, f″ = −2g cos 2θ.</summary>
internal sealed class CosineSquaredStrength(double scale) : Strength
{
    public override bool IsTrainable => true;

    public override double Value(int element, double theta)
    {
        var cos = Math.Cos(theta);
        return scale * cos * cos;
    }

    public override double Slope(int element, double theta) => -scale * Math.Sin(2 * theta);

    public override double Curvature(int element, double theta) => -2 * scale * Math.Cos(2 * theta);
}
