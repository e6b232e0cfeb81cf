namespace Loschmidt.Experiments.Data;

/// <summary>A file could be had from none of its places; the message is one line with the reason for each.</summary>
/// <remarks>No mistake of the user's, so no <see cref="InputException"/>: the same command may succeed later.</remarks>
public sealed class FetchException : Exception
{
    /// <summary>Reports a file that could not be fetched.</summary>
    /// <param name="file">Set and name.</param>
    /// <param name="reasons">What went wrong at each place.</param>
    /// <param name="innerException">What was underneath the last of them.</param>
    public FetchException(string file, IEnumerable<string> reasons, Exception? innerException = null)
        : base(
            $"{file} cannot be fetched: {string.Join("; ", reasons)}; try again when online, set https_proxy where a "
            + "proxy is needed, or name a place of your own by --mirror URL", innerException)
    {
    }
}
