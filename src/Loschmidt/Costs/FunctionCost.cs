using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>Any real cost C = Σ f(Ψ): software only, as nobody knows its Hamiltonian's flow in closed form.</summary>
/// <remarks>
/// ∂C/∂q and ∂C/∂p by dual numbers, one evaluation of f for each. The injection is the implicit midpoint rule, x′ = x + εJ∇f((x + x′)/2): canonical, undone by
/// −ε, and the flow of C to second order in ε, so that echoes keep their orders; the other costs here have exact flows. Not thread-safe: it owns scratch.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TFunction">f.</typeparam>
public sealed class FunctionCost<T, TFunction> : ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : struct, IFieldFunction
{
    // Each iteration gains a factor ε‖f″‖/2, and ε‖f″‖ ≪ 1 is needed for an echo anyway.
    private const int Iterations = 100;

    private readonly int[] _sites;
    private readonly double[] _start;
    private readonly double[] _end;
    private readonly double[] _middle;
    private readonly double[] _slope;
    private readonly RealNumber[] _values;
    private readonly Dual<RealNumber>[] _duals;
    private double[] _targets = [];
    private int _active;

    /// <summary>Chooses the judged sites.</summary>
    /// <param name="sites">Coordinates, in the order f sees them.</param>
    /// <exception cref="ArgumentException">A site occurs twice, or there is none.</exception>
    public FunctionCost(params ReadOnlySpan<int> sites)
    {
        _sites = sites.ToArray();
        if (_sites.Length == 0 || _sites.Distinct().Count() != _sites.Length)
        {
            throw new ArgumentException("a cost judges one or more sites, each once", nameof(sites));
        }

        var numbers = 2 * _sites.Length;
        (_start, _end, _middle, _slope) = (new double[numbers], new double[numbers], new double[numbers], new double[numbers]);
        (_values, _duals) = (new RealNumber[numbers], new Dual<RealNumber>[numbers]);
    }

    /// <inheritdoc/>
    public int Targets => TFunction.Targets;

    /// <inheritdoc/>
    public void Prepare(Batch batch, int lanes)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Active > lanes || batch.TargetCount < Targets)
        {
            throw new ArgumentException($"a batch of {batch.Active} samples with {batch.TargetCount} target numbers each does not fit {lanes} lanes and a cost that wants {Targets} numbers");
        }

        (_active, var own) = (batch.Active, Targets * batch.Active);
        if (_targets.Length != own)
        {
            _targets = new double[own];
        }

        for (var lane = 0; lane < _active; lane++)
        {
            for (var k = 0; k < Targets; k++)
            {
                _targets[(lane * Targets) + k] = batch.Targets[(k * batch.Lanes) + lane];
            }
        }
    }

    /// <inheritdoc/>
    public double Value(PhaseView<T> x)
    {
        var sum = 0.0;
        for (var lane = 0; lane < _active; lane++)
        {
            Read(x, lane, _start);
            for (var i = 0; i < _start.Length; i++)
            {
                _values[i] = new RealNumber(_start[i]);
            }

            sum += TFunction.Value<RealNumber>(_values.AsSpan(0, _sites.Length), _values.AsSpan(_sites.Length), Own(lane)).Value;
        }

        return sum;
    }

    /// <inheritdoc/>
    /// <remarks>To second order in ε; canonical, and undone by −ε.</remarks>
    public void Inject(PhaseView<T> x, double epsilon)
    {
        var n = _sites.Length;
        for (var lane = 0; lane < _active; lane++)
        {
            Read(x, lane, _start);
            _start.CopyTo(_end, 0);
            for (var iteration = 0; iteration < Iterations; iteration++)
            {
                for (var i = 0; i < 2 * n; i++)
                {
                    _middle[i] = (_start[i] + _end[i]) / 2;
                }

                Slope(_middle, lane);
                var moved = 0.0;
                for (var i = 0; i < n; i++)
                {
                    var (q, p) = (_start[i] + (epsilon * _slope[n + i]), _start[n + i] - (epsilon * _slope[i]));
                    moved = Math.Max(moved, Math.Max(Math.Abs(q - _end[i]), Math.Abs(p - _end[n + i])));
                    (_end[i], _end[n + i]) = (q, p);
                }

                if (!(moved > 0))
                {
                    break;
                }
            }

            for (var i = 0; i < n; i++)
            {
                (x.Q[(_sites[i] * x.Lanes) + lane], x.P[(_sites[i] * x.Lanes) + lane]) = (T.CreateTruncating(_end[i]), T.CreateTruncating(_end[n + i]));
            }
        }
    }

    /// <inheritdoc/>
    public void Gradient(PhaseView<T> x, PhaseView<T> gradient)
    {
        gradient.Q.Clear();
        gradient.P.Clear();
        for (var lane = 0; lane < _active; lane++)
        {
            Read(x, lane, _start);
            Slope(_start, lane);
            for (var i = 0; i < _sites.Length; i++)
            {
                gradient.Q[(_sites[i] * x.Lanes) + lane] = T.CreateTruncating(_slope[i]);
                gradient.P[(_sites[i] * x.Lanes) + lane] = T.CreateTruncating(_slope[_sites.Length + i]);
            }
        }
    }

    private void Read(PhaseView<T> x, int lane, double[] values)
    {
        for (var i = 0; i < _sites.Length; i++)
        {
            values[i] = double.CreateTruncating(x.Q[(_sites[i] * x.Lanes) + lane]);
            values[_sites.Length + i] = double.CreateTruncating(x.P[(_sites[i] * x.Lanes) + lane]);
        }
    }

    // ∂f/∂(q, p) at a place, into the scratch.
    private void Slope(double[] at, int lane)
    {
        for (var i = 0; i < at.Length; i++)
        {
            _duals[i] = Dual<RealNumber>.FromDouble(at[i]);
        }

        for (var i = 0; i < at.Length; i++)
        {
            _duals[i] = new Dual<RealNumber>(new RealNumber(at[i]), new RealNumber(1));
            _slope[i] = TFunction.Value<Dual<RealNumber>>(_duals.AsSpan(0, _sites.Length), _duals.AsSpan(_sites.Length), Own(lane)).Derivative.Value;
            _duals[i] = Dual<RealNumber>.FromDouble(at[i]);
        }
    }

    private ReadOnlySpan<double> Own(int lane) => _targets.AsSpan(lane * Targets, Targets);
}
