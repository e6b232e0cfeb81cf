namespace Loschmidt.Experiments.Data;

/// <summary>A file of a known data set.</summary>
/// <param name="Set">Its set, such as <c>mnist</c>.</param>
/// <param name="Name">File name without <c>.gz</c>.</param>
/// <param name="Description">What it holds.</param>
/// <param name="ContentBytes">Length of the uncompressed content.</param>
/// <param name="ContentSha256">SHA-256 of the uncompressed content, lower-case hexadecimal.</param>
/// <param name="ArchiveSha256">SHA-256 of the file as distributed, lower-case hexadecimal; empty where it is not
/// fetched.</param>
/// <param name="ArchiveBytes">Length of the file as distributed; 0 where it is not fetched.</param>
public sealed record DataFile(
    string Set, string Name, string Description, long ContentBytes, string ContentSha256, string ArchiveSha256,
    long ArchiveBytes)
{
    /// <summary>Whether <c>data get</c> can fetch it; otherwise its owners alone offer it.</summary>
    public bool IsFetched => ArchiveBytes > 0;

    /// <summary>Whether it is distributed as it is, not packed by gzip.</summary>
    public bool IsPlain => ArchiveSha256 == ContentSha256;

    /// <summary>Name of the file as distributed: with <c>.gz</c> unless <see cref="IsPlain"/>.</summary>
    public string ArchiveName => IsPlain ? Name : Name + ".gz";
}
