using Loschmidt.Machines;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

// The ledger, the pictures and the fault report.
public sealed partial class HamiltonianMachine<T>
{
    private static readonly string[] Quantities = ["q", "p"];

    /// <inheritdoc/>
    /// <remarks>Positions and momenta; where brightness is what is read, |Ψ|² before them.</remarks>
    public IReadOnlyList<FieldShape> Fields => Bright
        ? [new("intensity", _x.Coordinates, 1, "", Signed: false), .. Canonical]
        : [.. Canonical];

    private bool Bright => _parts.Readout == Readout.Intensities;

    private FieldShape[] Canonical =>
        [new(_parts.Position, _x.Coordinates, 1, "", Signed: true), new("momentum", _x.Coordinates, 1, "", Signed: true)];

    /// <inheritdoc/>
    public int Steps => _parts.Schedule.Steps;

    /// <inheritdoc/>
    public Action<int>? Watcher { get; set; }

    /// <inheritdoc/>
    public void CopyField(int field, int lane, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)field, Bright ? 2u : 1u);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)lane, (uint)Lanes);
        var canonical = Bright ? field - 1 : field;
        for (var i = 0; i < _x.Coordinates; i++)
        {
            var at = i * _x.Lanes + lane;
            var (q, p) = (double.CreateTruncating(_x.View.Q[at]), double.CreateTruncating(_x.View.P[at]));
            values[i] = canonical switch { < 0 => (q * q + p * p) / 2, 0 => q, _ => p };
        }
    }

    /// <inheritdoc/>
    /// <remarks>A drive counts with its value at the beginning of the pass.</remarks>
    public double Energy()
    {
        var energy = new double[_x.Lanes];
        var drive = DriveOutward(0).At(0);
        foreach (var term in _step.Terms)
        {
            term.Term.Energy(_x.View, term.Control(Learning.Theta, drive), energy);
        }

        return energy.Sum() + Learning.Energy();
    }

    /// <inheritdoc/>
    /// <remarks>Σ|Ψ|² where all terms conserve it; a general Hamiltonian conserves no norm.</remarks>
    public double Norm()
    {
        if (!_parts.ConservesIntensity)
        {
            return double.NaN;
        }

        var sum = 0.0;
        for (var site = 0; site < _x.Coordinates; site++)
        {
            for (var at = site * _x.Lanes; at < site * _x.Lanes + _x.Active; at++)
            {
                var (q, p) = (double.CreateTruncating(_x.View.Q[at]), double.CreateTruncating(_x.View.P[at]));
                sum += (q * q + p * p) / 2;
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    /// <remarks>NaN where a term is none of modes: positions and momenta of a particle are no field.</remarks>
    public double Photons() => _step.Terms.All(term => term.Term is ICountsModes) ? Count(Ones()) : double.NaN;

    /// <inheritdoc/>
    public double ManleyRowe()
    {
        var worth = Ones();
        foreach (var term in _step.Terms)
        {
            if (term.Term is not ICountsModes modes)
            {
                return double.NaN;
            }

            modes.Weigh(worth);
        }

        return worth.Contains(2) ? Count(worth) : double.NaN;
    }

    private double[] Ones()
    {
        var ones = new double[_x.Coordinates];
        Array.Fill(ones, 1);
        return ones;
    }

    private double Count(double[] worth)
    {
        var sum = 0.0;
        for (var i = 0; i < _x.Coordinates; i++)
        {
            for (var lane = 0; lane < _x.Active; lane++)
            {
                var (q, p) = (double.CreateTruncating(_x.View.Q[(i * _x.Lanes) + lane]), double.CreateTruncating(_x.View.P[(i * _x.Lanes) + lane]));
                sum += worth[i] * ((q * q) + (p * p)) / 2;
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    public string? DescribeFault()
    {
        // θ first, π last: a bad parameter spoils the field, and a lost field spoils π, and θ where it recoils.
        return (FaultOf(Learning.Theta, "θ") ?? FaultOfField() ?? FaultOf(Learning.Pi, "π")) is { } fault ? Explained() ?? fault : null;
    }

    private string? FaultOf(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                return $"{name} of {Parameters.NameOf(i)} is {values[i]}: {LostTheta.Cause(Learning, "the learning rate or ε is too large")}";
            }
        }

        return null;
    }

    private string? FaultOfField()
    {
        foreach (var quantity in Quantities)
        {
            var plane = quantity == "q" ? _x.View.Q : _x.View.P;
            for (var i = 0; i < _x.Coordinates; i++)
            {
                for (var lane = 0; lane < _x.Active; lane++)
                {
                    var value = double.CreateTruncating(plane[i * _x.Lanes + lane]);
                    if (!double.IsFinite(value) || (_integers is not null && Math.Abs(value) > 1L << 22))
                    {
                        return $"{quantity} of site {i}, sample {lane}, is {value}: the step {_dt:g4} is too "
                            + "long for the stiffest frequency (dt·ω must stay below 2), or the potential is "
                            + "unbounded below";
                    }
                }
            }
        }

        return null;
    }
}
