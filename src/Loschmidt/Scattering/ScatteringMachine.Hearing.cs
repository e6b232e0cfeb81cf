using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Scattering.Solvers;

namespace Loschmidt.Scattering;

public sealed unsafe partial class ScatteringMachine<T>
{
    /// <summary>From forward and adjoint fields to ∂C/∂θ: every parameter hears the fields at its own place.</summary>
    private void Hear(Span<double> gradient)
    {
        for (var g = 0; g < Network.Groups.Count; g++)
        {
            for (var mode = 0; mode < Network.Groups[g].Count; mode++)
            {
                gradient[Network.Detunings[g] + mode] += Local(Network.Groups[g].First + mode).Real;
            }
        }

        for (var b = 0; b < Network.Blocks.Count; b++)
        {
            if (_dense[b])
            {
                HearDense(Network.Blocks[b], gradient[Network.Couplings[b]..]);
            }
            else
            {
                HearEntries(b, gradient);
            }
        }

        HearReadout(gradient);
    }

    /// <summary>Σ λ_j u_j over lanes and columns.</summary>
    private Complex Local(int mode)
    {
        var sum = Overlap(mode, mode);
        return Network.IsReciprocal ? 0.5 * sum : sum;
    }

    /// <summary>Σ v_j u_l: where all is reciprocal λ_j u_l + λ_l u_j already, else λ_j u_l.</summary>
    private Complex Overlap(int first, int second) => LaneOverlaps<T>.Pair(At(_v, first, 0), At(_u, second, 0), _columns);

    // Tiles of 4 × 4 pay where most pairs are coupled and neighbours in the network are neighbours in the solver's order.
    private bool IsDense(CouplingBlock block) =>
        block.Form == CouplingForm.Real && Network.IsReciprocal
        && block.Parameters.Count(parameter => parameter >= 0) * 3 > block.Parameters.Length && IsRun(block.Rows) && IsRun(block.Columns);

    private bool IsRun(ModeGroup group) => _places[group.First + group.Count - 1] - _places[group.First] == group.Count - 1;

    private void HearDense(CouplingBlock block, Span<double> gradient)
    {
        var sums = _sums.AsSpan(0, block.Parameters.Length);
        sums.Clear();
        LaneOverlaps<T>.Real(
            At(_v, block.Rows.First, 0), At(_u, block.Columns.First, 0), _columns, block.Rows.Count, block.Columns.Count, sums);
        for (var entry = 0; entry < sums.Length; entry++)
        {
            if (block.Parameters[entry] >= 0)
            {
                gradient[block.Parameters[entry]] += sums[entry];
            }
        }
    }

    private void HearEntries(int index, Span<double> gradient)
    {
        var (block, couplers) = (Network.Blocks[index], _atTheta.Couplers[index]);
        var (offset, flux) = (Network.Couplings[index], Network.Fluxes[index]);
        var strength = block.CouplerStrength * block.CouplerStrength;
        for (var entry = 0; entry < block.Parameters.Length; entry++)
        {
            var parameter = block.Parameters[entry];
            if (parameter < 0)
            {
                continue;
            }

            var (j, l) = (block.Rows.First + entry / block.Columns.Count, block.Columns.First + entry % block.Columns.Count);
            var forth = Overlap(j, l);
            var back = Network.IsReciprocal ? Complex.Zero : Overlap(l, j);
            if (block.Form == CouplingForm.Coupler)
            {
                // Its auxiliary mode adds g²χ to four entries of A, and dχ/dΔ = −iχ².
                var around = Local(j) + Local(l) + forth + back;
                gradient[offset + parameter] -= (strength * couplers[entry] * couplers[entry] * around).Real;
                continue;
            }

            gradient[offset + parameter] += (forth + back).Real;
            if (flux >= 0)
            {
                gradient[flux + parameter] += (back - forth).Imaginary;
            }
        }
    }

    private void HearReadout(Span<double> gradient)
    {
        var options = Network.Options;
        var readout = Network.Readout;
        if (options.LearnPortRates)
        {
            HearPorts(gradient.Slice(Network.Ports, Network.Modes));
        }

        if (!options.LearnPhases)
        {
            return;
        }

        for (var r = 0; r < readout.Outputs.Count; r++)
        {
            var turn = Complex.FromPolarCoordinates(1, -Phase(r));
            for (var lane = 0; lane < Lanes; lane++)
            {
                gradient[Network.Phases + r] += _slope[r * Lanes + lane] * (turn * Outgoing(r, lane)).Imaginary;
            }
        }
    }

    /// <summary>∂C/∂κ: the mode decays faster, and both what enters and what leaves through the port grows as √κ.</summary>
    private void HearPorts(Span<double> gradient)
    {
        var readout = Network.Readout;
        for (var mode = 0; mode < Network.Modes; mode++)
        {
            gradient[mode] += 0.5 * Local(mode).Imaginary;
            if (!readout.Reflection && readout.Probe[mode] != 0)
            {
                gradient[mode] -= (Sum(At(_v, mode, 0)) * readout.Probe[mode]).Imaginary / (2 * Math.Sqrt(_atTheta.PortRates[mode]));
            }
        }

        for (var r = 0; r < readout.Outputs.Count; r++)
        {
            var mode = readout.Outputs[r];
            var turn = Complex.FromPolarCoordinates(1, -Phase(r));
            var factor = readout.Reflection ? 1 : 1 / (2 * Math.Sqrt(_atTheta.PortRates[mode]));
            var at = At(_u, mode, readout.Reflection ? r : 0);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var u = new Complex(double.CreateTruncating(at[lane]), double.CreateTruncating(at[lane + Lanes]));
                gradient[mode] -= factor * _slope[r * Lanes + lane] * (turn * u).Real;
            }
        }
    }

    private Complex Sum(T* lanes)
    {
        var sum = Complex.Zero;
        for (var lane = 0; lane < Lanes; lane++)
        {
            sum += new Complex(double.CreateTruncating(lanes[lane]), double.CreateTruncating(lanes[lane + Lanes]));
        }

        return sum;
    }
}
