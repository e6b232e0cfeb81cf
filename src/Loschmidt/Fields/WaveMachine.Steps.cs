using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields;

/// <content>The pass cut into steps, forward, back and under the transposed derivative; and its derivative forward.</content>
public sealed partial class WaveMachine<T> : IRetraces, ISensesForward
{
    private WaveSweep<T>? _sweep;
    private double[]? _thetaInside;

    /// <inheritdoc/>
    public int PassSteps => Settings.Steps;

    /// <inheritdoc/>
    public int StateBytes => checked((2 * Bytes<T>(_q).Length) + (Learning.Recoils ? 16 * Learning.Count : 0));

    /// <inheritdoc/>
    public long TrajectoryBytes => WaveAdjoint<T>.Bytes(_dynamics, Bytes<T>(_q).Length / _q.Length);

    /// <inheritdoc/>
    public void SaveState(Span<byte> state)
    {
        var plane = Bytes<T>(_q).Length;
        Bytes<T>(_q).CopyTo(state);
        Bytes<T>(_p).CopyTo(state[plane..]);
        if (Learning.Recoils)
        {
            Bytes(Learning.Theta).CopyTo(state[(2 * plane)..]);
            Bytes(Learning.Pi).CopyTo(state[((2 * plane) + (8 * Learning.Count))..]);
        }
    }

    /// <inheritdoc/>
    public void RestoreState(ReadOnlySpan<byte> state)
    {
        var plane = Bytes<T>(_q).Length;
        state[..plane].CopyTo(Bytes<T>(_q));
        state.Slice(plane, plane).CopyTo(Bytes<T>(_p));
        if (Learning.Recoils)
        {
            var parameters = 8 * Learning.Count;
            state.Slice(2 * plane, parameters).CopyTo(Bytes(Learning.Theta));
            state.Slice((2 * plane) + parameters, parameters).CopyTo(Bytes(Learning.Pi));
        }
    }

    /// <inheritdoc/>
    public void StepForward(int step) => _journey.Step(step, _q, _p, Learning);

    /// <inheritdoc/>
    public void StepBack(int step)
    {
        Reverse();
        _journey.StepHome(step, _q, _p, Learning);
        Reverse();
    }

    /// <inheritdoc/>
    public void BeginAdjoint() => (_sweep ??= new WaveSweep<T>(_dynamics)).Begin(Wave, _cost);

    /// <inheritdoc/>
    public void AdjointStep(int step)
    {
        if (step > 0)
        {
            _sweep!.Step(step, _q, _p, Learning.Theta);
            return;
        }

        // The first step begins with half of A; the sweep wants the state behind it.
        _q.CopyTo(_spare.Q, 0);
        _p.CopyTo(_spare.P, 0);
        _dynamics.Kinetic.Apply(_spare.Q, _spare.P, KineticDuration.HalfStep);
        _thetaInside ??= new double[Learning.Count];
        TensorPrimitives.MultiplyAdd(Learning.Pi, _dynamics.DriftTime / 2, Learning.Theta, _thetaInside);
        _sweep!.Step(step, _spare.Q, _spare.P, _thetaInside);
    }

    /// <inheritdoc/>
    public void ReadAdjoint(Span<double> gradient, Span<double> momentumGradient)
    {
        _sweep!.Theta.CopyTo(gradient);
        if (!momentumGradient.IsEmpty)
            _sweep.Pi.CopyTo(momentumGradient);
    }

    /// <inheritdoc/>
    public double Sensitivity(Batch batch, ReadOnlySpan<double> direction)
    {
        _tangent ??= new WaveTangent<T>(_dynamics);
        var (theta, pi) = (Learning.Theta.ToArray(), Learning.Pi.ToArray());
        Prepare(batch);
        Array.Clear(_spare.Q);
        Array.Clear(_spare.P);
        _tangent.Run(_q, _p, _spare.Q, _spare.P, Learning, direction, new double[Learning.Count]);
        theta.CopyTo(Learning.Theta);
        pi.CopyTo(Learning.Pi);

        var (byQ, byP) = (new T[_q.Length], new T[_p.Length]);
        _cost.Gradient(Wave, new PhaseView<T>(byQ, byP, 1, 1));
        var slope = 0.0;
        for (var site = 0; site < _q.Length; site++)
        {
            slope += (double.CreateTruncating(byQ[site]) * double.CreateTruncating(_spare.Q[site]))
                + (double.CreateTruncating(byP[site]) * double.CreateTruncating(_spare.P[site]));
        }

        return slope;
    }

    private static Span<byte> Bytes<TNumber>(Span<TNumber> numbers)
        where TNumber : unmanaged => MemoryMarshal.AsBytes(numbers);
}
