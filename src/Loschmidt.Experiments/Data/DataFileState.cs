namespace Loschmidt.Experiments.Data;

/// <summary>What was found where a known file should be.</summary>
public enum DataFileState
{
    /// <summary>No such file.</summary>
    Missing,

    /// <summary>Byte for byte the known file, packed or plain.</summary>
    Right,

    /// <summary>Other content, or damaged.</summary>
    Different,
}
