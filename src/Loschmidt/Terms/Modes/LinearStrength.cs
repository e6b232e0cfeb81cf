namespace Loschmidt.Terms.Modes;

/// <summary>f(θ) = χθ, the standard phase element.</summary>
internal sealed class LinearStrength(double scale) : Strength
{
    public override bool IsTrainable => true;

    public override double Value(int element, double theta) => scale * theta;

    public override double Slope(int element, double theta) => scale;

    public override double Curvature(int element, double theta) => 0;
}
