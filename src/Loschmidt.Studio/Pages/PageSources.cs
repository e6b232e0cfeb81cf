using System.Security.Cryptography;
using System.Text;

namespace Loschmidt.Studio.Pages;

/// <summary>The sources of the pages in a checkout.</summary>
/// <param name="root">The checkout.</param>
internal sealed class PageSources(string root)
{
    private const string Place = "src/Loschmidt.Studio/web";
    private const string LockFile = "package-lock.json";

    /// <summary>Folder of the sources.</summary>
    public string Folder { get; } = Path.Combine(root, Place);

    /// <summary>Folder of everything that is built from them.</summary>
    public string Built { get; } = Path.Combine(root, "artifacts", "studio");

    /// <summary>The sources of the checkout that a program lies in; null outside of any.</summary>
    /// <param name="program">The program's folder.</param>
    public static PageSources? Above(string program)
    {
        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Place, LockFile)))
                return new PageSources(folder.FullName);
        }

        return null;
    }

    /// <summary>Names the content of all sources: times say nothing after a checkout, a merge or a copy.</summary>
    public string Stamp()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(Folder).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(Folder, file).Replace('\\', '/') + "\n"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Name(hash.GetHashAndReset());
    }

    /// <summary>Names the packages that the sources ask for.</summary>
    public string PackagesStamp() => Name(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, LockFile))));

    private static string Name(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, 8));

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(inner => Path.GetFileName(inner) is not "node_modules" and not "dist" && !Path.GetFileName(inner).StartsWith('.')).SelectMany(Files));
}
