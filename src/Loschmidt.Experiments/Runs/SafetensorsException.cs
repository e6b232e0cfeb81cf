namespace Loschmidt.Experiments.Runs;

/// <summary>A safetensors file is not what it claims to be; names file, byte offset and what was expected.</summary>
public sealed class SafetensorsException : InputException
{
    /// <summary>Reports a problem at a place in a file.</summary>
    public SafetensorsException(string file, long offset, string message, Exception? innerException = null)
        : base($"{file}: byte {offset}: {message}", innerException) => Offset = offset;

    /// <summary>Byte offset in the file.</summary>
    public long Offset { get; }
}
