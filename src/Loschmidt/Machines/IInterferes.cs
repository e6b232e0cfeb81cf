namespace Loschmidt.Machines;

/// <summary>A machine of linear optics: as a function of any one parameter its cost is a finite Fourier series.</summary>
/// <remarks>
/// Light that meets the phase e^(−iα), α = χθ, n times in one pass leaves as a polynomial of degree n in e^(−iα). A cost that is
/// quadratic in the field then has harmonics up to R = n, one that is quadratic in intensities up to R = 2n. No state but that of
/// the parameters may be carried from pass to pass, and θ must not move during one.
/// </remarks>
public interface IInterferes : IEvolves
{
    /// <summary>R ≥ 1, the highest harmonic of the angle α in the cost.</summary>
    int Harmonics { get; }

    /// <summary>α/θ in rad per unit of that parameter; 0 where the light does not feel it.</summary>
    /// <param name="parameter">Index in θ.</param>
    double AngleOf(int parameter);
}
