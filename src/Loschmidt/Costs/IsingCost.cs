using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>The energy of coupled spins, C = −Σ_{i&lt;j} J_ij q_i q_j, of positions that stand for them.</summary>
/// <remarks>
/// A network of springs (of beam splitters, in light) that is switched on for ε: the flow is a kick, p_i → p_i + ε Σ_j J_ij q_j, exact for any ε and a shear.
/// A batch brings the couplings as its targets, J_01, J_02, …, J_12, …: n(n − 1)/2 numbers a sample.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class IsingCost<T> : ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _sites;
    private double[] _couplings = [];
    private int _lanes;

    /// <summary>Couples all pairs of sites.</summary>
    /// <param name="sites">One coordinate a spin, at least two.</param>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    public IsingCost(ReadOnlySpan<int> sites)
    {
        if (sites.Length < 2)
        {
            throw new ArgumentException($"at least two spins, not {sites.Length}", nameof(sites));
        }

        _sites = sites.ToArray();
    }

    /// <inheritdoc/>
    public int Targets => _sites.Length * (_sites.Length - 1) / 2;

    /// <inheritdoc/>
    public void Prepare(Batch batch, int lanes)
    {
        if (batch.Active > lanes || batch.TargetCount < Targets)
        {
            throw new ArgumentException(
                $"a batch of {batch.Active} samples with {batch.TargetCount} couplings each does not fit {lanes} lanes and {_sites.Length} spins, which have {Targets}");
        }

        if (_lanes != lanes)
        {
            (_lanes, _couplings) = (lanes, new double[Targets * lanes]);
        }

        for (var pair = 0; pair < Targets; pair++)
        {
            batch.Targets.AsSpan(pair * batch.Lanes, batch.Active).CopyTo(_couplings.AsSpan(pair * lanes));
        }
    }

    /// <inheritdoc/>
    public double Value(PhaseView<T> x)
    {
        var sum = 0.0;
        for (var (i, pair) = (0, 0); i < _sites.Length; i++)
        {
            for (var j = i + 1; j < _sites.Length; j++, pair++)
            {
                for (var lane = 0; lane < x.Active; lane++)
                {
                    sum -= _couplings[(pair * _lanes) + lane] * At(x, i, lane) * At(x, j, lane);
                }
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Inject(PhaseView<T> x, double epsilon) => AddSlope(x, x.P, -epsilon);

    /// <inheritdoc/>
    public void Gradient(PhaseView<T> x, PhaseView<T> gradient)
    {
        gradient.Q.Clear();
        gradient.P.Clear();
        AddSlope(x, gradient.Q, 1);
    }

    // plane += factor ∂C/∂q.
    private void AddSlope(PhaseView<T> x, Span<T> plane, double factor)
    {
        for (var (i, pair) = (0, 0); i < _sites.Length; i++)
        {
            for (var j = i + 1; j < _sites.Length; j++, pair++)
            {
                for (var lane = 0; lane < x.Active; lane++)
                {
                    var coupling = -factor * _couplings[(pair * _lanes) + lane];
                    plane[(_sites[i] * x.Lanes) + lane] += T.CreateTruncating(coupling * At(x, j, lane));
                    plane[(_sites[j] * x.Lanes) + lane] += T.CreateTruncating(coupling * At(x, i, lane));
                }
            }
        }
    }

    private double At(PhaseView<T> x, int spin, int lane) => double.CreateTruncating(x.Q[(_sites[spin] * x.Lanes) + lane]);
}
