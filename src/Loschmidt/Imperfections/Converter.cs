namespace Loschmidt.Imperfections;

/// <summary>What stands between numbers and levels: clips at ±R and rounds to 2ᵇ steps over −R … R; zero is a level.</summary>
internal readonly struct Converter
{
    private readonly double _range;
    private readonly double _step;

    /// <summary>Takes b and R.</summary>
    /// <param name="bits">b; 0 does not round.</param>
    /// <param name="range">R; 0 does not clip.</param>
    public Converter(int bits, double range)
    {
        _range = range > 0 ? range : double.PositiveInfinity;
        _step = bits > 0 ? 2 * range / Math.ScaleB(1, bits) : 0;
    }

    /// <summary>The level of a number.</summary>
    public double Convert(double value) =>
        Math.Clamp(_step > 0 ? _step * Math.Round(value / _step) : value, -_range, _range);
}
