using System.Numerics;
using Loschmidt.Numerics.Linear;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms.Modes;

/// <summary>H = Ψ†AΨ = Σ A_jk(q_j q_k + p_j p_k)/2 of some modes, A real and symmetric; flow Ψ → e^(−iAt)Ψ, exactly.</summary>
/// <remarks>
/// q → Cq + Sp, p → Cp − Sq with C = cos At and S = sin At from the eigenvectors of A. They are kept for the last t, so that a splitting with one step length
/// computes them a few times: no two threads may share one term.
/// </remarks>
internal sealed class QuadraticTerm<T> : ITerm<T>, ICountsModes
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _modes;
    private readonly double[] _matrix;
    private readonly SymmetricEigen _eigen;
    private readonly double[] _cos;
    private readonly double[] _sin;
    private readonly double[] _q;
    private readonly double[] _p;
    private double _time = double.NaN;

    public QuadraticTerm(string name, ReadOnlySpan<int> modes, double[,] matrix)
    {
        var n = modes.Length;
        if (matrix.GetLength(0) != n || matrix.GetLength(1) != n)
        {
            throw new ArgumentException($"term '{name}' has {n} modes and a matrix of {matrix.GetLength(0)} x {matrix.GetLength(1)}");
        }

        _modes = modes.ToArray();
        if (_modes.Distinct().Count() != n)
        {
            throw new ArgumentException($"term '{name}' names a mode twice");
        }

        _matrix = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (matrix[i, j] != matrix[j, i])
                {
                    throw new ArgumentException(
                        FormattableString.Invariant($"term '{name}': A[{i},{j}] = {matrix[i, j]:g6} and A[{j},{i}] = {matrix[j, i]:g6}; time reversal takes a real symmetric matrix"));
                }

                _matrix[(i * n) + j] = matrix[i, j];
            }
        }

        Name = name;
        _eigen = SymmetricEigen.Of(_matrix, n);
        (_cos, _sin, _q, _p) = (new double[n * n], new double[n * n], new double[n], new double[n]);
    }

    public string Name { get; }

    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors => [];

    public void Weigh(Span<double> worth)
    {
    }

    public void Energy(PhaseView<T> x, in Control<T> control, Span<double> energy)
    {
        for (var lane = 0; lane < x.Active; lane++)
        {
            Gather(x, lane);
            for (var i = 0; i < _modes.Length; i++)
            {
                for (var j = 0; j < _modes.Length; j++)
                {
                    energy[lane] += _matrix[(i * _modes.Length) + j] * ((_q[i] * _q[j]) + (_p[i] * _p[j])) / 2;
                }
            }
        }
    }

    public void Flow(PhaseView<T> x, in Control<T> control, double dt) => Turn(x, dt, 1);

    public void Response(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
    }

    public void Tangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt, Span<double> dResponse)
    {
        Turn(x, dt, 1);
        Turn(dx, dt, 1);
    }

    public void PullBack(
        PhaseView<T> x, PhaseView<T> lambda, in Control<T> control, double dt,
        ReadOnlySpan<double> responseCotangent, Span<double> thetaCotangent) => Turn(lambda, dt, -1);

    // (q, p) → (Cq ± Sp, Cp ∓ Sq): the transposed rotation is the one by −A.
    private void Turn(PhaseView<T> x, double dt, double sign)
    {
        Tabulate(dt);
        var n = _modes.Length;
        for (var lane = 0; lane < x.Lanes; lane++)
        {
            Gather(x, lane);
            for (var i = 0; i < n; i++)
            {
                var (q, p) = (0.0, 0.0);
                for (var j = 0; j < n; j++)
                {
                    var (c, s) = (_cos[(i * n) + j], sign * _sin[(i * n) + j]);
                    q += (c * _q[j]) + (s * _p[j]);
                    p += (c * _p[j]) - (s * _q[j]);
                }

                (x.Q[(_modes[i] * x.Lanes) + lane], x.P[(_modes[i] * x.Lanes) + lane]) = (T.CreateTruncating(q), T.CreateTruncating(p));
            }
        }
    }

    private void Gather(PhaseView<T> x, int lane)
    {
        for (var i = 0; i < _modes.Length; i++)
        {
            (_q[i], _p[i]) = (double.CreateTruncating(x.Q[(_modes[i] * x.Lanes) + lane]), double.CreateTruncating(x.P[(_modes[i] * x.Lanes) + lane]));
        }
    }

    private void Tabulate(double dt)
    {
        if (dt == _time)
        {
            return;
        }

        var (n, vectors) = (_modes.Length, _eigen.Vectors);
        Array.Clear(_cos);
        Array.Clear(_sin);
        for (var k = 0; k < n; k++)
        {
            var (sin, cos) = Math.SinCos(_eigen.Values[k] * dt);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var weight = vectors[(i * n) + k] * vectors[(j * n) + k];
                    _cos[(i * n) + j] += cos * weight;
                    _sin[(i * n) + j] += sin * weight;
                }
            }
        }

        _time = dt;
    }
}
