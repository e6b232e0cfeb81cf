using Loschmidt.Machines;

namespace Loschmidt.Learning;

/// <summary>A ring of Kerr modes whose hopping phases learn: every bond goes through two driven modes of its own.</summary>
/// <remarks>
/// H = Σ_b [H_θ(α₁, α₂) + J/n₀ (α₁α₂*Ψ_i*Ψ_j + c.c.)] + Σ_i (K/2)|Ψ_i|⁴ with j = i + 1 on the ring and θ_b = φ₁ − φ₂ (where the sum is free, α₁α₂ for α₁α₂*):
/// near the ground state a hop J e^(iθ)Ψ_i*Ψ_j + c.c. The sum of θ round the ring is a flux that no choice of phases of Ψ removes, so light may go one way round and not the other.
/// All of (Ψ, α) evolves together: the four-wave term is cut into eight products of one coordinate of every mode, q₁q₂q₃q₄ with an even number of q replaced by p, whose flows are
/// exact shears; first in one order, then in the other. Time reversal conjugates Ψ and α: θ → −θ, the flux with it, π → π.
/// <para>Parameters <c>ring/phase[bond]</c>. A sample brings one real amplitude a site; targets are intensities a site, C = Σ(|Ψ_i|² − I_i)². One sample at a time, in double precision.</para>
/// </remarks>
public sealed partial class HoppingPhases : IReverses, IConserves
{
    // Monomials by which modes (α₁, α₂, Ψ_i, Ψ_j) bring their p.
    private static readonly int[] Patterns = [0b0000, 0b0011, 0b0101, 0b1001, 0b0110, 0b1010, 0b1100, 0b1111];

    private readonly PhaseOfTwoModes _matter;
    private readonly double[] _psi;
    private readonly double[] _targets;
    private readonly double[] _keptPsi;
    private readonly LearningField _kept;
    private readonly double[] _strengths;
    private readonly double _kerr;
    private readonly double _step;
    private readonly int _steps;
    private bool _keptOnce;

    /// <summary>Builds the ring, θ = 0 everywhere.</summary>
    /// <param name="sites">Modes of the ring, at least 3.</param>
    /// <param name="matter">The modes behind every bond.</param>
    /// <param name="hopping">J, strength of a hop at n₀.</param>
    /// <param name="kerr">K of the ring's modes.</param>
    /// <param name="duration">T of a pass.</param>
    /// <param name="steps">Time steps of a pass.</param>
    public HoppingPhases(int sites, PhaseOfTwoModes matter, double hopping, double kerr, double duration, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sites, 3);
        ArgumentNullException.ThrowIfNull(matter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(duration);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        (_matter, _kerr, _step, _steps) = (matter, kerr, duration / steps, steps);
        Parameters = new ParameterLayout(("ring/phase", [sites]));
        (Learning, _kept) = (new LearningField(sites, 0, 0), new LearningField(sites, 0, 0));
        Learning.MakeOf(matter, held: false);
        (_psi, _keptPsi, _targets) = (new double[2 * sites], new double[2 * sites], new double[sites]);

        // 2(J/n₀)Re of a product of four (q ± ip)/√2.
        double[] signs = [1, matter.Free == FreePhase.Difference ? -1 : 1, -1, 1];
        _strengths = [.. Patterns.Select(pattern => hopping / matter.Photons / 2 * Sign(pattern, signs))];
    }

    /// <inheritdoc/>
    public string Kind => "hopping-phases";

    /// <inheritdoc/>
    public ParameterLayout Parameters { get; }

    /// <inheritdoc/>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes => 1;

    /// <inheritdoc/>
    public int Features => _targets.Length;

    /// <inheritdoc/>
    public int Targets => _targets.Length;

    /// <inheritdoc/>
    public int Outputs => _targets.Length;

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Features != Features || batch.TargetCount != Targets || batch.Active != 1)
        {
            throw new ArgumentException($"the ring takes one sample of {Features} amplitudes and {Targets} intensities", nameof(batch));
        }

        for (var i = 0; i < _targets.Length; i++)
        {
            (_psi[2 * i], _psi[(2 * i) + 1]) = (Math.Sqrt(2) * batch.Inputs[i * batch.Lanes], 0);
            _targets[i] = batch.Targets[i * batch.Lanes];
        }
    }

    /// <inheritdoc/>
    public void Evolve()
    {
        for (var n = 0; n < _steps; n++)
        {
            Learning.Drift(_step / 2);
            Turn(_step / 2);
            Mix(_step);
            Turn(_step / 2);
            Learning.Drift(_step / 2);
        }
    }

    /// <inheritdoc/>
    public void Return() => Evolve();

    /// <inheritdoc/>
    public void Reverse()
    {
        for (var i = 1; i < _psi.Length; i += 2)
        {
            _psi[i] = -_psi[i];
        }

        Learning.Reverse();
    }

    /// <inheritdoc/>
    /// <remarks>Ψ → Ψ e^(−2iε(|Ψ|² − I)); the cost knows no phases, so it is its own reversal.</remarks>
    public void Nudge(double epsilon)
    {
        for (var i = 0; i < _targets.Length; i++)
        {
            Rotate(i, 2 * epsilon * (Intensity(i) - _targets[i]));
        }
    }

    /// <inheritdoc/>
    public double Cost()
    {
        var cost = 0.0;
        for (var i = 0; i < _targets.Length; i++)
        {
            cost += Math.Pow(Intensity(i) - _targets[i], 2);
        }

        return cost;
    }

    /// <summary>Reads the intensities of the ring's modes.</summary>
    /// <param name="outputs">[sites], overwritten.</param>
    public void Read(Span<double> outputs)
    {
        for (var i = 0; i < _targets.Length; i++)
        {
            outputs[i] = Intensity(i);
        }
    }

    /// <inheritdoc/>
    public void Keep()
    {
        _psi.CopyTo(_keptPsi, 0);
        _kept.CopyFrom(Learning);
        _keptOnce = true;
    }

    /// <inheritdoc/>
    public void Recall()
    {
        ThrowUnlessKept();
        _keptPsi.CopyTo(_psi, 0);
        Learning.CopyFrom(_kept);
    }

    /// <inheritdoc/>
    public HomeDistance DistanceFromKept()
    {
        ThrowUnlessKept();
        var (field, learning) = (0.0, 0.0);
        for (var i = 0; i < _psi.Length; i++)
        {
            field = Math.Max(field, Math.Abs(_psi[i] - _keptPsi[i]));
        }

        for (var i = 0; i < Learning.Count; i++)
        {
            learning = Math.Max(learning, Math.Max(Math.Abs(Learning.Theta[i] - _kept.Theta[i]), Math.Abs(Learning.Pi[i] - _kept.Pi[i])));
        }

        var (re, im, here, there) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < _psi.Length; i += 2)
        {
            re += (_psi[i] * _keptPsi[i]) + (_psi[i + 1] * _keptPsi[i + 1]);
            im += (_psi[i + 1] * _keptPsi[i]) - (_psi[i] * _keptPsi[i + 1]);
            here += (_psi[i] * _psi[i]) + (_psi[i + 1] * _psi[i + 1]);
            there += (_keptPsi[i] * _keptPsi[i]) + (_keptPsi[i + 1] * _keptPsi[i + 1]);
        }

        return new HomeDistance(field / Math.Sqrt(there > 0 ? there : 1), learning, there > 0 ? ((re * re) + (im * im)) / (here * there) : 1);
    }

    /// <inheritdoc/>
    public double Energy()
    {
        var energy = Learning.Energy();
        for (var i = 0; i < _targets.Length; i++)
        {
            energy += _kerr / 2 * Math.Pow(Intensity(i), 2);
            var bond = Learning.Carriers.Slice(i * _matter.Carriers, _matter.Carriers);
            for (var m = 0; m < Patterns.Length; m++)
            {
                energy += _strengths[m] * Coordinate(bond, 0, Patterns[m]) * Coordinate(bond, 1, Patterns[m])
                    * Coordinate(Site(i), 0, Patterns[m] >> 2) * Coordinate(Site(i + 1), 0, Patterns[m] >> 3);
            }
        }

        return energy;
    }

    /// <summary>N = Σ|Ψ_i|²: a hop exchanges one photon of a site for one of its neighbour.</summary>
    public double Norm()
    {
        var norm = 0.0;
        for (var i = 0; i < _targets.Length; i++)
        {
            norm += Intensity(i);
        }

        return norm;
    }

    /// <inheritdoc/>
    public string? DescribeFault() => double.IsFinite(Norm()) ? null : "a mode of the ring is not finite: take more time steps";

    private Span<double> Site(int i) => _psi.AsSpan(2 * (i % _targets.Length), 2);

    private double Intensity(int i) => ((_psi[2 * i] * _psi[2 * i]) + (_psi[(2 * i) + 1] * _psi[(2 * i) + 1])) / 2;

    private void ThrowUnlessKept()
    {
        if (!_keptOnce)
        {
            throw new InvalidOperationException("nothing was kept: call Keep first");
        }
    }
}
