using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Machines;

namespace Loschmidt.Fields;

/// <summary>The energy of wave and learning field, in double, by expansion in standing waves.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WaveEnergy<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WaveSettings _settings;
    private readonly WaveDynamics<T> _dynamics;
    private readonly double[,] _modesX;
    private readonly double[,] _modesZ;

    /// <summary>Tabulates the standing waves.</summary>
    public WaveEnergy(WaveSettings settings, WaveDynamics<T> dynamics)
    {
        _settings = settings;
        _dynamics = dynamics;
        _modesX = settings.Lattice.ModesX.Matrix();
        _modesZ = settings.Lattice.ModesZ.Matrix();
    }

    /// <summary>H = (β/2) Σ λ_kl|Ψ̂_kl|² + Σ χθI + (g/2ΔV) Σ I² + (Ω/2ΔV) Σ π².</summary>
    /// <param name="q">Wave.</param>
    /// <param name="p">Wave.</param>
    /// <param name="learning">Θ.</param>
    /// <param name="ahead">θ is taken at θ + ahead·π.</param>
    public double Of(T[] q, T[] p, LearningField learning, double ahead)
    {
        var lattice = _settings.Lattice;
        var energy = 0.5 * _settings.Beta * (Laplacian(q) + Laplacian(p));
        for (var site = 0; site < q.Length; site++)
        {
            var intensity = IntensityAt(q, p, site);
            energy += _settings.Nonlinearity / (2 * lattice.CellVolume) * intensity * intensity;
        }

        for (var i = 0; i < learning.Count; i++)
        {
            var (column, row) = Math.DivRem(i, _dynamics.WindowRows);
            energy += _settings.Coupling * (learning.Theta[i] + ahead * learning.Pi[i])
                * IntensityAt(q, p, lattice.Site(column, _dynamics.FirstRow + row));
        }

        return energy + learning.Energy();
    }

    private static double IntensityAt(T[] q, T[] p, int site)
    {
        var (re, im) = (double.CreateChecked(q[site]), double.CreateChecked(p[site]));
        return 0.5 * (re * re + im * im);
    }

    /// <summary>½ Σ λ_kl a_kl², a the expansion of one plane.</summary>
    private double Laplacian(T[] plane)
    {
        var lattice = _settings.Lattice;
        var (modesX, modesZ) = (lattice.ModesX, lattice.ModesZ);
        var along = new double[lattice.Sites];
        var line = new double[lattice.Rows];
        for (var column = 0; column < lattice.Columns; column++)
        {
            for (var row = 0; row < lattice.Rows; row++)
                line[row] = double.CreateChecked(plane[lattice.Site(column, row)]);

            for (var mode = 0; mode < lattice.Rows; mode++)
                along[lattice.Site(column, mode)] = TensorPrimitives.Dot(Row(_modesZ, mode), line);
        }

        var sum = 0.0;
        for (var modeX = 0; modeX < lattice.Columns; modeX++)
        {
            Array.Clear(line);
            for (var column = 0; column < lattice.Columns; column++)
            {
                TensorPrimitives.MultiplyAdd(
                    along.AsSpan(lattice.Site(column, 0), lattice.Rows), _modesX[modeX, column], line, line);
            }

            for (var modeZ = 0; modeZ < lattice.Rows; modeZ++)
                sum += 0.5 * (modesX.Eigenvalue(modeX) + modesZ.Eigenvalue(modeZ)) * line[modeZ] * line[modeZ];
        }

        return sum;
    }

    private static ReadOnlySpan<double> Row(double[,] matrix, int row) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref matrix[row, 0], matrix.GetLength(1));
}
