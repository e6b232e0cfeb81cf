using System.Numerics;

namespace Loschmidt.Scattering;

public sealed partial class ScatteringNetwork
{
    // Rounding of a matrix that was computed, not typed.
    private const double Roundoff = 1e-12;

    /// <summary>θ of a network whose couplings and detunings are given as a matrix, as a design program or a measurement would.</summary>
    /// <remarks>J_jl off the diagonal, Δ_j on it. Port rates and read-out phases, where they are learned, begin as they were built.</remarks>
    /// <param name="hermitian">[modes × modes]; J = J† with real diagonal.</param>
    /// <returns>θ, [parameters]; allocated.</returns>
    /// <exception cref="ArgumentException">The matrix has another size, is not Hermitian, couples modes that the network does not, gives shared couplings
    /// different values, or the network couples through auxiliary modes; names the modes.</exception>
    public double[] ThetaOf(Complex[,] hermitian)
    {
        ArgumentNullException.ThrowIfNull(hermitian);
        if (hermitian.GetLength(0) != Modes || hermitian.GetLength(1) != Modes)
        {
            throw new ArgumentException(
                $"the matrix is {hermitian.GetLength(0)} x {hermitian.GetLength(1)}, but the network has {Modes} modes", nameof(hermitian));
        }

        RequireHermitian(hermitian);
        var θ = new double[Parameters.Count];
        for (var g = 0; g < Groups.Count; g++)
        {
            for (var mode = 0; mode < Groups[g].Count; mode++)
            {
                θ[Detunings[g] + mode] = hermitian[Groups[g].First + mode, Groups[g].First + mode].Real;
            }
        }

        var coupled = new bool[Modes, Modes];
        for (var b = 0; b < Blocks.Count; b++)
        {
            Read(b, hermitian, θ, coupled);
        }

        for (var j = 0; j < Modes; j++)
        {
            for (var l = j + 1; l < Modes; l++)
            {
                if (!coupled[j, l] && hermitian[j, l] != 0)
                {
                    throw new ArgumentException($"the matrix couples {NameOf(j)} and {NameOf(l)}, which this network does not", nameof(hermitian));
                }
            }
        }

        for (var mode = 0; Ports >= 0 && mode < Modes; mode++)
        {
            θ[Ports + mode] = PortRates[mode];
        }

        for (var output = 0; Phases >= 0 && output < Readout.Outputs.Count; output++)
        {
            θ[Phases + output] = Readout.Phases[output];
        }

        return θ;
    }

    private void RequireHermitian(Complex[,] matrix)
    {
        for (var j = 0; j < Modes; j++)
        {
            for (var l = 0; l <= j; l++)
            {
                var scale = Math.Max(1, Complex.Abs(matrix[j, l]));
                if (!(Complex.Abs(matrix[j, l] - Complex.Conjugate(matrix[l, j])) <= Roundoff * scale))
                {
                    throw new ArgumentException(
                        j == l
                            ? $"the detuning of {NameOf(j)} is {matrix[j, j]}; a detuning is real (loss is a rate of its own)"
                            : $"J from {NameOf(l)} to {NameOf(j)} is {matrix[j, l]}, back it is {matrix[l, j]}; couplings must be conjugates of each other (J = J†)",
                        nameof(matrix));
                }
            }
        }
    }

    private void Read(int index, Complex[,] matrix, double[] θ, bool[,] coupled)
    {
        var block = Blocks[index];
        if (block.Form == CouplingForm.Coupler)
        {
            throw new ArgumentException($"the couplings {block.Name} are made by auxiliary modes, so no matrix says what their detunings are");
        }

        var seen = new HashSet<int>();
        for (var entry = 0; entry < block.Parameters.Length; entry++)
        {
            var parameter = block.Parameters[entry];
            if (parameter < 0)
            {
                continue;
            }

            var (j, l) = (block.Rows.First + entry / block.Columns.Count, block.Columns.First + entry % block.Columns.Count);
            coupled[Math.Min(j, l), Math.Max(j, l)] = true;
            var value = matrix[j, l];
            if (block.Form == CouplingForm.Real && value.Imaginary != 0)
            {
                throw new ArgumentException($"J of {NameOf(j)} and {NameOf(l)} is {value}, but the couplings {block.Name} are real; couple them with CouplingForm.Complex");
            }

            if (!seen.Add(parameter) && θ[Couplings[index] + parameter] != value.Real)
            {
                throw new ArgumentException($"J of {NameOf(j)} and {NameOf(l)} is {value}, but another coupling that shares its parameter is {θ[Couplings[index] + parameter]}");
            }

            θ[Couplings[index] + parameter] = value.Real;
            if (block.Form == CouplingForm.Complex)
            {
                θ[Fluxes[index] + parameter] = value.Imaginary;
            }
        }
    }

    private string NameOf(int mode)
    {
        var group = Groups.First(one => mode < one.First + one.Count);
        return $"mode {mode - group.First} of {group.Name}";
    }
}
