using System.Numerics;

namespace Loschmidt.Fields;

/// <summary>The eigenmodes of the Laplacian along one axis: real, orthonormal, with eigenvalues of ∂².</summary>
/// <remarks>
/// Hard walls: S_ki = √(2/(N+1)) sin(π(k+1)(i+1)/(N+1)). Periodic: 1, then cosine and sine of each wave number, then the
/// alternating mode if N is even. Phases are reduced as integers before any sine is taken, so that modes are exact to an ulp.
/// </remarks>
internal sealed class AxisModes
{
    private readonly Boundary _boundary;
    private readonly Dispersion _dispersion;
    private readonly double _extent;

    /// <summary>Describes an axis; nothing is computed yet.</summary>
    public AxisModes(int sites, double extent, Boundary boundary, Dispersion dispersion)
    {
        Sites = sites;
        _extent = extent;
        _boundary = boundary;
        _dispersion = dispersion;
    }

    /// <summary>N, the number of sites and of modes.</summary>
    public int Sites { get; }

    /// <summary>The eigenvalue of ∂² for mode k = 0 … N−1, ≤ 0.</summary>
    public double Eigenvalue(int mode)
    {
        var waves = WaveNumber(mode);
        if (_boundary == Boundary.HardWall)
        {
            var spacing = _extent / (Sites + 1);
            return _dispersion == Dispersion.Spectral
                ? -Square(Math.PI * waves / _extent)
                : -Square(2 / spacing * Math.Sin(Math.PI * waves / (2.0 * (Sites + 1))));
        }

        return _dispersion == Dispersion.Spectral
            ? -Square(2 * Math.PI * waves / _extent)
            : -Square(2 * Sites / _extent * Math.Sin(Math.PI * waves / Sites));
    }

    /// <summary>The same in the order of a transform: sine modes as they are, Fourier modes by signed wave number modulo N.</summary>
    public double EigenvalueInTransformOrder(int mode) =>
        _boundary == Boundary.HardWall || mode == 0 ? Eigenvalue(mode) : Eigenvalue(2 * Math.Min(mode, Sites - mode) - 1);

    /// <summary>The value of mode k at site i.</summary>
    public double Value(int mode, int site)
    {
        var waves = WaveNumber(mode);
        if (_boundary == Boundary.HardWall)
            return Math.Sqrt(2.0 / (Sites + 1)) * SinOfTurns((long)waves * (site + 1), 2 * (Sites + 1));

        var alone = waves == 0 || 2 * waves == Sites;
        var amplitude = Math.Sqrt((alone ? 1.0 : 2.0) / Sites);
        return amplitude * (alone || mode % 2 == 1
            ? CosOfTurns((long)waves * site, Sites)
            : SinOfTurns((long)waves * site, Sites));
    }

    /// <summary>All modes, [mode × site].</summary>
    public double[,] Matrix()
    {
        var matrix = new double[Sites, Sites];
        for (var mode = 0; mode < Sites; mode++)
        {
            for (var site = 0; site < Sites; site++)
                matrix[mode, site] = Value(mode, site);
        }

        return matrix;
    }

    /// <summary>The matrix of exp(−i a ∂²): complex symmetric, [site × site], as time reversal demands of a linear element.</summary>
    /// <remarks>
    /// Built from one function of the distance, f(d) = Σ_k e^(−i a λ_k) cos(k d)/N: U_ij = f(i − j) on a ring, and the image
    /// charge −f(i + j + 2) beside it between hard walls. O(N²) instead of O(N³).
    /// </remarks>
    /// <param name="action">a = β dt/2.</param>
    public Complex[,] Propagator(double action)
    {
        var period = _boundary == Boundary.HardWall ? 2 * (Sites + 1) : Sites;
        var phases = new Complex[Sites];
        for (var mode = 0; mode < Sites; mode++)
        {
            var (sin, cos) = Math.SinCos(-action * Eigenvalue(mode));
            phases[mode] = new Complex(cos, sin);
        }

        var ofDistance = new Complex[period];
        for (var distance = 0; distance <= period / 2; distance++)
        {
            // f is even and periodic; copying instead of recomputing keeps U exactly symmetric under reflection.
            var sum = Complex.Zero;
            for (var mode = 0; mode < Sites; mode++)
                sum += phases[mode] * CosOfTurns((long)WaveNumber(mode) * distance, period);

            ofDistance[distance] = sum / (_boundary == Boundary.HardWall ? Sites + 1 : Sites);
            ofDistance[(period - distance) % period] = ofDistance[distance];
        }

        var matrix = new Complex[Sites, Sites];
        for (var i = 0; i < Sites; i++)
        {
            for (var j = 0; j < Sites; j++)
            {
                matrix[i, j] = ofDistance[Math.Abs(i - j)];
                if (_boundary == Boundary.HardWall)
                    matrix[i, j] -= ofDistance[(i + j + 2) % period];
            }
        }

        return matrix;
    }

    private int WaveNumber(int mode) => _boundary == Boundary.HardWall ? mode + 1 : (mode + 1) / 2;

    private static double Square(double x) => x * x;

    private static double SinOfTurns(long count, int period) => Math.Sin(2 * Math.PI * (count % period) / period);

    private static double CosOfTurns(long count, int period) => Math.Cos(2 * Math.PI * (count % period) / period);
}
