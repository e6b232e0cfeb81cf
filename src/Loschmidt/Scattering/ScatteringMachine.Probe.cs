using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Scattering.Solvers;

namespace Loschmidt.Scattering;

public sealed unsafe partial class ScatteringMachine<T>
{
    private ILaneSolver<T>? _bench;
    private AlignedBuffer<T>? _field;
    private double[]? _benchTheta;
    private double _benchFrequency;

    /// <summary>Number of modes, the auxiliary modes of couplers behind all others.</summary>
    public int Modes => Groups[^1].First + Groups[^1].Count;

    /// <inheritdoc/>
    public IReadOnlyList<ModeGroup> Groups => field ??= [.. Network.Groups, .. CouplerGroups()];

    /// <inheritdoc/>
    public IReadOnlyList<double> PortRates => field ??= [.. Network.PortRates, .. new double[Modes - Network.Modes]];

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
        var next = Network.Modes;
        for (var b = 0; b < Network.Blocks.Count; b++)
        {
            var block = Network.Blocks[b];
            for (var entry = 0; block.Form == CouplingForm.Coupler && entry < block.Parameters.Length; entry++)
            {
                if (block.Parameters[entry] < 0)
                {
                    continue;
                }

                var (j, l) = (block.Rows.First + entry / block.Columns.Count, block.Columns.First + entry % block.Columns.Count);
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var neighbours = fields[j * Lanes + lane] + fields[l * Lanes + lane];
                    fields[next * Lanes + lane] = -Complex.ImaginaryOne * block.CouplerStrength * _atTheta.Couplers[b][entry] * neighbours;
                    outgoing[next * Lanes + lane] = 0;
                }

                next++;
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

    private IEnumerable<ModeGroup> CouplerGroups()
    {
        var first = Network.Modes;
        foreach (var block in Network.Blocks.Where(block => block.Form == CouplingForm.Coupler))
        {
            var count = block.Parameters.Count(parameter => parameter >= 0);
            yield return new ModeGroup($"coupler {block.Name}", first, count);
            first += count;
        }
    }

    private IEnumerable<ScatteringKnob> ListKnobs()
    {
        for (var g = 0; g < Network.Groups.Count; g++)
        {
            for (var mode = 0; mode < Network.Groups[g].Count; mode++)
            {
                var j = Network.Groups[g].First + mode;
                yield return new ScatteringKnob(Network.Detunings[g] + mode, KnobKind.Detuning, j, j);
            }
        }

        var coupler = Network.Modes;
        for (var b = 0; b < Network.Blocks.Count; b++)
        {
            var block = Network.Blocks[b];
            for (var entry = 0; entry < block.Parameters.Length; entry++)
            {
                var parameter = block.Parameters[entry];
                var (j, l) = (block.Rows.First + entry / block.Columns.Count, block.Columns.First + entry % block.Columns.Count);
                if (parameter < 0)
                {
                    continue;
                }

                yield return block.Form == CouplingForm.Coupler
                    ? new ScatteringKnob(Network.Couplings[b] + parameter, KnobKind.Detuning, coupler, coupler++)
                    : new ScatteringKnob(Network.Couplings[b] + parameter, KnobKind.Coupling, j, l);
                if (block.Form == CouplingForm.Complex)
                {
                    yield return new ScatteringKnob(Network.Fluxes[b] + parameter, KnobKind.Flux, j, l);
                }
            }
        }

        for (var mode = 0; Network.Ports >= 0 && mode < Network.Modes; mode++)
        {
            yield return new ScatteringKnob(Network.Ports + mode, KnobKind.PortRate, mode, mode);
        }

        for (var r = 0; Network.Phases >= 0 && r < Outputs; r++)
        {
            yield return new ScatteringKnob(Network.Phases + r, KnobKind.Quadrature, r, r);
        }
    }

    private void Put(T* at, Complex value) => (*at, at[Lanes]) = (T.CreateTruncating(value.Real), T.CreateTruncating(value.Imaginary));

    private Complex Get(T* at) => new(double.CreateTruncating(*at), double.CreateTruncating(at[Lanes]));
}
