using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Loschmidt.EndToEnd.Support;

/// <summary>Everything that ships, made once by the command that makes it, outside the checkout.</summary>
public sealed class Shipped : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("loschmidt-shipped-");
    private readonly Lazy<Outcome> _published;

    public Shipped() => _published = new(() => Launcher.Dotnet(
        "run", Path.Combine(Checkout.Root, "packaging", "publish.cs"), "--",
        "--platform", Platform, "--output", Path.Combine(_root.FullName, "dist")));

    public static string Platform => RuntimeInformation.RuntimeIdentifier;

    /// <summary>The folder with the packages; made also where a platform's runtime packs cannot be had.</summary>
    public string Packages
    {
        get
        {
            var folder = Path.Combine(_root.FullName, "dist", "packages");
            var said = _published.Value.Error;
            Directory.Exists(folder).ShouldBeTrue(said);
            return folder;
        }
    }

    /// <summary>Where restored packages are kept, so that none of an earlier build with the same version is taken.</summary>
    public string Fetched => Path.Combine(_root.FullName, "fetched");

    /// <summary>A package by its name, with the version it was made with.</summary>
    public (string File, string Version) Package(string name)
    {
        var file = Directory.GetFiles(Packages, name + ".?.*.nupkg").ShouldHaveSingleItem();
        return (file, Path.GetFileNameWithoutExtension(file)[(name.Length + 1)..]);
    }

    /// <summary>A new empty folder.</summary>
    public string Folder(string name) => _root.CreateSubdirectory(name).FullName;

    /// <summary>Unpacks the archive for this platform and returns its one folder; skips where it cannot be made.</summary>
    public string Unpacked()
    {
        Assert.SkipWhen(
            _published.Value.Error.Contains("cannot be restored", StringComparison.Ordinal),
            $"needs the runtime packs for {Platform}, which cannot be restored here: {_published.Value.Error}");
        _published.Value.ExitCode.ShouldBe(0, _published.Value.Error);
        var made = Path.Combine(_root.FullName, "dist");
        var archive = Directory.GetFiles(made, "loschmidt-*").ShouldHaveSingleItem();
        var folder = Folder("unpacked");
        if (archive.EndsWith(".zip", StringComparison.Ordinal))
        {
            ZipFile.ExtractToDirectory(archive, folder);
        }
        else
        {
            using var tar = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
            TarFile.ExtractToDirectory(tar, folder, overwriteFiles: false);
        }

        return Directory.GetDirectories(folder).ShouldHaveSingleItem();
    }

    public void Dispose() => _root.Delete(recursive: true);
}
