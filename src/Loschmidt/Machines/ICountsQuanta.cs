namespace Loschmidt.Machines;

/// <summary>A machine whose coordinates are modes with quanta in them.</summary>
public interface ICountsQuanta : IEvolves
{
    /// <summary>Σ|Ψ|² over all modes, ancillas included, summed over samples; NaN where coordinates are no modes.</summary>
    double Photons();

    /// <summary>Σ|Ψ|² + 2Σ|a|² with a the second harmonics of χ(2), summed over samples, the invariant of Manley and Rowe; NaN where there is no χ(2).</summary>
    double ManleyRowe();
}
