using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

/// <summary>Kinetic energy Σ_i p_i²/2m_i; its flow is the drift q += dt p/m.</summary>
/// <remarks>
/// Momenta stand still meanwhile, so where masses are trained the response ∂A/∂m = −p²/2m² is exact. Such a term does
/// not commute with Ωπ²/2: where θ recoils, the learning field's free flight gets a part of its own.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class KineticTerm<T> : IShear<T>, IAnalyticTerm, IStartsSomewhere
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double[] _masses;
    private readonly bool _trained;

    /// <summary>One mass for each site.</summary>
    /// <param name="masses">m_i, positive.</param>
    /// <param name="trained">Whether the masses are parameters, <c>kinetic/mass</c>, that start from these
    /// values.</param>
    /// <exception cref="ArgumentOutOfRangeException">A mass is not positive and finite.</exception>
    public KineticTerm(ReadOnlySpan<double> masses, bool trained = false)
    {
        _masses = masses.ToArray();
        _trained = trained;
        foreach (var mass in _masses)
        {
            if (!double.IsFinite(mass) || mass <= 0)
            {
                throw new ArgumentOutOfRangeException(nameof(masses), mass, "a mass is a finite number > 0");
            }
        }

        Tensors = trained ? [("mass", [_masses.Length])] : [];
    }

    /// <summary>The same mass on every site.</summary>
    public KineticTerm(Graph graph, double mass = 1)
        : this(Enumerable.Repeat(mass, graph.Sites).ToArray())
    {
    }

    /// <inheritdoc/>
    public string Name => "kinetic";

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors { get; }

    /// <inheritdoc/>
    public bool IsKick => false;

    /// <inheritdoc/>
    public void Initial(Span<double> theta)
    {
        if (_trained)
        {
            _masses.CopyTo(theta);
        }
    }

    /// <inheritdoc/>
    public void Energy(PhaseView<T> x, in Control<T> control, Span<double> energy)
    {
        var masses = Masses(control.Parameters);
        for (var i = 0; i < masses.Length; i++)
        {
            for (var lane = 0; lane < x.Active; lane++)
            {
                var p = double.CreateTruncating(x.P[i * x.Lanes + lane]);
                energy[lane] += p * p / (2 * masses[i]);
            }
        }
    }

    /// <inheritdoc/>
    public void Flow(PhaseView<T> x, in Control<T> control, double dt) => AddIncrement(x.P, x.Lanes, control, dt, x.Q);

    /// <inheritdoc/>
    public void AddIncrement(ReadOnlySpan<T> source, int lanes, in Control<T> control, double dt, Span<T> target)
    {
        var masses = Masses(control.Parameters);
        for (var i = 0; i < masses.Length; i++)
        {
            var q = target.Slice(i * lanes, lanes);
            TensorPrimitives.MultiplyAdd(source.Slice(i * lanes, lanes), T.CreateTruncating(dt / masses[i]), q, q);
        }
    }

    /// <inheritdoc/>
    public void Response(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
        for (var i = 0; i < response.Length; i++)
        {
            var mass = control.Parameters[i];
            response[i] -= dt / (2 * mass * mass) * SumOfProducts(x.P, x.P, i, x);
        }
    }

    /// <inheritdoc/>
    public void Tangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt,
        Span<double> dResponse)
    {
        for (var i = 0; i < dResponse.Length; i++)
        {
            var mass = control.Parameters[i];
            var along = dTheta.IsEmpty ? 0 : dTheta[i];
            dResponse[i] += dt / (mass * mass) * ((along / mass * SumOfProducts(x.P, x.P, i, x))
                - SumOfProducts(x.P, dx.P, i, x));
            var dq = dx.Q.Slice(i * x.Lanes, x.Lanes);
            var perMomentum = T.CreateTruncating(-dt * along / (mass * mass));
            TensorPrimitives.MultiplyAdd(x.P.Slice(i * x.Lanes, x.Lanes), perMomentum, dq, dq);
        }

        Flow(x, control, dt);
        AddIncrement(dx.P, dx.Lanes, control, dt, dx.Q);
    }

    /// <inheritdoc/>
    public void PullBack(
        PhaseView<T> x, PhaseView<T> lambda, in Control<T> control, double dt,
        ReadOnlySpan<double> responseCotangent, Span<double> thetaCotangent)
    {
        var masses = Masses(control.Parameters);
        for (var i = 0; i < masses.Length; i++)
        {
            var mass = masses[i];
            var ρ = responseCotangent.IsEmpty ? 0 : responseCotangent[i];
            for (var lane = 0; lane < x.Active; lane++)
            {
                var at = i * x.Lanes + lane;
                var (p, λq) = (double.CreateTruncating(x.P[at]), double.CreateTruncating(lambda.Q[at]));
                lambda.P[at] += T.CreateTruncating(dt * λq / mass - ρ * dt * p / (mass * mass));
                if (_trained)
                {
                    thetaCotangent[i] += dt * p / (mass * mass) * (ρ * p / mass - λq);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Flow(
        Span<ComplexNumber> q, Span<ComplexNumber> p, ReadOnlySpan<ComplexNumber> theta, ReadOnlySpan<double> drive,
        double dt, Span<ComplexNumber> response)
    {
        for (var i = 0; i < _masses.Length; i++)
        {
            var mass = _trained ? theta[i] : ComplexNumber.FromDouble(_masses[i]);
            q[i] += p[i] * dt / mass;
            if (!response.IsEmpty)
            {
                response[i] -= p[i] * p[i] * (dt / 2) / (mass * mass);
            }
        }
    }

    private static double SumOfProducts(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int coordinate, PhaseView<T> x)
    {
        var sum = 0.0;
        for (var at = coordinate * x.Lanes; at < coordinate * x.Lanes + x.Active; at++)
        {
            sum += double.CreateTruncating(a[at]) * double.CreateTruncating(b[at]);
        }

        return sum;
    }

    private ReadOnlySpan<double> Masses(ReadOnlySpan<double> parameters) => _trained ? parameters : _masses;
}
