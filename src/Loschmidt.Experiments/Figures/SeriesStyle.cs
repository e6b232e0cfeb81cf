namespace Loschmidt.Experiments.Figures;

/// <summary>How a curve is drawn.</summary>
public enum SeriesStyle
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>A line with a disc at each point: for few, separately measured values.</summary>
    Marked,

    /// <summary>A thin pale line in the colour of the next series: raw values behind their smoothed course.</summary>
    Faint,

    /// <summary>Discs alone, pale and in the colour of the next series: single values behind their mean.</summary>
    Dots,

    /// <summary>A dashed grey line: a reference, such as the slope ε² or a bound.</summary>
    Reference,
}
