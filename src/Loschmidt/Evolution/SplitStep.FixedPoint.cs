using System.Numerics.Tensors;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Evolution;

// The same table in integers. θ is frozen here: the machine refuses anything else.
internal sealed partial class SplitStep<T>
{
    /// <summary>The first term that is no shear, or null.</summary>
    public ITerm<T>? NotShear => Terms.Select(term => term.Term).FirstOrDefault(term => term is not IShear<T>);

    /// <summary>Advances the integers by dt while π hears every flow; allocates nothing.</summary>
    public void Step(FixedPointPoint<T> point, Span<double> theta, Span<double> pi, in StepDrive<T> drive, double dt)
    {
        for (var stage = 0; stage < _stages.Length; stage++)
        {
            var (part, time) = (_stages[stage].Part, _stages[stage].Coefficient * dt);
            var u = drive.At(stage);
            foreach (var term in _parts[part])
            {
                HearRounded(term, point.Mirror.View, theta, pi, u, time);
                HearDrive(term, point.Mirror.View, theta, u, drive.Heard, time);
                point.Shear(term, theta, u, time);
            }
        }
    }

    /// <summary>The displacement in floating point beside a state that retraces its integers.</summary>
    /// <param name="point">Advanced in integers.</param>
    /// <param name="at">θ and π; its x is scratch, overwritten.</param>
    /// <param name="displacement">(dx, dθ, dπ), advanced; dθ may be empty.</param>
    /// <param name="drive">u.</param>
    /// <param name="dt">The step.</param>
    public void Tangent(
        FixedPointPoint<T> point, in JointState<T> at, in JointState<T> displacement, in StepDrive<T> drive, double dt)
    {
        for (var stage = 0; stage < _stages.Length; stage++)
        {
            var (part, time) = (_stages[stage].Part, _stages[stage].Coefficient * dt);
            var u = drive.At(stage);
            foreach (var term in _parts[part])
            {
                at.X.CopyFrom(point.Mirror.View);
                HearRounded(term, at.X, at.Theta, at.Pi, u, time);
                HearDrive(term, at.X, at, displacement, u, drive.Heard, time);
                TangentOf(term, at.X, at, displacement, u, time);
                point.Shear(term, at.Theta, u, time);
            }
        }
    }

    // What a shear tells π depends only on the half it leaves alone, so out and back it is the same number. Rounded to
    // the grid, sums of such numbers are exact while |π| < 8192: π, too, comes home to the last bit.
    private void HearRounded(
        HeardTerm<T> term, PhaseView<T> x, ReadOnlySpan<double> theta, Span<double> pi, ReadOnlySpan<T> drive,
        double time)
    {
        if (term.Count == 0)
        {
            return;
        }

        var response = ResponseOf(term, x, theta, drive, time);
        TensorPrimitives.Multiply(response, FixedPointPoint<T>.Scale, response);
        TensorPrimitives.Round<double>(response, response);
        var heard = pi.Slice(term.Offset, term.Count);
        TensorPrimitives.MultiplyAdd(response, -1 / FixedPointPoint<T>.Scale, heard, heard);
    }

    /// <summary>Advances the integers as <c>Step</c> does and notes the state before every flow; π hears
    /// nothing.</summary>
    public void Trace(
        FixedPointPoint<T> point, Span<double> theta, in StepDrive<T> drive, double dt,
        ReadOnlySpan<TracePoint<T>> trace)
    {
        var flow = 0;
        for (var stage = 0; stage < _stages.Length; stage++)
        {
            foreach (var term in _parts[_stages[stage].Part])
            {
                trace[flow++].Note(new(point.Mirror.View, theta, []));
                point.Shear(term, theta, drive.At(stage), _stages[stage].Coefficient * dt);
            }
        }
    }
}
