namespace Loschmidt.Spins;

/// <summary>What of a magnet is trained.</summary>
public enum SpinKnobs
{
    /// <summary>A local field along z at every spin.</summary>
    Field,

    /// <summary>The exchange of every bond.</summary>
    Exchange,

    /// <summary>Both.</summary>
    Both,
}
