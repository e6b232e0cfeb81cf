using System.Runtime.InteropServices;
using Loschmidt.Costs;
using Loschmidt.Evolution;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Graphs;

// The pass cut into steps, forward, back and under the transposed derivative; and its derivative forward.
public sealed partial class HamiltonianMachine<T> : IRetraces, ISensesForward
{
    private StepSweep? _sweep;

    /// <inheritdoc/>
    public int PassSteps => Steps;

    /// <inheritdoc/>
    /// <remarks>The field (in fixed point its integers), the running cost so far, and Θ where it recoils.</remarks>
    public int StateBytes => checked((2 * PlaneBytes) + sizeof(double) + (Learning.Recoils ? 16 * Learning.Count : 0));

    /// <inheritdoc/>
    public long TrajectoryBytes
    {
        get
        {
            var point = 2L * MemoryMarshal.AsBytes(_x.View.Q).Length;
            return Steps * ((_step.Flows * (point + (8L * Learning.Count))) + point);
        }
    }

    private int PlaneBytes => _integers is null ? MemoryMarshal.AsBytes(_x.View.Q).Length : sizeof(long) * _integers.Q.Length;

    /// <inheritdoc/>
    public void SaveState(Span<byte> state)
    {
        var plane = PlaneBytes;
        if (_integers is null)
        {
            MemoryMarshal.AsBytes(_x.View.Q).CopyTo(state);
            MemoryMarshal.AsBytes(_x.View.P).CopyTo(state[plane..]);
        }
        else
        {
            MemoryMarshal.AsBytes(_integers.Q.AsSpan()).CopyTo(state);
            MemoryMarshal.AsBytes(_integers.P.AsSpan()).CopyTo(state[plane..]);
        }

        MemoryMarshal.Write(state[(2 * plane)..], _runningCost);
        if (Learning.Recoils)
        {
            var theta = state.Slice((2 * plane) + sizeof(double), 16 * Learning.Count);
            MemoryMarshal.AsBytes(Learning.Theta).CopyTo(theta);
            MemoryMarshal.AsBytes(Learning.Pi).CopyTo(theta[(8 * Learning.Count)..]);
        }
    }

    /// <inheritdoc/>
    public void RestoreState(ReadOnlySpan<byte> state)
    {
        var plane = PlaneBytes;
        var q = state[..plane];
        var p = state.Slice(plane, plane);
        if (_integers is null)
        {
            q.CopyTo(MemoryMarshal.AsBytes(_x.View.Q));
            p.CopyTo(MemoryMarshal.AsBytes(_x.View.P));
        }
        else
        {
            _integers.Restore(MemoryMarshal.Cast<byte, long>(q), MemoryMarshal.Cast<byte, long>(p));
        }

        _runningCost = MemoryMarshal.Read<double>(state[(2 * plane)..]);
        if (Learning.Recoils)
        {
            var theta = state.Slice((2 * plane) + sizeof(double), 16 * Learning.Count);
            theta[..(8 * Learning.Count)].CopyTo(MemoryMarshal.AsBytes(Learning.Theta));
            theta[(8 * Learning.Count)..].CopyTo(MemoryMarshal.AsBytes(Learning.Pi));
        }
    }

    /// <inheritdoc/>
    public void StepForward(int step)
    {
        Step(step, homeward: false);
        _runningCost += RunningCostAt(step + 1);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The splitting is not palindromic; the message gives the
    /// cure.</exception>
    public void StepBack(int step)
    {
        ThrowIfRefused<IRetraces>();
        _runningCost -= RunningCostAt(step + 1);
        Reverse();
        Step(step, homeward: true);
        Reverse();
    }

    /// <inheritdoc/>
    public void BeginAdjoint()
    {
        _sweep ??= new StepSweep(_x.Coordinates, Lanes, Learning.Count, _step.Flows, StateBytes);
        _sweep.Cotangents.Active = _x.Active;
        var λ = _sweep.Cotangents.View;
        λ.Q.Clear();
        λ.P.Clear();
        Array.Clear(_sweep.Theta);
        Array.Clear(_sweep.Pi);
        AddGradient(_parts.Cost, _x, 1, _sweep.Cotangents);
    }

    /// <inheritdoc/>
    public void AdjointStep(int step)
    {
        var sweep = _sweep!;
        SaveState(sweep.Before);
        Learning.Pi.CopyTo(sweep.PiBefore);
        TraceStep(step, sweep.Trace);
        AddGradient(RunningAt(step + 1, out var weight), _x, weight, sweep.Cotangents);
        _step.PullBack(
            sweep.Trace, new JointState<T>(sweep.Cotangents.View, sweep.Theta, sweep.Pi), DriveOutward(step), _dt);
        sweep.PiBefore.CopyTo(Learning.Pi);
        RestoreState(sweep.Before);
    }

    /// <inheritdoc/>
    public void ReadAdjoint(Span<double> gradient, Span<double> momentumGradient)
    {
        _sweep!.Theta.CopyTo(gradient);
        if (!momentumGradient.IsEmpty)
        {
            _sweep.Pi.CopyTo(momentumGradient);
        }
    }

    /// <inheritdoc/>
    public double Sensitivity(Batch batch, ReadOnlySpan<double> direction)
    {
        var (θ, π) = (Learning.Theta.ToArray(), Learning.Pi.ToArray());
        Prepare(batch);
        var dx = _displacement.View;
        dx.Q.Clear();
        dx.P.Clear();
        direction.CopyTo(_dTheta);
        Array.Clear(_dPi);
        var displacement = new JointState<T>(dx, _dTheta, _dPi);
        var slope = 0.0;
        for (var n = 0; n < Steps; n++)
        {
            if (_integers is null)
            {
                _step.Tangent(new(_x.View, Learning.Theta, Learning.Pi), displacement, DriveOutward(n), _dt);
            }
            else
            {
                _step.Tangent(
                    _integers, new(_scratch.View, Learning.Theta, Learning.Pi), displacement, DriveOutward(n), _dt);
            }

            slope += Along(RunningAt(n + 1, out var weight), dx) * weight;
        }

        θ.CopyTo(Learning.Theta);
        π.CopyTo(Learning.Pi);
        return slope + Along(_parts.Cost, dx);
    }

    // ∂C/∂x·dx over the samples; padding may be displaced, too.
    private double Along(ICost<T>? cost, PhaseView<T> dx)
    {
        if (cost is null)
        {
            return 0;
        }

        var gradient = _scratch.View;
        cost.Gradient(_x.View, gradient);
        var sum = 0.0;
        for (var i = 0; i < _x.Coordinates; i++)
        {
            for (var at = i * _x.Lanes; at < (i * _x.Lanes) + _x.Active; at++)
            {
                sum += (double.CreateTruncating(gradient.Q[at]) * double.CreateTruncating(dx.Q[at]))
                    + (double.CreateTruncating(gradient.P[at]) * double.CreateTruncating(dx.P[at]));
            }
        }

        return sum;
    }

    /// <summary>What a sweep carries, and the trace of one step.</summary>
    private sealed class StepSweep(int coordinates, int lanes, int parameters, int flows, int stateBytes)
    {
        public PhasePoint<T> Cotangents { get; } = new(coordinates, lanes);

        public double[] Theta { get; } = new double[parameters];

        public double[] Pi { get; } = new double[parameters];

        public TracePoint<T>[] Trace { get; } =
            [.. Enumerable.Range(0, flows).Select(_ => new TracePoint<T>(coordinates, lanes, parameters))];

        public byte[] Before { get; } = new byte[stateBytes];

        public double[] PiBefore { get; } = new double[parameters];
    }
}
