using System.Numerics.Tensors;
using System.Numerics;
using Loschmidt.Numerics.Linear;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields.Photonic;

/// <summary>Asks how general a dense block is: fits U·S·V, the block's own elements, to a given complex
/// matrix.</summary>
/// <remarks>
/// U and V are P Fourier transforms between P + 1 phase masks, S one interferometer per mode, N = rows·columns. Any
/// matrix with singular values ≤ 1 has such a factorisation with exact unitaries; how many masks make the unitaries
/// general enough is what a fit shows. 2N² real numbers are asked of (2P + 3)N phases, so P must at least be near N:
/// random matrices of 8, 9 and 16 modes are met to 1e-9 from P = N + 1 on, with two-dimensional lenses as with
/// one-dimensional ones.
/// <para>Levenberg–Marquardt on the matrix elements, with the exact Jacobian from one forward and one backward sweep of
/// N lanes.</para>
/// </remarks>
public sealed class DenseBlockFit
{
    private readonly PhotonicNetwork<double> _block;
    private readonly PhasePoint<double>[] _before;
    private readonly PhasePoint<double> _lambda;
    private readonly double[] _unused;
    private readonly int _modes;

    /// <summary>Builds the block with random phases.</summary>
    /// <param name="rows">Rows of the grid; 1 for one-dimensional Fourier transforms over all modes.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="masks">P, Fourier transforms in each unitary.</param>
    /// <param name="seed">Seed of the initial phases.</param>
    public DenseBlockFit(int rows, int columns, int masks, ulong seed)
    {
        _modes = rows * columns;
        _block = new PhotonicNetworkBuilder(rows, columns)
            .Layer("block", layer => layer
                .Unitary("v", masks)
                .SingularValues(spread: 1, centre: Math.PI / 2)
                .Unitary("u", masks))
            .ReadOut(1, 1)
            .Build<double>(_modes, seed);
        _before =
            [.. _block.Elements.Select(element => new PhasePoint<double>(Math.Max(1, element.Remembered), _modes))];
        _lambda = new PhasePoint<double>(_block.Modes, _modes);
        _unused = new double[_block.Parameters.Count];
    }

    /// <summary>Number of phases.</summary>
    public int Parameters => _block.Parameters.Count;

    /// <summary>The block's matrix M: Ψ_i behind it is Σ_j M_ij Ψ_j before it.</summary>
    /// <returns>[N, N], newly allocated.</returns>
    public Complex[,] Transfer()
    {
        Forward();
        var matrix = new Complex[_modes, _modes];
        for (var i = 0; i < _modes; i++)
        {
            for (var j = 0; j < _modes; j++)
                matrix[i, j] = At(_block.State, i, j);
        }

        return matrix;
    }

    /// <summary>Adjusts all phases until M resembles the target.</summary>
    /// <param name="target">[N, N], singular values ≤ 1.</param>
    /// <param name="iterations">Most steps to try.</param>
    /// <param name="tolerance">Relative error that is good enough.</param>
    /// <returns>‖M − target‖ / ‖target‖ (Frobenius).</returns>
    /// <exception cref="ArgumentException">The target has another shape.</exception>
    public double Fit(Complex[,] target, int iterations = 300, double tolerance = 1e-9)
    {
        if (target.GetLength(0) != _modes || target.GetLength(1) != _modes)
        {
            throw new ArgumentException(
                $"the target is {target.GetLength(0)} x {target.GetLength(1)}, the block {_modes} x {_modes}");
        }

        var size = Math.Sqrt(target.Cast<Complex>().Sum(entry => (entry * Complex.Conjugate(entry)).Real));
        var equations = 2 * _modes * _modes;
        var residual = new double[equations];
        var jacobian = new double[equations * Parameters];
        var normal = new double[equations * equations];
        var (weights, best) = (new double[equations], new double[Parameters]);
        var θ = _block.Learning.Theta;

        var error = Residual(target, residual);
        Jacobian(jacobian);
        var damping = 1e-2;
        for (var step = 0; step < iterations && error > tolerance * size; step++)
        {
            // δθ = −Jᵀ(JJᵀ + μ)⁻¹ r: the dual form also serves where phases outnumber matrix elements.
            Gram(jacobian, normal, equations, damping);
            residual.CopyTo(weights, 0);
            Cholesky.Solve(normal, weights);
            θ.CopyTo(best);
            for (var k = 0; k < equations; k++)
            {
                TensorPrimitives.MultiplyAdd<double>(jacobian.AsSpan(k * Parameters, Parameters), -weights[k], θ, θ);
            }

            var tried = Residual(target, residual);
            if (tried < error)
            {
                error = tried;
                damping *= 0.3;
                Jacobian(jacobian);
            }
            else
            {
                damping *= 5;
                best.CopyTo(θ);
                Residual(target, residual);
            }
        }

        return error / size;
    }

    private static void Gram(double[] jacobian, double[] normal, int equations, double damping)
    {
        var columns = jacobian.Length / equations;
        for (var k = 0; k < equations; k++)
        {
            for (var l = 0; l <= k; l++)
            {
                normal[k * equations + l] = TensorPrimitives.Dot<double>(
                    jacobian.AsSpan(k * columns, columns), jacobian.AsSpan(l * columns, columns));
            }

            normal[k * equations + k] += damping;
        }
    }

    private static Complex At(PhaseView<double> x, int mode, int lane) =>
        new Complex(x.Q[mode * x.Lanes + lane], x.P[mode * x.Lanes + lane]) / Math.Sqrt(2);

    // Light enters mode j in lane j; every element's input is remembered.
    private void Forward()
    {
        _block.LoadParameters();
        var x = _block.State;
        Unit(x);
        for (var element = 0; element < _before.Length; element++)
        {
            _block.Elements[element].Remember(x, _before[element].View);
            _block.Elements[element].Forward(x, []);
        }
    }

    private double Residual(Complex[,] target, double[] residual)
    {
        Forward();
        for (var i = 0; i < _modes; i++)
        {
            for (var j = 0; j < _modes; j++)
            {
                var difference = At(_block.State, i, j) - target[i, j];
                residual[2 * (i * _modes + j)] = difference.Real;
                residual[2 * (i * _modes + j) + 1] = difference.Imaginary;
            }
        }

        return TensorPrimitives.Norm<double>(residual);
    }

    // M = L·T(φ)·R with T diagonal at every trainable element, so that ∂M_ij/∂φ_m = L_im T'_m R_mj. R was remembered
    // going forward; the cotangent of output i, in lane i, is L*_im. A mask has T' = −iT; an interferometer T =
    // (e^(−iφ) − 1)/2.
    private void Jacobian(double[] jacobian)
    {
        var λ = _lambda.View;
        Unit(λ);
        var first = Parameters;
        for (var element = _before.Length - 1; element >= 0; element--)
        {
            var one = _block.Elements[element];
            var interferometer = one.Ancillas > 0;
            first -= one.Parameters;
            if (interferometer)
                Outer(jacobian, first, λ, _before[element].View, interferometer);
            one.PullBack(_before[element].View, λ, _unused.AsSpan(first, one.Parameters));
            if (one.Parameters > 0 && !interferometer)
                Outer(jacobian, first, λ, _before[element].View, interferometer);
        }
    }

    private void Outer(double[] jacobian, int first, PhaseView<double> λ, PhaseView<double> before, bool interferometer)
    {
        for (var mode = 0; mode < _modes; mode++)
        {
            var slope = interferometer
                ? Complex.FromPolarCoordinates(0.5, -Math.PI / 2 - _block.Learning.Theta[first + mode])
                : -Complex.ImaginaryOne;
            for (var i = 0; i < _modes; i++)
            {
                var left = slope * Complex.Conjugate(At(λ, mode, i));
                for (var j = 0; j < _modes; j++)
                {
                    var derivative = left * At(before, mode, j);
                    var row = 2 * (i * _modes + j) * Parameters;
                    jacobian[row + first + mode] = derivative.Real;
                    jacobian[row + Parameters + first + mode] = derivative.Imaginary;
                }
            }
        }
    }

    private void Unit(PhaseView<double> x)
    {
        x.Q.Clear();
        x.P.Clear();
        for (var j = 0; j < _modes; j++)
            x.Q[j * x.Lanes + j] = Math.Sqrt(2);
    }
}
