using System.Numerics;
using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

/// <summary>A = Σ_c V(q_c; θ_c) over clusters of sites, everything derived from the energy V by dual numbers over lanes.</summary>
/// <remarks>
/// The flow is a kick, p −= dt ∂A/∂q. Positions do not move meanwhile, so the response is dt ∂A/∂θ, exactly. Parameter k of
/// cluster c is number k·clusters + c: one tensor [clusters] for each name.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TLocal">The energy.</typeparam>
public abstract partial class LocalTerm<T, TLocal> : IShear<T>, IAnalyticTerm, IStartsSomewhere
    where T : unmanaged, IFloatingPointIeee754<T>
    where TLocal : struct, ILocalEnergy
{
    private readonly int[] _stencil;
    private readonly int _clusters;
    private readonly int _arity = TLocal.Coordinates;
    private readonly int _parameters = TLocal.Parameters.Count;

    /// <summary>Places the energy on clusters of sites.</summary>
    /// <param name="name">Block name of the parameters.</param>
    /// <param name="stencil">[clusters × n], the sites of each cluster in turn.</param>
    private protected LocalTerm(string name, int[] stencil)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _stencil = stencil;
        _clusters = stencil.Length / _arity;
        Tensors = [.. TLocal.Parameters.Select(parameter => (parameter, (IReadOnlyList<int>)[_clusters]))];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors { get; }

    /// <inheritdoc/>
    public bool IsKick => true;

    /// <inheritdoc/>
    public void Initial(Span<double> theta)
    {
        for (var k = 0; k < _parameters; k++)
        {
            theta.Slice(k * _clusters, _clusters).Fill(TLocal.Initial(k));
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Energy(PhaseView<T> x, in Control<T> control, Span<double> energy)
    {
        Span<Lane<T>> q = stackalloc Lane<T>[_arity];
        Span<Lane<T>> θ = stackalloc Lane<T>[_parameters];
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            for (var k = 0; k < _parameters; k++)
            {
                θ[k] = Lane<T>.FromDouble(control.Parameters[k * _clusters + cluster]);
            }

            for (var lane = 0; lane < x.Active; lane += Lane<T>.Width)
            {
                for (var n = 0; n < _arity; n++)
                {
                    q[n] = Lane<T>.Load(x.Q, SiteOf(cluster, n) * x.Lanes + lane);
                }

                var v = TLocal.Energy<Lane<T>>(q, θ).Value;
                for (var i = 0; i < Math.Min(Lane<T>.Width, x.Active - lane); i++)
                {
                    energy[lane + i] += double.CreateTruncating(v[i]);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Flow(PhaseView<T> x, in Control<T> control, double dt) => AddIncrement(x.Q, x.Lanes, control, dt, x.P);

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void AddIncrement(ReadOnlySpan<T> source, int lanes, in Control<T> control, double dt, Span<T> target)
    {
        Span<Dual<Lane<T>>> q = stackalloc Dual<Lane<T>>[_arity];
        Span<Dual<Lane<T>>> θ = stackalloc Dual<Lane<T>>[_parameters];
        var (zero, one) = (Lane<T>.FromDouble(0), Lane<T>.FromDouble(1));
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            for (var k = 0; k < _parameters; k++)
            {
                θ[k] = Dual<Lane<T>>.FromDouble(control.Parameters[k * _clusters + cluster]);
            }

            for (var lane = 0; lane < lanes; lane += Lane<T>.Width)
            {
                for (var n = 0; n < _arity; n++)
                {
                    q[n] = new(Lane<T>.Load(source, SiteOf(cluster, n) * lanes + lane), zero);
                }

                for (var n = 0; n < _arity; n++)
                {
                    q[n] = new(q[n].Value, one);
                    var slope = TLocal.Energy<Dual<Lane<T>>>(q, θ).Derivative;
                    q[n] = new(q[n].Value, zero);
                    var at = SiteOf(cluster, n) * lanes + lane;
                    (Lane<T>.Load(target, at) - slope * dt).Store(target, at);
                }
            }
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Response(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
        Span<Dual<Lane<T>>> q = stackalloc Dual<Lane<T>>[_arity];
        Span<Dual<Lane<T>>> θ = stackalloc Dual<Lane<T>>[_parameters];
        var (zero, one) = (Lane<T>.FromDouble(0), Lane<T>.FromDouble(1));
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            for (var k = 0; k < _parameters; k++)
            {
                θ[k] = Dual<Lane<T>>.FromDouble(control.Parameters[k * _clusters + cluster]);
            }

            for (var lane = 0; lane < x.Active; lane += Lane<T>.Width)
            {
                for (var n = 0; n < _arity; n++)
                {
                    q[n] = new(Lane<T>.Load(x.Q, SiteOf(cluster, n) * x.Lanes + lane), zero);
                }

                for (var k = 0; k < _parameters; k++)
                {
                    θ[k] = new(θ[k].Value, one);
                    var slope = TLocal.Energy<Dual<Lane<T>>>(q, θ).Derivative;
                    θ[k] = new(θ[k].Value, zero);
                    response[k * _clusters + cluster] += dt * slope.SumOfFirst(x.Active - lane);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SiteOf(int cluster, int n) => _stencil[cluster * _arity + n];
}
