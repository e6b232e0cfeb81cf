using System.Numerics;
using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

/// <summary>A = Σ_c V(q_c; θ_c) over clusters of one or two sites, everything derived from the energy V by dual
/// numbers over lanes.</summary>
/// <remarks>
/// The flow is a kick, p −= dt ∂A/∂q. Positions do not move meanwhile, so the response is dt ∂A/∂θ, exactly. Parameter
/// k of cluster c is number k·clusters + c: one tensor [clusters] for each name.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TLocal">The energy.</typeparam>
public abstract partial class LocalTerm<T, TLocal> : IShear<T>, IAnalyticTerm, IStartsSomewhere
    where T : unmanaged, IFloatingPointIeee754<T>
    where TLocal : struct, ILocalEnergy
{
    private readonly int[] _stencil;
    private readonly int[] _channels;
    private readonly double[] _constants;
    private readonly int _clusters;
    private readonly int _parameters = TLocal.Parameters.Count;
    private readonly int _held = TLocal.Parameters.Count + TLocal.Constants.Count;

    /// <summary>Places the energy on clusters of sites.</summary>
    /// <param name="name">Block name of the parameters.</param>
    /// <param name="stencil">[clusters × n], the sites of each cluster in turn.</param>
    /// <param name="channels">[clusters], the channel that drives each; nothing where none does.</param>
    /// <param name="constants">[constants × clusters], or [constants] for the same everywhere.</param>
    private protected LocalTerm(string name, int[] stencil, int[]? channels = null, IReadOnlyList<double>? constants = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _stencil = stencil;
        _channels = channels ?? [];
        _clusters = stencil.Length / TLocal.Coordinates;
        _constants = Everywhere(name, constants ?? []);
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
        Span<Lane<T>> q = stackalloc Lane<T>[TLocal.Coordinates];
        Span<Lane<T>> θ = stackalloc Lane<T>[_held + TLocal.Drives];
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            for (var k = 0; k < _held; k++)
            {
                θ[k] = Lane<T>.FromDouble(k < _parameters ? control.Parameters[k * _clusters + cluster] : ConstantOf(k, cluster));
            }

            var (a, b) = RowsOf(cluster, x.Lanes);
            for (var lane = 0; lane < x.Active; lane += Lane<T>.Width)
            {
                q[^1] = Lane<T>.Load(x.Q, b + lane);
                q[0] = Lane<T>.Load(x.Q, a + lane);
                if (TLocal.Drives == 1)
                {
                    θ[^1] = DriveOf(cluster, control, x.Lanes, lane);
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
        Span<Dual<Lane<T>>> q = stackalloc Dual<Lane<T>>[TLocal.Coordinates];
        Span<Dual<Lane<T>>> θ = stackalloc Dual<Lane<T>>[_held + TLocal.Drives];
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            Freeze(cluster, control.Parameters, θ);
            var (a, b) = RowsOf(cluster, lanes);
            for (var lane = 0; lane < lanes; lane += Lane<T>.Width)
            {
                q[^1] = Unseeded(Lane<T>.Load(source, b + lane));
                q[0] = Seeded(Lane<T>.Load(source, a + lane));
                if (TLocal.Drives == 1)
                {
                    θ[^1] = Unseeded(DriveOf(cluster, control, lanes, lane));
                }

                var slope = TLocal.Energy<Dual<Lane<T>>>(q, θ).Derivative;
                (Lane<T>.Load(target, a + lane) - slope * dt).Store(target, a + lane);
                if (TLocal.Coordinates == 2)
                {
                    q[0] = Unseeded(Lane<T>.Load(source, a + lane));
                    q[1] = Seeded(Lane<T>.Load(source, b + lane));
                    slope = TLocal.Energy<Dual<Lane<T>>>(q, θ).Derivative;
                    (Lane<T>.Load(target, b + lane) - slope * dt).Store(target, b + lane);
                }
            }
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Response(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
        Span<Dual<Lane<T>>> q = stackalloc Dual<Lane<T>>[TLocal.Coordinates];
        Span<Dual<Lane<T>>> θ = stackalloc Dual<Lane<T>>[_held + TLocal.Drives];
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            Freeze(cluster, control.Parameters, θ);
            var (a, b) = RowsOf(cluster, x.Lanes);
            for (var k = 0; k < _parameters; k++)
            {
                θ[k] = Seeded(θ[k].Value);
                var sum = 0.0;
                for (var lane = 0; lane < x.Active; lane += Lane<T>.Width)
                {
                    q[^1] = Unseeded(Lane<T>.Load(x.Q, b + lane));
                    q[0] = Unseeded(Lane<T>.Load(x.Q, a + lane));
                    if (TLocal.Drives == 1)
                    {
                        θ[^1] = Unseeded(DriveOf(cluster, control, x.Lanes, lane));
                    }

                    sum += TLocal.Energy<Dual<Lane<T>>>(q, θ).Derivative.SumOfFirst(x.Active - lane);
                }

                θ[k] = Unseeded(θ[k].Value);
                response[k * _clusters + cluster] += dt * sum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Dual<R> Seeded<R>(R value)
        where R : struct, IReal<R> => new(value, R.FromDouble(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Dual<R> Unseeded<R>(R value)
        where R : struct, IReal<R> => new(value, R.FromDouble(0));

    private void Freeze(int cluster, ReadOnlySpan<double> parameters, Span<Dual<Lane<T>>> θ)
    {
        for (var k = 0; k < _held; k++)
        {
            θ[k] = Dual<Lane<T>>.FromDouble(k < _parameters ? parameters[k * _clusters + cluster] : ConstantOf(k, cluster));
        }
    }

    // Constants follow the parameters.
    private double ConstantOf(int k, int cluster) => _constants[(k - _parameters) * _clusters + cluster];

    private double[] Everywhere(string name, IReadOnlyList<double> constants)
    {
        var names = TLocal.Constants;
        if (constants.Count == names.Count * _clusters)
        {
            return [.. constants];
        }

        return constants.Count == names.Count
            ? [.. constants.SelectMany(value => Enumerable.Repeat(value, _clusters))]
            : throw new ArgumentException(
                $"term '{name}' has {names.Count} constants ({string.Join(", ", names)}) on {_clusters} places: give {names.Count} numbers, or "
                + $"{names.Count * _clusters}, not {constants.Count}", nameof(constants));
    }

    private Lane<T> DriveOf(int cluster, in Control<T> control, int lanes, int lane) =>
        Lane<T>.Load(control.Drive, _channels[cluster] * lanes + lane);

    // Where the lanes of the cluster's first and last site begin; the same for a site.
    private (int First, int Last) RowsOf(int cluster, int lanes)
    {
        var first = cluster * TLocal.Coordinates;
        return (_stencil[first] * lanes, _stencil[first + TLocal.Coordinates - 1] * lanes);
    }

    private int SiteOf(int cluster, int n) => _stencil[cluster * TLocal.Coordinates + n];
}
