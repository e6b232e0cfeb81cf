using System.Numerics.Tensors;
using Loschmidt.Costs;
using Loschmidt.Evolution;
using Loschmidt.Machines;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Graphs;

// The two references that know nothing of echoes: a stored-trajectory reverse sweep and the complex step. Both may
// allocate.
public sealed partial class HamiltonianMachine<T>
{
    private const double ImaginaryStep = 1e-30;

    /// <inheritdoc/>
    /// <remarks>Leaves Θ as it was and the field at the end of the pass. Memory grows with steps × flows.</remarks>
    public double PullBack(Batch batch, Span<double> gradient, Span<double> momentumGradient)
    {
        var cost = 0.0;
        Sweep(
            batch, gradient, momentumGradient,
            λ =>
            {
                cost = Cost();
                AddGradient(_parts.Cost, _x, 1, λ);
            });
        return cost;
    }

    private void Sweep(Batch batch, Span<double> gradient, Span<double> momentumGradient, Action<PhasePoint<T>> end)
    {
        var (θ, π) = (Learning.Theta.ToArray(), Learning.Pi.ToArray());
        Prepare(batch);
        var traces = new TracePoint<T>[Steps][];
        var afterSteps = new PhasePoint<T>[Steps];
        for (var n = 0; n < Steps; n++)
        {
            traces[n] = [.. Enumerable.Range(0, _step.Flows)
                .Select(_ => new TracePoint<T>(_x.Coordinates, Lanes, θ.Length))];
            TraceStep(n, traces[n]);
            afterSteps[n] = new(_x.Coordinates, Lanes);
            afterSteps[n].CopyFrom(_x);
            _runningCost += RunningCostAt(n + 1);
        }

        var λ = new PhasePoint<T>(_x.Coordinates, Lanes) { Active = _x.Active };
        end(λ);
        var cotangent = new JointState<T>(λ.View, new double[θ.Length], new double[θ.Length]);
        for (var n = Steps - 1; n >= 0; n--)
        {
            AddGradient(RunningAt(n + 1, out var weight), afterSteps[n], weight, λ);
            _step.PullBack(traces[n], cotangent, DriveOutward(n), _dt);
        }

        cotangent.Theta.CopyTo(gradient);
        if (!momentumGradient.IsEmpty)
        {
            cotangent.Pi.CopyTo(momentumGradient);
        }

        θ.CopyTo(Learning.Theta);
        π.CopyTo(Learning.Pi);
    }

    /// <inheritdoc/>
    /// <remarks>Runs in double whatever the machine's precision; Im C follows from ∂C/∂x of the cost, exact at h =
    /// 1e-30.</remarks>
    /// <exception cref="NotSupportedException">A term has no flow in complex numbers.</exception>
    public double ComplexStep(Batch batch, ReadOnlySpan<double> direction)
    {
        if (Refusal<IStepsComplex>() is { } reason)
        {
            throw new NotSupportedException(reason);
        }

        Prepare(batch);
        var slope = 0.0;
        for (var lane = 0; lane < batch.Active; lane++)
        {
            slope += ComplexStep(lane, direction);
        }

        return slope;
    }

    private double ComplexStep(int lane, ReadOnlySpan<double> direction)
    {
        var sites = _x.Coordinates;
        var start = _x.View;
        var (q, p) = (new ComplexNumber[sites], new ComplexNumber[sites]);
        var (θ, π) = (new ComplexNumber[direction.Length], new ComplexNumber[direction.Length]);
        for (var i = 0; i < sites; i++)
        {
            q[i] = new(double.CreateTruncating(start.Q[i * _x.Lanes + lane]), 0);
            p[i] = new(double.CreateTruncating(start.P[i * _x.Lanes + lane]), 0);
        }

        for (var i = 0; i < θ.Length; i++)
        {
            θ[i] = new(Learning.Theta[i], ImaginaryStep * direction[i]);
            π[i] = new(Learning.Pi[i], 0);
        }

        var slope = 0.0;
        for (var n = 0; n < Steps; n++)
        {
            _step.Step(q, p, θ, π, LaneOf(DriveOutward(n), lane), _dt);
            slope += Slope(RunningAt(n + 1, out var weight), q, p, lane) * weight;
        }

        return slope + Slope(_parts.Cost, q, p, lane);
    }

    private StepDrive<double> LaneOf(in StepDrive<T> drive, int lane)
    {
        var channels = _parts.Drive?.Channels ?? 0;
        var values = new double[_step.StageTimes.Length * channels];
        for (var i = 0; i < values.Length; i++)
        {
            var (stage, channel) = Math.DivRem(i, channels);
            values[i] = double.CreateTruncating(drive.At(stage)[channel * _x.Lanes + lane]);
        }

        return new(values, channels, channels, []);
    }

    // Im C(x + i dx)/h = ∂C/∂x·dx, with the sample back in its own lane so that the cost finds its target.
    private double Slope(ICost<T>? cost, ComplexNumber[] q, ComplexNumber[] p, int lane)
    {
        if (cost is null)
        {
            return 0;
        }

        var x = _scratch.View;
        var gradient = _displacement.View;
        for (var i = 0; i < q.Length; i++)
        {
            x.Q[i * x.Lanes + lane] = T.CreateTruncating(q[i].Re);
            x.P[i * x.Lanes + lane] = T.CreateTruncating(p[i].Re);
        }

        cost.Gradient(x, gradient);
        var sum = 0.0;
        for (var i = 0; i < q.Length; i++)
        {
            var at = i * x.Lanes + lane;
            sum += double.CreateTruncating(gradient.Q[at]) * q[i].Im
                + double.CreateTruncating(gradient.P[at]) * p[i].Im;
        }

        return sum / ImaginaryStep;
    }

    private void TraceStep(int n, TracePoint<T>[] trace)
    {
        var drive = DriveOutward(n);
        if (_integers is null)
        {
            _step.Trace(new(_x.View, Learning.Theta, Learning.Pi), drive, _dt, trace);
        }
        else
        {
            _step.Trace(_integers, Learning.Theta, drive, _dt, trace);
        }
    }

    private void AddGradient(ICost<T>? cost, PhasePoint<T> x, double weight, PhasePoint<T> cotangent)
    {
        if (cost is null)
        {
            return;
        }

        var gradient = _scratch.View;
        cost.Gradient(x.View, gradient);
        TensorPrimitives.MultiplyAdd(gradient.Q, T.CreateTruncating(weight), cotangent.View.Q, cotangent.View.Q);
        TensorPrimitives.MultiplyAdd(gradient.P, T.CreateTruncating(weight), cotangent.View.P, cotangent.View.P);
    }
}
