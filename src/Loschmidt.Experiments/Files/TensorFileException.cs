namespace Loschmidt.Experiments.Files;

/// <summary>A file of arrays – npy, npz or safetensors – is missing or not what it claims to be; the message names
/// file, byte offset and what was expected.</summary>
public sealed class TensorFileException : InputException
{
    /// <summary>Reports a problem at a place in a file.</summary>
    /// <param name="file">Path, as it was given; an entry of an archive follows in brackets.</param>
    /// <param name="offset">Byte offset in the file; inside a packed entry of an archive, in what it unpacks
    /// to.</param>
    /// <param name="message">What was expected, what was found.</param>
    /// <param name="innerException">What was underneath.</param>
    public TensorFileException(string file, long offset, string message, Exception? innerException = null)
        : base($"{file}: byte {offset}: {message}", innerException)
    {
        File = file;
        Offset = offset;
    }

    /// <summary>Opens a file for reading from front to back.</summary>
    /// <exception cref="TensorFileException">It is missing or not to be read.</exception>
    internal static FileStream Open(string path)
    {
        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TensorFileException(path, 0, "cannot be opened; is it there, and may you read it?", e);
        }
    }

    /// <summary>The file, and the entry where it is an archive.</summary>
    public string File { get; }

    /// <summary>Byte offset in the file; inside a packed entry of an archive, in what it unpacks to.</summary>
    public long Offset { get; }
}
