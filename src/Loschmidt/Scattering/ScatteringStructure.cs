namespace Loschmidt.Scattering;

/// <summary>How the modes of a scattering machine are arranged.</summary>
public enum ScatteringStructure
{
    /// <summary>Layers, each coupled to the next mode by mode.</summary>
    Layered,

    /// <summary>Layers, each pair of modes coupled through a small resonator of its own, whose detuning is trained.</summary>
    Racetrack,

    /// <summary>Layers of images coupled by kernels, then dense layers.</summary>
    Convolutional,

    /// <summary>Input modes coupled to one pool of modes that are all coupled to each other.</summary>
    Dense,

    /// <summary>Input modes coupled to one square lattice.</summary>
    Lattice,

    /// <summary>Input modes coupled to one pool of modes with random couplings among them.</summary>
    Random,
}
