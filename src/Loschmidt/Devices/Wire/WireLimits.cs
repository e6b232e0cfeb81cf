namespace Loschmidt.Devices.Wire;

/// <summary>What a line may be at most; both ends refuse more.</summary>
public static class WireLimits
{
    /// <summary>Bytes of a line, its end not counted.</summary>
    public const int Line = 4 << 20;

    /// <summary>Objects and arrays inside each other.</summary>
    public const int Depth = 8;

    /// <summary>Entries of <c>do</c> and of <c>results</c>.</summary>
    public const int Verbs = 1 << 16;

    /// <summary>Numbers of one array.</summary>
    public const int Numbers = 1 << 19;

    /// <summary>The version of the protocol spoken here.</summary>
    public const int Protocol = 1;
}
