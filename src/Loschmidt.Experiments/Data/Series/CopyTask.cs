using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>The copy task: symbols are shown at the beginning, and after a long pause and a sign they are to be
/// repeated in the same order.</summary>
/// <remarks>
/// Of L steps the first K show a symbol, one channel each; step L − K − 1 (from 0) shows the sign in the last channel;
/// in the last K steps the symbols are the target, one channel each. All other inputs and targets are 0: there is one
/// target a step. A sample is a function of seed, part and row, made when it is read.
/// <para>S. Hochreiter, J. Schmidhuber, Neural Computation 9 (1997) 1735; M. Arjovsky, A. Shah, Y. Bengio, ICML
/// 2016.</para>
/// </remarks>
/// <param name="part">Which part of the data: other parts have other samples.</param>
/// <param name="count">Number of samples.</param>
/// <param name="steps">L, at least 2·K + 1.</param>
/// <param name="symbols">How many different symbols there are.</param>
/// <param name="recall">K.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class CopyTask(string part, int count, int steps, int symbols, int recall, ulong seed) : ISeriesSet
{
    private readonly RandomStream _stream = new(seed, $"copy {part}");

    public string Name => $"copy {part}";

    public int Count => count;

    public int Channels => symbols + 1;

    public int TargetChannels => symbols;

    public IReadOnlyList<string> ClassNames => [];

    public int StepsOf(int row) => steps;

    public int TargetsOf(int row) => steps;

    public int LabelOf(int row) => -1;

    public void ReadSteps(int row, int start, Span<double> values)
    {
        SeriesRead.Require(start, values.Length, Channels, steps);
        values.Clear();
        for (var i = 0; i < values.Length / Channels; i++)
        {
            if (start + i < recall)
                values[(i * Channels) + Symbol(row, start + i)] = 1;
            else if (start + i == steps - recall - 1)
                values[(i * Channels) + symbols] = 1;
        }
    }

    public void ReadTargets(int row, int start, Span<double> values)
    {
        SeriesRead.Require(start, values.Length, symbols, steps);
        values.Clear();
        for (var i = 0; i < values.Length / symbols; i++)
        {
            var place = start + i - (steps - recall);
            if (place >= 0)
                values[(i * symbols) + Symbol(row, place)] = 1;
        }
    }

    private int Symbol(int row, int place) => _stream.Index(symbols, (uint)row, (uint)place);
}
