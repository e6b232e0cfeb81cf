using System.Numerics;
using Loschmidt.Numerics.Linear;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Reversal;

/// <summary>Any contraction of some modes, Ψ → KΨ with ‖K‖ ≤ 1, embedded with as many ancillas into a unitary map.</summary>
/// <remarks>
/// U = [[K, √(1 − KK†)], [√(1 − K†K), −K†]] on (Ψ, a), Halmos' dilation: with a = 0 the modes end as KΨ, and what K takes lives on in the ancillas as √(1 − K†K)Ψ.
/// U is orthogonal where K is real and symmetric where K = Kᵀ is; the echo meets Uᵀ (reciprocity, B = R U⁻¹ R = Uᵀ). Not thread-safe: it owns scratch.
/// <para>P. R. Halmos, Summa Brasil. Math. 2 (1950) 125.</para>
/// </remarks>
public sealed class ContractionElement : IReversibleElement
{
    // Rounding of a matrix that was meant to be unitary, not a mistake.
    private const double Slack = 1e-12;

    private readonly Complex[,] _unitary;
    private readonly int[] _modes;
    private readonly Complex[] _before;
    private readonly Complex[] _after;

    /// <summary>Embeds a matrix.</summary>
    /// <param name="name">What it is, for messages.</param>
    /// <param name="contraction">K, [n × n].</param>
    /// <param name="modes">The n modes it acts on.</param>
    /// <param name="ancillas">n others, empty when a pass comes by.</param>
    /// <exception cref="ArgumentException">K is not square, amplifies, or the numbers of modes do not fit.</exception>
    public ContractionElement(string name, Complex[,] contraction, ReadOnlySpan<int> modes, ReadOnlySpan<int> ancillas)
    {
        ArgumentNullException.ThrowIfNull(contraction);
        Name = name;
        var n = contraction.GetLength(0);
        if (contraction.GetLength(1) != n || modes.Length != n || ancillas.Length != n)
        {
            throw new ArgumentException(
                $"{name}: a matrix of {n} x {contraction.GetLength(1)} does not act on {modes.Length} modes with {ancillas.Length} ancillas; it takes as many of each as rows and columns");
        }

        _modes = [.. modes, .. ancillas];
        _unitary = Dilate(name, contraction);
        (_before, _after) = (new Complex[2 * n], new Complex[2 * n]);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>U, [2n × 2n]; a copy.</summary>
    public Complex[,] Unitary => (Complex[,])_unitary.Clone();

    /// <inheritdoc/>
    public void Forward(PhaseView<double> x) => Apply(x, transposed: false);

    /// <inheritdoc/>
    public void Backward(PhaseView<double> x) => Apply(x, transposed: true);

    private void Apply(PhaseView<double> x, bool transposed)
    {
        for (var lane = 0; lane < x.Active; lane++)
        {
            for (var j = 0; j < _modes.Length; j++)
            {
                _before[j] = new Complex(x.Q[(_modes[j] * x.Lanes) + lane], x.P[(_modes[j] * x.Lanes) + lane]);
            }

            for (var j = 0; j < _modes.Length; j++)
            {
                _after[j] = 0;
                for (var k = 0; k < _modes.Length; k++)
                {
                    _after[j] += (transposed ? _unitary[k, j] : _unitary[j, k]) * _before[k];
                }
            }

            for (var j = 0; j < _modes.Length; j++)
            {
                (x.Q[(_modes[j] * x.Lanes) + lane], x.P[(_modes[j] * x.Lanes) + lane]) = (_after[j].Real, _after[j].Imaginary);
            }
        }
    }

    private static Complex[,] Dilate(string name, Complex[,] k)
    {
        var n = k.GetLength(0);
        var right = Defect(name, k, columns: true);
        var left = Defect(name, k, columns: false);
        var unitary = new Complex[2 * n, 2 * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                unitary[i, j] = k[i, j];
                unitary[i, n + j] = left[i, j];
                unitary[n + i, j] = right[i, j];
                unitary[n + i, n + j] = -Complex.Conjugate(k[j, i]);
            }
        }

        return unitary;
    }

    // √(1 − K†K) or √(1 − KK†). A Hermitian H acts on (Re, Im) as the real symmetric [[Re H, −Im H], [Im H, Re H]], and functions of both correspond.
    private static Complex[,] Defect(string name, Complex[,] k, bool columns)
    {
        var n = k.GetLength(0);
        var real = new double[4 * n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = Complex.Zero;
                for (var m = 0; m < n; m++)
                {
                    sum += columns ? Complex.Conjugate(k[m, i]) * k[m, j] : k[i, m] * Complex.Conjugate(k[j, m]);
                }

                var h = (i == j ? 1 : 0) - sum;
                (real[(i * 2 * n) + j], real[((n + i) * 2 * n) + n + j]) = (h.Real, h.Real);
                (real[(i * 2 * n) + n + j], real[((n + i) * 2 * n) + j]) = (-h.Imaginary, h.Imaginary);
            }
        }

        var root = SymmetricEigen.Of(real, 2 * n).Function(value => value >= -Slack
            ? Math.Sqrt(Math.Max(0, value))
            : throw new ArgumentException(
                FormattableString.Invariant($"{name}: the matrix amplifies by {Math.Sqrt(1 - value):g6}, and no contraction by more than 1; divide it by that, or add a pump to the model")));
        var defect = new Complex[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                defect[i, j] = new Complex(root[(i * 2 * n) + j], root[((n + i) * 2 * n) + j]);
            }
        }

        return defect;
    }
}
