namespace Loschmidt.Experiments.Reports;

/// <summary>The figures of a grid over imperfections, beside those of the ideal machine and of a control that learns nothing.</summary>
/// <param name="Knobs">Keys that were turned.</param>
/// <param name="Values">Values of each knob, from mild to severe.</param>
/// <param name="Figures">[points × seeds], the last knob running fastest; a run that failed is NaN.</param>
/// <param name="Ideal">The same figure without any of them, one a seed.</param>
/// <param name="Control">The same figure learned from shuffled gradients; empty where nothing was trained.</param>
/// <param name="LargerIsBetter">Whether the figure is an accuracy rather than a cost.</param>
internal sealed record ToleranceMap(
    IReadOnlyList<string> Knobs, IReadOnlyList<IReadOnlyList<double>> Values, IReadOnlyList<double[]> Figures,
    double[] Ideal, double[] Control, bool LargerIsBetter)
{
    /// <summary>Number of a point.</summary>
    /// <param name="place">Which value of each knob.</param>
    public int Index(ReadOnlySpan<int> place)
    {
        var index = 0;
        for (var knob = 0; knob < Knobs.Count; knob++)
        {
            index = (index * Values[knob].Count) + place[knob];
        }

        return index;
    }

    /// <summary>Which value of each knob a point has.</summary>
    public int[] Place(int index)
    {
        var place = new int[Knobs.Count];
        for (var knob = Knobs.Count - 1; knob >= 0; knob--)
        {
            (index, place[knob]) = Math.DivRem(index, Values[knob].Count);
        }

        return place;
    }

    /// <summary>The points along one knob with all others at their mildest.</summary>
    public IReadOnlyList<int> Along(int knob) =>
    [
        .. Enumerable.Range(0, Values[knob].Count).Select(value =>
        {
            var place = new int[Knobs.Count];
            place[knob] = value;
            return Index(place);
        }),
    ];

    /// <summary>The figure that is still within a fraction of the ideal one.</summary>
    /// <param name="ideal">The ideal figure.</param>
    /// <param name="within">x as a fraction.</param>
    public double Threshold(double ideal, double within) => LargerIsBetter ? ideal * (1 - within) : ideal * (1 + within);

    /// <summary>Whether a figure is at least as good as a threshold; one that is no number is not.</summary>
    public bool Passes(double figure, double threshold) => LargerIsBetter ? figure >= threshold : figure <= threshold;
}
