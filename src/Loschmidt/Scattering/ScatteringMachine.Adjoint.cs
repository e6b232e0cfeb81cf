using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Scattering.Solvers;

namespace Loschmidt.Scattering;

public sealed unsafe partial class ScatteringMachine<T>
{
    private readonly AlignedBuffer<T> _v;
    private readonly double[] _sums;

    /// <inheritdoc/>
    /// <remarks>
    /// Aᵀλ = √κ ie^(−iφ) ∂C/∂y;  ∂C/∂Δ_j = Re Σ λ_j u_j,  ∂C/∂J_jl = Re Σ (λ_j u_l + λ_l u_j). In reflection the forward field of an output
    /// is its own adjoint but for a factor, so that one factorisation and one solve a port give everything.
    /// </remarks>
    public double Adjoint(Batch batch, Span<double> gradient)
    {
        Forward(batch, gradient);
        var cost = Cost();
        Backward(gradient);
        return cost;
    }

    /// <inheritdoc/>
    public void PullBackOutputs(Batch batch, ReadOnlySpan<double> slope, Span<double> gradient)
    {
        Forward(batch, gradient);
        Array.Clear(_slope);
        for (var output = 0; output < Outputs; output++)
        {
            slope.Slice(output * batch.Lanes, batch.Active).CopyTo(_slope.AsSpan(output * Lanes));
        }

        Backward(gradient);
    }

    private void Forward(Batch batch, Span<double> gradient)
    {
        GradientLength.Require(this, gradient);
        gradient.Clear();
        Prepare(batch);
        Factor();
        SolveForward(0);
        ReadOutputs();
    }

    private void Backward(Span<double> gradient)
    {
        if (Network.Readout.Reflection && Network.IsReciprocal)
        {
            WeighReflections();
        }
        else
        {
            SolveAdjoint();
        }

        Hear(gradient);
    }

    // λ = c u with c_r = κ_r g_r ie^(−iφ_r), so v = 2c u and a coupling hears Σ u_j v_l. A column beyond the outputs is never written.
    private void WeighReflections()
    {
        for (var r = 0; r < Outputs; r++)
        {
            var (re, im) = Weights(r, _atTheta.PortRates[Network.Readout.Outputs[r]] * 2);
            for (var row = 0; row < _solver.Rows; row++)
            {
                var at = ((nint)row * _columns + r) * LaneTiles<T>.Number;
                var (uRe, uIm) = (Vector512.Load(_u.Pointer + at), Vector512.Load(_u.Pointer + at + Lanes));
                (re * uRe - im * uIm).Store(_v.Pointer + at);
                (re * uIm + im * uRe).Store(_v.Pointer + at + Lanes);
            }
        }
    }

    private void SolveAdjoint()
    {
        _v.Span.Clear();
        var readout = Network.Readout;
        for (var r = 0; r < Outputs; r++)
        {
            var mode = readout.Outputs[r];
            var κ = _atTheta.PortRates[mode];
            var (re, im) = Weights(r, readout.Reflection ? κ : Math.Sqrt(κ));
            var at = At(_v, mode, readout.Reflection ? r : 0);
            (Vector512.Load(at) + re).Store(at);
            (Vector512.Load(at + Lanes) + im).Store(at + Lanes);
        }

        _solver.Solve(_v.Pointer, _columns, _firstOutput, 0, transposed: true);
        if (readout.Reflection || !Network.IsReciprocal)
        {
            return;
        }

        // Second columns: v = (λ, u) and u = (u, λ), so that Σ v_j u_l = λ_j u_l + u_j λ_l.
        for (var row = 0; row < _solver.Rows; row++)
        {
            var at = (nint)row * _columns * LaneTiles<T>.Number;
            for (var e = at; e < at + LaneTiles<T>.Number; e += Lanes)
            {
                Vector512.Load(_u.Pointer + e).Store(_v.Pointer + e + LaneTiles<T>.Number);
                Vector512.Load(_v.Pointer + e).Store(_u.Pointer + e + LaneTiles<T>.Number);
            }
        }
    }

    /// <summary>scale · ie^(−iφ) ∂C/∂y of every lane, real and imaginary.</summary>
    private (Vector512<T> Re, Vector512<T> Im) Weights(int output, double scale)
    {
        var factor = scale * Complex.ImaginaryOne * Complex.FromPolarCoordinates(1, -Phase(output));
        var re = stackalloc T[Vector512<T>.Count];
        var im = stackalloc T[Vector512<T>.Count];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var weight = factor * _slope[output * Lanes + lane];
            (re[lane], im[lane]) = (T.CreateTruncating(weight.Real), T.CreateTruncating(weight.Imaginary));
        }

        return (Vector512.Load(re), Vector512.Load(im));
    }
}
