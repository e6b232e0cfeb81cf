using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Scattering.Solvers;

namespace Loschmidt.Scattering;

public sealed unsafe partial class ScatteringMachine<T>
{
    private readonly ScatteringModes _modes;
    private ILaneSolver<T>? _bench;
    private AlignedBuffer<T>? _field;
    private double[]? _benchTheta;
    private double _benchFrequency;

    /// <summary>Number of modes, the auxiliary modes of couplers behind all others.</summary>
    public int Modes => _modes.Count;

    /// <inheritdoc/>
    public IReadOnlyList<ModeGroup> Groups => _modes.Groups;

    /// <inheritdoc/>
    public IReadOnlyList<double> PortRates => _modes.PortRates;

    /// <inheritdoc/>
    public bool IsReciprocal => Network.IsReciprocal;

    /// <inheritdoc/>
    public IReadOnlyList<ScatteringKnob> Knobs { get; }

    /// <inheritdoc/>
    public ScatteringReadout Readout => Network.Readout;

    /// <inheritdoc/>
    /// <remarks>Sources may sit at any port, so a solver that knows of the read-out's alone has a second one beside it.</remarks>
    public void Probe(ReadOnlySpan<Complex> incoming, Span<Complex> fields, Span<Complex> outgoing)
    {
        var count = Modes * Lanes;
        if (incoming.Length < count || fields.Length < count || outgoing.Length < count)
        {
            throw new ArgumentException($"a probe and its record have {Modes} modes x {Lanes} lanes", nameof(incoming));
        }

        Factor();
        var bench = Bench();
        var field = _field ??= new AlignedBuffer<T>(bench.Rows * 2 * LaneTiles<T>.Number);
        field.Span.Clear();
        for (var mode = 0; mode < Modes; mode++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var source = incoming[mode * Lanes + lane];
                if (source == 0)
                {
                    continue;
                }

                if (mode >= Network.Modes || _atTheta.PortRates[mode] == 0)
                {
                    throw new ArgumentException($"light is sent into mode {mode}, which has no port", nameof(incoming));
                }

                Put(field.Pointer + 2 * bench.PlaceOf(mode) * LaneTiles<T>.Number + lane, -Math.Sqrt(_atTheta.PortRates[mode]) * source);
            }
        }

        bench.Solve(field.Pointer, 2, 0, 0, transposed: false);
        for (var mode = 0; mode < Network.Modes; mode++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var a = Get(field.Pointer + 2 * bench.PlaceOf(mode) * LaneTiles<T>.Number + lane);
                var at = mode * Lanes + lane;
                fields[at] = a;
                var κ = _atTheta.PortRates[mode];
                outgoing[at] = κ == 0 ? 0 : incoming[at] + Math.Sqrt(κ) * a;
            }
        }

        ProbeCouplers(fields, outgoing);
    }

    /// <summary>An auxiliary mode follows its two neighbours: a_c = −iχ_c g(a_j + a_l).</summary>
    private void ProbeCouplers(Span<Complex> fields, Span<Complex> outgoing)
    {
        foreach (var coupler in _modes.Couplers)
        {
            var χ = 1 / new Complex(0.5 * coupler.Loss, _loadedTheta[coupler.Parameter] - Frequency);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var neighbours = fields[coupler.First * Lanes + lane] + fields[coupler.Second * Lanes + lane];
                fields[coupler.Mode * Lanes + lane] = -Complex.ImaginaryOne * coupler.Strength * χ * neighbours;
                outgoing[coupler.Mode * Lanes + lane] = 0;
            }
        }
    }

    private ILaneSolver<T> Bench()
    {
        if (Solver != SolverKind.LowRank)
        {
            return _solver;
        }

        if (_bench is null || _benchFrequency != Frequency || !_benchTheta.AsSpan().SequenceEqual(_loadedTheta))
        {
            _bench ??= new LowRankSolver<T>(new ModeOrder(Network), Enumerable.Range(0, Network.Modes));
            _bench.Load(_atTheta);
            (_benchTheta, _benchFrequency) = ([.. _loadedTheta], Frequency);
        }

        _bench.Factor(_detunings);
        return _bench;
    }

    private void Put(T* at, Complex value) => (*at, at[Lanes]) = (T.CreateTruncating(value.Real), T.CreateTruncating(value.Imaginary));

    private Complex Get(T* at) => new(double.CreateTruncating(*at), double.CreateTruncating(at[Lanes]));
}
