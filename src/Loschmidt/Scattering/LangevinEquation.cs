using System.Numerics;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Scattering;

/// <summary>The modes of a network in time: ȧ = −(κ + κ')a/2 − i(Δ − ω)a − iJa − √κ a_in − √κ' ξ', with noise in every port and every loss.</summary>
/// <remarks>
/// Fourth-order Runge–Kutta. Noise is white with ⟨ξ ξ*⟩ = n̄ δ(t − t'), held over a step; without a probe it fills every mode with
/// ⟨|a|²⟩ = n̄ whatever the couplings (fluctuation and dissipation), up to O(step). Auxiliary modes of couplers are followed like all others.
/// Shares nothing with the solvers of the steady state but θ. One advance allocates nothing. Not thread-safe.
/// </remarks>
public sealed class LangevinEquation
{
    private readonly ScatteringNetwork _network;
    private readonly Complex[] _diagonal;
    private readonly (int Row, int Column, Complex Entry)[] _couplings;
    private readonly double[] _ports;
    private readonly double[] _losses;
    private readonly Complex[] _drive;
    private readonly Complex[] _k1;
    private readonly Complex[] _k2;
    private readonly Complex[] _k3;
    private readonly Complex[] _k4;
    private readonly Complex[] _trial;

    /// <summary>The equation of one sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="input">Numbers of the sample, [features]; empty for zeros.</param>
    /// <param name="frequency">ω of the rotating frame.</param>
    /// <exception cref="ArgumentException">θ or the input has another length than the network's or is not finite, or a port rate in θ is
    /// negative; names the mode or the parameter.</exception>
    public LangevinEquation(ScatteringNetwork network, ReadOnlySpan<double> theta, ReadOnlySpan<double> input, double frequency = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (theta.Length != network.Parameters.Count || (input.Length != 0 && input.Length != network.Features))
        {
            throw new ArgumentException(
                $"this network has {network.Parameters.Count} parameters and {network.Features} inputs, not {theta.Length} and {input.Length}", nameof(theta));
        }

        network.RequirePassive(theta);
        ScatteringNetwork.RequireFinite(input, frequency);
        _network = network;
        var modes = new ScatteringModes(network);
        _diagonal = new Complex[modes.Count];
        _ports = new double[modes.Count];
        _losses = new double[modes.Count];
        for (var g = 0; g < network.Groups.Count; g++)
        {
            for (var mode = 0; mode < network.Groups[g].Count; mode++)
            {
                var j = network.Groups[g].First + mode;
                _ports[j] = network.Ports >= 0 ? theta[network.Ports + j] : network.PortRates[j];
                _losses[j] = network.Losses[j];
                _diagonal[j] = new Complex(-0.5 * (_ports[j] + _losses[j]), frequency - theta[network.Detunings[g] + mode]);
            }
        }

        foreach (var (mode, feature, scale, shift) in network.Inputs)
        {
            _diagonal[mode] -= new Complex(0, shift + (input.IsEmpty ? 0 : scale * input[feature]));
        }

        var couplings = new List<(int, int, Complex)>();
        for (var b = 0; b < network.Blocks.Count; b++)
        {
            Collect(b, theta, couplings);
        }

        foreach (var coupler in modes.Couplers)
        {
            _losses[coupler.Mode] = coupler.Loss;
            _diagonal[coupler.Mode] = new Complex(-0.5 * coupler.Loss, frequency - theta[coupler.Parameter]);
            foreach (var neighbour in (ReadOnlySpan<int>)[coupler.First, coupler.Second])
            {
                couplings.Add((coupler.Mode, neighbour, new Complex(0, -coupler.Strength)));
                couplings.Add((neighbour, coupler.Mode, new Complex(0, -coupler.Strength)));
            }
        }

        _couplings = [.. couplings];
        (_drive, _trial) = (new Complex[modes.Count], new Complex[modes.Count]);
        (_k1, _k2, _k3, _k4) = (new Complex[modes.Count], new Complex[modes.Count], new Complex[modes.Count], new Complex[modes.Count]);
        Fields = new Complex[modes.Count];
        LongestStep = 2.5 / Bound();
    }

    /// <summary>a, [modes], auxiliary modes behind all others; may be written.</summary>
    public Complex[] Fields { get; }

    /// <summary>The time, in 1/κ.</summary>
    public double Time { get; private set; }

    /// <summary>A step for which the scheme is stable, from a bound on all frequencies.</summary>
    public double LongestStep { get; }

    /// <summary>One step under a steady probe.</summary>
    /// <param name="probe">a_in, [modes of the network] or of all.</param>
    /// <param name="step">h.</param>
    public void Advance(ReadOnlySpan<Complex> probe, double step)
    {
        for (var j = 0; j < _drive.Length; j++)
        {
            _drive[j] = j < probe.Length ? -Math.Sqrt(_ports[j]) * probe[j] : 0;
        }

        RungeKutta(step);
    }

    /// <summary>One step under a probe and white noise of n̄ quanta from every port and every loss.</summary>
    /// <param name="probe">a_in, [modes of the network] or of all.</param>
    /// <param name="step">h.</param>
    /// <param name="quanta">n̄.</param>
    /// <param name="noise">The stream it draws from.</param>
    /// <param name="draw">Names the numbers of this step.</param>
    public void Advance(ReadOnlySpan<Complex> probe, double step, double quanta, RandomStream noise, uint draw)
    {
        var size = Math.Sqrt(0.5 * quanta / step);
        for (var j = 0; j < _drive.Length; j++)
        {
            var (re, im) = noise.Normals(draw, (uint)j);
            var (lostRe, lostIm) = noise.Normals(draw, (uint)j, 1);
            _drive[j] = (j < probe.Length ? -Math.Sqrt(_ports[j]) * probe[j] : 0)
                - size * (Math.Sqrt(_ports[j]) * new Complex(re, im) + Math.Sqrt(_losses[j]) * new Complex(lostRe, lostIm));
        }

        RungeKutta(step);
    }

    private void RungeKutta(double h)
    {
        Slope(Fields, _k1);
        Try(_k1, 0.5 * h);
        Slope(_trial, _k2);
        Try(_k2, 0.5 * h);
        Slope(_trial, _k3);
        Try(_k3, h);
        Slope(_trial, _k4);
        for (var j = 0; j < Fields.Length; j++)
        {
            Fields[j] += h / 6 * (_k1[j] + 2 * (_k2[j] + _k3[j]) + _k4[j]);
        }

        Time += h;
    }

    private void Try(Complex[] slope, double h)
    {
        for (var j = 0; j < _trial.Length; j++)
        {
            _trial[j] = Fields[j] + h * slope[j];
        }
    }

    private void Slope(Complex[] a, Complex[] slope)
    {
        for (var j = 0; j < a.Length; j++)
        {
            slope[j] = _diagonal[j] * a[j] + _drive[j];
        }

        foreach (var (row, column, entry) in _couplings)
        {
            slope[row] += entry * a[column];
        }
    }

    private void Collect(int block, ReadOnlySpan<double> theta, List<(int, int, Complex)> couplings)
    {
        var (one, offset, flux) = (_network.Blocks[block], _network.Couplings[block], _network.Fluxes[block]);
        for (var entry = 0; one.Form != CouplingForm.Coupler && entry < one.Parameters.Length; entry++)
        {
            var parameter = one.Parameters[entry];
            if (parameter >= 0)
            {
                var (i, j) = (one.Rows.First + entry / one.Columns.Count, one.Columns.First + entry % one.Columns.Count);
                var coupling = new Complex(theta[offset + parameter], flux >= 0 ? theta[flux + parameter] : 0);
                couplings.Add((i, j, -Complex.ImaginaryOne * coupling));
                couplings.Add((j, i, -Complex.ImaginaryOne * Complex.Conjugate(coupling)));
            }
        }
    }

    /// <summary>Every eigenvalue lies in a disk about a diagonal entry, as wide as the row's couplings (Gershgorin).</summary>
    private double Bound()
    {
        var radii = new double[_diagonal.Length];
        foreach (var (row, _, entry) in _couplings)
        {
            radii[row] += Complex.Abs(entry);
        }

        return _diagonal.Zip(radii, (diagonal, radius) => Complex.Abs(diagonal) + radius).Max();
    }
}
