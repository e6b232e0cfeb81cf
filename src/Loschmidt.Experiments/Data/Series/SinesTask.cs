using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>One long series to forecast: three sines whose periods do not fit together, and a little noise.</summary>
/// <remarks>Phases and noise are drawn by the seed; a step is made when it is read. The noise alone costs 0.01 a step.</remarks>
/// <param name="steps">Length.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class SinesTask(int steps, ulong seed) : ISeriesSet
{
    private const double Noise = 0.1;

    private static readonly (double Period, double Height)[] Waves = [(47, 1), (17.3, 0.6), (229, 0.8)];

    private readonly RandomStream _phases = new(seed, "sines/phases");
    private readonly RandomStream _noise = new(seed, "sines/noise");

    public string Name => "sines";

    public int Count => 1;

    public int Channels => 1;

    public int TargetChannels => 0;

    public IReadOnlyList<string> ClassNames => [];

    public int StepsOf(int row) => steps;

    public int TargetsOf(int row) => 0;

    public int LabelOf(int row) => -1;

    public void ReadSteps(int row, int start, Span<double> values)
    {
        SeriesRead.Require(start, values.Length, 1, steps);
        for (var i = 0; i < values.Length; i++)
        {
            var sum = Noise * _noise.Normal((uint)(start + i));
            for (var wave = 0; wave < Waves.Length; wave++)
            {
                sum += Waves[wave].Height * Math.Sin(Math.Tau * (((start + i) / Waves[wave].Period) + _phases.Uniform((uint)wave)));
            }

            values[i] = sum;
        }
    }

    public void ReadTargets(int row, int start, Span<double> values) => SeriesRead.Require(start, values.Length, 1, 0);
}
