using Loschmidt.Machines;
using Loschmidt.Sequences.Stack;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Sequences;

// The face of any machine that evolves: answers without training, nothing dropped, norms with their running statistics.
public sealed partial class HssmMachine<T>
{
    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        Ready(_echo ?? new SequenceEcho(SequenceMethod.Paired));
        Load(batch);
        _batch = batch;
    }

    /// <inheritdoc/>
    public void Evolve()
    {
        var batch = _batch ?? throw new InvalidOperationException("Prepare comes before Evolve");
        var judged = IsJudged(batch);
        ForGroups((group, journeys) =>
        {
            group.Begin(batch, journeys, null);
            group.Forward(judged);
        });
        GC.KeepAlive(this); // kernels hold bare pointers into buffers that only this machine keeps
    }

    /// <inheritdoc/>
    public double Cost()
    {
        var cost = 0.0;
        foreach (var group in _groups)
        {
            cost += group.Cost;
        }

        return cost;
    }

    /// <inheritdoc/>
    public void Read(Span<double> outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, Outputs * Lanes, nameof(outputs));
        var lane = 0;
        foreach (var (group, lanes) in _groups.Zip(LaneGroups.Of(Lanes)))
        {
            for (var within = 0; within < lanes.Lanes; within++, lane++)
            {
                var answer = group.Head.Answer(within);
                for (var k = 0; k < Outputs; k++)
                {
                    outputs[(k * Lanes) + lane] = answer[k];
                }
            }
        }
    }

    /// <summary>A group of one lane for a stream.</summary>
    internal LaneGroup<T> Listener() => new(ShapeOf(1), 0, Settings, _unit, _weights, StagePlan.For(Settings, workers: 1, groups: 1));

    /// <summary>Lets a group of one lane begin with the present parameters.</summary>
    internal void Attend(LaneGroup<T> group)
    {
        _weights.Load(Learning.Theta);
        var shape = UnitShape.Of<T>(_unit.Oscillators, 1) with { OneByOne = true };
        var tangent = new SequenceEcho(SequenceMethod.Tangent);
        group.Listen([.. Enumerable.Range(0, Settings.Blocks).Select(_ => UnitJourneys.Create<T>(Settings.Unit, shape, tangent))]);
    }
}
