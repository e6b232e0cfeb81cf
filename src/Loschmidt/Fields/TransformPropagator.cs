using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Numerics.Fourier;

namespace Loschmidt.Fields;

/// <summary>The kinetic flow by a transform to modes, a phase per mode, and the transform back.</summary>
/// <remarks>
/// On a ring the Fourier transform and its inverse; between hard walls the sine transform, which is its own inverse and acts
/// on real and imaginary parts alike. The phase of mode (k, l) is a product of one factor per axis, computed in double.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TransformPropagator<T> : IKineticPropagator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Fourier2D<T>? _ring;
    private readonly SineTransform2D<T>? _walls;
    private readonly (T[] Cos, T[] Sin) _half;
    private readonly (T[] Cos, T[] Sin) _full;
    private readonly T[] _scratch;

    /// <summary>Plans the transforms and tabulates the phases.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="beta">β.</param>
    /// <param name="step">dt.</param>
    public TransformPropagator(Lattice lattice, double beta, double step)
    {
        if (lattice.Boundary == Boundary.Periodic)
            _ring = new Fourier2D<T>(lattice.Columns, lattice.Rows);
        else
            _walls = new SineTransform2D<T>(lattice.Columns, lattice.Rows);

        _half = Phases(lattice, beta * step / 4);
        _full = Phases(lattice, beta * step / 2);
        _scratch = new T[lattice.Sites];
    }

    /// <inheritdoc/>
    public string Method => _ring is null ? "sine transform" : "Fourier transform";

    /// <inheritdoc/>
    public void Apply(Span<T> q, Span<T> p, KineticDuration duration)
    {
        var (cos, sin) = duration == KineticDuration.HalfStep ? _half : _full;
        _ring?.Forward(q, p, 1);
        _walls?.Apply(q, p, 1);

        // (q + ip)(cos − i sin)
        TensorPrimitives.Multiply<T>(q, sin, _scratch);
        TensorPrimitives.Multiply<T>(q, cos, q);
        TensorPrimitives.MultiplyAdd<T>(p, sin, q, q);
        TensorPrimitives.Multiply<T>(p, cos, p);
        TensorPrimitives.Subtract<T>(p, _scratch, p);

        _ring?.Inverse(q, p, 1);
        _walls?.Apply(q, p, 1);
    }

    private static (T[] Cos, T[] Sin) Phases(Lattice lattice, double action)
    {
        var (cosines, sines) = (new T[lattice.Sites], new T[lattice.Sites]);
        var (modesX, modesZ) = (lattice.ModesX, lattice.ModesZ);
        for (var k = 0; k < lattice.Columns; k++)
        {
            for (var l = 0; l < lattice.Rows; l++)
            {
                var (sin, cos) = Math.SinCos(
                    action * (modesX.EigenvalueInTransformOrder(k) + modesZ.EigenvalueInTransformOrder(l)));
                cosines[lattice.Site(k, l)] = T.CreateChecked(cos);
                sines[lattice.Site(k, l)] = T.CreateChecked(sin);
            }
        }

        return (cosines, sines);
    }
}
