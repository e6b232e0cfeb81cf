namespace Loschmidt.Relaxation;

/// <summary>Which oscillators are coupled.</summary>
public enum OscillatorArchitecture
{
    /// <summary>Each layer to the next one, all pairs; none within a layer.</summary>
    Layered,

    /// <summary>All pairs but those of two inputs, whose phases are held.</summary>
    AllToAll,
}
