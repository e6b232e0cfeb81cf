using System.Numerics;
using Loschmidt.Numerics.Fourier;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields.Photonic;

/// <summary>What the elements of one machine share: a scratch register and one Fourier plan per size.</summary>
internal sealed class OpticalBench<T>(int modes, int lanes)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<(int Rows, int Columns), Fourier2D<T>> _plans = [];

    /// <summary>[modes × lanes] to write over.</summary>
    public PhasePoint<T> Scratch { get; } = new(modes, lanes);

    /// <summary>The unitary transform of one grid size.</summary>
    public Fourier2D<T> Fourier(int rows, int columns)
    {
        if (!_plans.TryGetValue((rows, columns), out var plan))
        {
            plan = new Fourier2D<T>(rows, columns);
            _plans.Add((rows, columns), plan);
        }

        return plan;
    }
}
