using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Benchmarks;

/// <summary>Our side of a training step: one machine, one batch, cost and gradient.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SequenceContender<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly HssmMachine<T> _machine;
    private readonly Batch _batch;
    private readonly SequenceEcho _echo;

    /// <summary>Builds the machine; θ null leaves it at its initial parameters.</summary>
    public SequenceContender(
        HssmSettings settings, ISeries series, int threads, double[]? theta = null,
        SequenceMethod method = SequenceMethod.Tangent)
    {
        _machine = new HssmMachine<T>(settings, series.Lanes, seed: 1, threads);
        _echo = new SequenceEcho(method);
        Gradient = new double[_machine.Parameters.Count];
        for (var i = 0; i < theta?.Length; i++)
        {
            _machine.Learning.Theta[i] = theta[i];
        }

        _batch = new Batch(0, 0, series.Lanes) { Active = series.Lanes, Series = series };
        for (var lane = 0; lane < series.Lanes; lane++)
        {
            _batch.Labels[lane] = SequenceProblem.Label(lane);
        }
    }

    /// <summary>∂C/∂θ of the last step.</summary>
    public double[] Gradient { get; }

    /// <summary>C of the last step.</summary>
    public double Cost { get; private set; }

    /// <summary>One training step without the optimiser.</summary>
    public void Step() => Cost = _machine.Gradient(_echo, _batch, Gradient);
}
