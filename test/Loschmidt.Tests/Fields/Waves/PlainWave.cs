using Loschmidt.Fields;

namespace Loschmidt.Tests.Fields.Waves;

/// <summary>The split step written out term by term: dense mode matrices, System.Math, half steps never merged.</summary>
internal sealed class PlainWave(WaveSettings settings)
{
    private readonly Lattice _lattice = settings.Lattice;
    private readonly double[,] _modesX = settings.Lattice.ModesX.Matrix();
    private readonly double[,] _modesZ = settings.Lattice.ModesZ.Matrix();

    public double StepTime => settings.Duration / settings.Steps;

    /// <summary>One pass A/2 B A/2 … A/2 B A/2; θ and π are [columns × window rows] in canonical units.</summary>
    public void Run(double[] q, double[] p, Span<double> theta, Span<double> pi)
    {
        for (var step = 0; step < settings.Steps; step++)
        {
            A(q, p, theta, pi, StepTime / 2);
            B(q, p, theta, pi, StepTime);
            A(q, p, theta, pi, StepTime / 2);
        }
    }

    /// <summary>Kinetic flow and free flight of θ.</summary>
    public void A(double[] q, double[] p, Span<double> theta, Span<double> pi, double time)
    {
        Kinetic(q, p, time);
        for (var i = 0; i < theta.Length; i++)
            theta[i] += settings.Frozen ? 0 : settings.InverseMass / _lattice.CellVolume * pi[i] * time;
    }

    /// <summary>Phase χθ + g|Ψ|² and its back-action.</summary>
    public void B(double[] q, double[] p, Span<double> theta, Span<double> pi, double time)
    {
        var (first, rows) = _lattice.RowsBetween(settings.Window.From, settings.Window.To);
        for (var column = 0; column < _lattice.Columns; column++)
        {
            for (var row = 0; row < _lattice.Rows; row++)
            {
                var site = _lattice.Site(column, row);
                var intensity = (q[site] * q[site] + p[site] * p[site]) / 2;
                var phase = settings.Nonlinearity * intensity / _lattice.CellVolume * time;
                if (row >= first && row < first + rows)
                {
                    var parameter = column * rows + row - first;
                    phase += settings.Coupling * theta[parameter] * time;
                    pi[parameter] -= settings.Coupling * intensity * time;
                }

                var (sin, cos) = Math.SinCos(phase);
                (q[site], p[site]) = (q[site] * cos + p[site] * sin, p[site] * cos - q[site] * sin);
            }
        }
    }

    /// <summary>exp(−i(β/2)∇²t) mode by mode.</summary>
    public void Kinetic(double[] q, double[] p, double time)
    {
        var (a, b) = (Expand(q, inverse: false), Expand(p, inverse: false));
        for (var k = 0; k < _lattice.Columns; k++)
        {
            for (var l = 0; l < _lattice.Rows; l++)
            {
                var i = _lattice.Site(k, l);
                var eigenvalue = _lattice.ModesX.Eigenvalue(k) + _lattice.ModesZ.Eigenvalue(l);
                var (sin, cos) = Math.SinCos(settings.Beta / 2 * eigenvalue * time);
                (a[i], b[i]) = (a[i] * cos + b[i] * sin, b[i] * cos - a[i] * sin);
            }
        }

        Expand(a, inverse: true).CopyTo(q, 0);
        Expand(b, inverse: true).CopyTo(p, 0);
    }

    private double[] Expand(double[] plane, bool inverse)
    {
        var (columns, rows) = (_lattice.Columns, _lattice.Rows);
        var along = new double[plane.Length];
        for (var column = 0; column < columns; column++)
        {
            for (var to = 0; to < rows; to++)
            {
                var sum = 0.0;
                for (var from = 0; from < rows; from++)
                    sum += plane[column * rows + from] * (inverse ? _modesZ[from, to] : _modesZ[to, from]);

                along[column * rows + to] = sum;
            }
        }

        var both = new double[plane.Length];
        for (var to = 0; to < columns; to++)
        {
            for (var from = 0; from < columns; from++)
            {
                var factor = inverse ? _modesX[from, to] : _modesX[to, from];
                for (var row = 0; row < rows; row++)
                    both[to * rows + row] += factor * along[from * rows + row];
            }
        }

        return both;
    }
}
