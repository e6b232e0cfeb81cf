using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>The adding problem: of a series of numbers in [0, 1), one in each half is marked; the sum of these two is
/// to be said at the end.</summary>
/// <remarks>
/// Channel 0 is the number, channel 1 the mark. Whoever always answers 1 errs by 1/6 in the mean square. A sample is a
/// function of seed, part and row, made when it is read.
/// <para>S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9 (1997) 1735, in the form of
/// M. Arjovsky, A. Shah, Y. Bengio, "Unitary evolution recurrent neural networks", ICML 2016.</para>
/// </remarks>
/// <param name="part">Which part of the data: other parts have other samples.</param>
/// <param name="count">Number of samples.</param>
/// <param name="steps">Length of a series, at least 2.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class AddingTask(string part, int count, int steps, ulong seed) : ISeriesSet
{
    private readonly RandomStream _numbers = new(seed, $"adding {part}");
    private readonly RandomStream _marks = new(seed, $"adding marks {part}");

    public string Name => $"adding {part}";

    public int Count => count;

    public int Channels => 2;

    public int TargetChannels => 1;

    public IReadOnlyList<string> ClassNames => [];

    public int StepsOf(int row) => steps;

    public int TargetsOf(int row) => 1;

    public int LabelOf(int row) => -1;

    public void ReadSteps(int row, int start, Span<double> values)
    {
        SeriesRead.Require(start, values.Length, Channels, steps);
        var (first, second) = Marked(row);
        for (var i = 0; i < values.Length / 2; i++)
        {
            values[2 * i] = _numbers.Uniform((uint)row, (uint)(start + i));
            values[(2 * i) + 1] = start + i == first || start + i == second ? 1 : 0;
        }
    }

    public void ReadTargets(int row, int start, Span<double> values)
    {
        SeriesRead.Require(start, values.Length, 1, 1);
        var (first, second) = Marked(row);
        if (values.Length > 0)
            values[0] = _numbers.Uniform((uint)row, (uint)first) + _numbers.Uniform((uint)row, (uint)second);
    }

    private (int First, int Second) Marked(int row)
    {
        var half = steps / 2;
        return (_marks.Index(half, (uint)row, 0), half + _marks.Index(steps - half, (uint)row, 1));
    }
}
