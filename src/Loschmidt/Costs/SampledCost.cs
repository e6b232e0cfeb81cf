using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>A running cost whose targets are part of the sample: one set of them for every step.</summary>
/// <remarks>Targets [(step, target) × lanes]: set k belongs to the state after k + first steps.</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="each">The cost of one moment; its targets must come with the batch.</param>
/// <param name="count">Number of sets: the steps of the schedule, one more where the initial state counts.</param>
/// <param name="first">Steps done when the first set is due: 1, or 0 where the initial state counts.</param>
public sealed class SampledCost<T>(ICost<T> each, int count, int first = 1) : ITimedCost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Batch? _samples;
    private Batch? _moment;
    private int _lanes;

    /// <inheritdoc/>
    public int Targets => each.Targets * count;

    /// <inheritdoc/>
    public void Prepare(Batch batch, int lanes)
    {
        if (batch.TargetCount < Targets)
        {
            throw new ArgumentException(
                $"{count} sets of {each.Targets} targets are wanted; the batch brings {batch.TargetCount} numbers a "
                + "sample");
        }

        (_samples, _lanes) = (batch, lanes);
        if (_moment?.Lanes != batch.Lanes)
        {
            _moment = new Batch(0, each.Targets, batch.Lanes);
        }

        At(first, 0);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are no targets for this moment.</exception>
    public void At(int step, double time)
    {
        if (step < first || step >= first + count)
        {
            throw new ArgumentException(
                $"the state after {step} steps is judged, and targets are for {first} to {first + count - 1}; "
                + "trapezoid and simpson judge the initial state too: one more set, first = 0");
        }

        var (samples, moment) = (_samples!, _moment!);
        samples.Targets.AsSpan((step - first) * moment.Targets.Length, moment.Targets.Length).CopyTo(moment.Targets);
        samples.Labels.CopyTo(moment.Labels, 0);
        moment.Active = samples.Active;
        each.Prepare(moment, _lanes);
    }

    /// <inheritdoc/>
    public double Value(PhaseView<T> x) => each.Value(x);

    /// <inheritdoc/>
    public void Inject(PhaseView<T> x, double epsilon) => each.Inject(x, epsilon);

    /// <inheritdoc/>
    public void Gradient(PhaseView<T> x, PhaseView<T> gradient) => each.Gradient(x, gradient);
}
