namespace Loschmidt.Experiments.Data;

/// <summary>A data file is missing or not what it claims to be; the message names file, byte offset, what was expected
/// and the cure.</summary>
public sealed class DataException : InputException
{
    /// <summary>Reports a problem at a place in a file.</summary>
    /// <param name="file">Path, as it was found.</param>
    /// <param name="offset">Byte offset in the (uncompressed) content.</param>
    /// <param name="message">What was expected, what was found, the cure.</param>
    /// <param name="innerException">What was underneath.</param>
    public DataException(string file, long offset, string message, Exception? innerException = null)
        : base($"{file}: byte {offset}: {message}", innerException)
    {
        File = file;
        Offset = offset;
    }

    /// <summary>Reports a problem at a place in a text file.</summary>
    /// <param name="where">File, line and column.</param>
    /// <param name="message">What was expected, what was found, the cure.</param>
    /// <param name="innerException">What was underneath.</param>
    public DataException(Schema.SourcePosition where, string message, Exception? innerException = null)
        : base($"{where}: {message}", innerException)
    {
        File = where.Source;
        Where = where;
        Offset = -1;
    }

    /// <summary>Reports that data cannot be had at all.</summary>
    /// <param name="file">What was looked for.</param>
    /// <param name="message">Where it was looked for, and the cure.</param>
    /// <param name="innerException">What was underneath.</param>
    public DataException(string file, string message, Exception? innerException = null)
        : base($"{file}: {message}", innerException)
    {
        File = file;
        Offset = -1;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Line and column of a text file; null for all others.</summary>
    public Schema.SourcePosition? Where { get; }

    /// <summary>Byte offset in the uncompressed content; −1 where the file as a whole is meant.</summary>
    public long Offset { get; }
}
