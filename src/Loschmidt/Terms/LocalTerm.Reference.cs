using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

// The two references: a transposed derivative from explicit local Hessians in scalar hyper-duals, and a complex flow.
public abstract partial class LocalTerm<T, TLocal>
{
    /// <inheritdoc/>
    public void PullBack(
        PhaseView<T> x, PhaseView<T> lambda, in Control<T> control, double dt,
        ReadOnlySpan<double> responseCotangent, Span<double> thetaCotangent)
    {
        var size = TLocal.Coordinates + _parameters;
        Span<HyperDual> z = stackalloc HyperDual[TLocal.Coordinates + _held + TLocal.Drives];
        Span<double> hessian = stackalloc double[size * size];
        Span<double> weight = stackalloc double[size];
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            for (var k = _parameters; k < _held; k++)
            {
                z[TLocal.Coordinates + k] = HyperDual.FromDouble(ConstantOf(k, cluster));
            }

            for (var lane = 0; lane < x.Active; lane++)
            {
                // After the kick λ sees −dt V_q through p and ρ sees dt V_θ through the response: weights on the
                // Hessian's columns.
                for (var n = 0; n < TLocal.Coordinates; n++)
                {
                    var at = SiteOf(cluster, n) * x.Lanes + lane;
                    z[n] = HyperDual.FromDouble(double.CreateTruncating(x.Q[at]));
                    weight[n] = -dt * double.CreateTruncating(lambda.P[at]);
                }

                for (var k = 0; k < _parameters; k++)
                {
                    var index = k * _clusters + cluster;
                    z[TLocal.Coordinates + k] = HyperDual.FromDouble(control.Parameters[index]);
                    weight[TLocal.Coordinates + k] = responseCotangent.IsEmpty ? 0 : dt * responseCotangent[index];
                }

                if (TLocal.Drives == 1)
                {
                    var drive = control.Drive[_channels[cluster] * x.Lanes + lane];
                    z[^1] = HyperDual.FromDouble(double.CreateTruncating(drive));
                }

                Hessian(z, size, hessian);
                for (var row = 0; row < size; row++)
                {
                    var pulled = 0.0;
                    for (var column = 0; column < size; column++)
                    {
                        pulled += hessian[row * size + column] * weight[column];
                    }

                    if (row < TLocal.Coordinates)
                    {
                        lambda.Q[SiteOf(cluster, row) * x.Lanes + lane] += T.CreateTruncating(pulled);
                    }
                    else
                    {
                        thetaCotangent[(row - TLocal.Coordinates) * _clusters + cluster] += pulled;
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Flow(
        Span<ComplexNumber> q, Span<ComplexNumber> p, ReadOnlySpan<ComplexNumber> theta, ReadOnlySpan<double> drive,
        double dt, Span<ComplexNumber> response)
    {
        var size = TLocal.Coordinates + _parameters;
        Span<Dual<ComplexNumber>> z = stackalloc Dual<ComplexNumber>[TLocal.Coordinates + _held + TLocal.Drives];
        var (zero, one) = (ComplexNumber.FromDouble(0), ComplexNumber.FromDouble(1));
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            for (var n = 0; n < TLocal.Coordinates; n++)
            {
                z[n] = new(q[SiteOf(cluster, n)], zero);
            }

            for (var k = 0; k < _parameters; k++)
            {
                z[TLocal.Coordinates + k] = new(theta[k * _clusters + cluster], zero);
            }

            for (var k = _parameters; k < _held; k++)
            {
                z[TLocal.Coordinates + k] = Dual<ComplexNumber>.FromDouble(ConstantOf(k, cluster));
            }

            if (TLocal.Drives == 1)
            {
                z[^1] = Dual<ComplexNumber>.FromDouble(drive[_channels[cluster]]);
            }

            for (var seed = 0; seed < size; seed++)
            {
                z[seed] = new(z[seed].Value, one);
                var energy = TLocal.Energy<Dual<ComplexNumber>>(z[..TLocal.Coordinates], z[TLocal.Coordinates..]);
                var slope = energy.Derivative;
                z[seed] = new(z[seed].Value, zero);
                if (seed < TLocal.Coordinates)
                {
                    p[SiteOf(cluster, seed)] -= slope * dt;
                }
                else if (!response.IsEmpty)
                {
                    response[(seed - TLocal.Coordinates) * _clusters + cluster] += slope * dt;
                }
            }
        }
    }

    // Of the first so many coordinates; what comes after them is held.
    private static void Hessian(Span<HyperDual> z, int size, Span<double> hessian)
    {
        for (var row = 0; row < size; row++)
        {
            for (var column = row; column < size; column++)
            {
                z[row] = z[row] with { First = 1 };
                z[column] = z[column] with { Second = 1 };
                var mixed = TLocal.Energy<HyperDual>(z[..TLocal.Coordinates], z[TLocal.Coordinates..]).Mixed;
                hessian[row * size + column] = hessian[column * size + row] = mixed;
                z[row] = HyperDual.FromDouble(z[row].Value);
                z[column] = HyperDual.FromDouble(z[column].Value);
            }
        }
    }
}
