namespace Loschmidt.Terms.Modes;

/// <summary>Constants that nobody trains.</summary>
internal sealed class FixedStrength : Strength
{
    private readonly double[] _values;

    public FixedStrength(double[] values)
    {
        if (values.Length == 0 || !Array.TrueForAll(values, double.IsFinite))
        {
            throw new ArgumentException(
                $"a strength is one finite number per element, or one for all; got "
                    + $"'{string.Join(", ", values)}'", nameof(values));
        }

        _values = values;
    }

    public override bool IsTrainable => false;

    public override int Elements => _values.Length == 1 ? 0 : _values.Length;

    public override double Value(int element, double theta) => _values.Length == 1 ? _values[0] : _values[element];

    public override double Slope(int element, double theta) => 0;

    public override double Curvature(int element, double theta) => 0;
}
