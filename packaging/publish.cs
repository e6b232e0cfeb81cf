// Everything that ships: packages, and the command line as one file and one archive per platform. See ../publish.sh.
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;

const string CommandLine = "src/Loschmidt.Cli";
const string PageSources = "src/Loschmidt.Studio/web";
string[] packed = ["src/Loschmidt", "src/Loschmidt.Experiments", "test/Loschmidt.Testing", CommandLine];
List<string> platforms = [];
var output = "dist";
for (var i = 0; i < args.Length; i++)
{
    if (args[i] is not ("--platform" or "--output") || i + 1 == args.Length)
    {
        Console.Error.WriteLine(
            $"publish: '{args[i]}' is not understood; accepted: [--platform RID]... [--output DIR]");
        return 2;
    }

    if (args[i] == "--platform")
        platforms.Add(args[++i]);
    else
        output = args[++i];
}

if (platforms.Count == 0)
    platforms = ["linux-x64", "linux-arm64", "osx-arm64", "win-x64"];
var root = Path.GetDirectoryName(Path.GetDirectoryName((string)AppContext.GetData("EntryPointFilePath")!))!;
output = Path.GetFullPath(output);
Directory.CreateDirectory(output);

// A folder of its own, so that nothing is left over from other settings and no build of the checkout is disturbed.
var work = Directory.CreateTempSubdirectory("loschmidt-publish-").FullName;
try
{
    var epoch = Epoch();
    var version = Dotnet("msbuild", CommandLine, "-getProperty:Version").Said.Trim();
    var pages = Pages();
    Pack(pages);
    var absent = platforms.Where(platform => !Publish(platform, version, epoch, pages)).ToArray();
    Checksums();
    foreach (var platform in absent)
        Console.Error.WriteLine($"publish: {platform} was not made: its runtime packs cannot be restored");
    return absent.Length == 0 ? 0 : 1;
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine($"publish: {e.Message}");
    return 1;
}
finally
{
    Directory.Delete(work, recursive: true);
}

// The time written into archives: equal sources give equal files.
DateTimeOffset Epoch()
{
    var said = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH");
    if (said is null && Run("git", ["log", "-1", "--format=%ct"]) is { Code: 0 } git)
        said = git.Said.Trim();
    var oldest = new DateTimeOffset(1980, 1, 2, 0, 0, 0, TimeSpan.Zero); // that a zip archive can hold
    var seconds = long.TryParse(said, out var given) ? given : oldest.ToUnixTimeSeconds();
    Environment.SetEnvironmentVariable("SOURCE_DATE_EPOCH", seconds.ToString());
    return DateTimeOffset.FromUnixTimeSeconds(seconds);
}

// The studio's pages, from a copy of their sources; null where they cannot be built, and then nothing ships with pages.
string? Pages()
{
    Console.Error.WriteLine("building the studio's pages ...");
    var (sources, copy, built) = (Path.Combine(root, PageSources), Path.Combine(work, "web"), Path.Combine(work, "studio"));
    foreach (var file in Directory.EnumerateFiles(sources, "*", SearchOption.AllDirectories))
    {
        var name = Path.GetRelativePath(sources, file);
        if (name.StartsWith("node_modules", StringComparison.Ordinal))
            continue;
        var target = Path.Combine(copy, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
    }

    try
    {
        string[][] steps =
        [
            ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1"],
            ["run", "build", "--", "--outDir", built, "--emptyOutDir", "--logLevel", "error"],
        ];
        if (steps.All(step => Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", step, copy).Code == 0))
            return built;
        Console.Error.WriteLine("publish: the studio's pages could not be built; what ships has its programming interface alone");
    }
    catch (System.ComponentModel.Win32Exception)
    {
        Console.Error.WriteLine("publish: no Node.js 20 or newer on the PATH; what ships has the studio's programming interface without its pages");
    }

    return null;
}

void Pack(string? pages)
{
    var folder = Fresh(Path.Combine(output, "packages"));
    foreach (var project in packed)
        Dotnet(["pack", project, "-c", "Release", "--artifacts-path", Path.Combine(work, "packages"), "-o", folder, .. WithPages(pages)]);
    foreach (var file in Directory.EnumerateFiles(folder).Order())
        Report(file);
}

static string[] WithPages(string? pages) => pages is null ? [] : [$"-p:StudioPages={pages}"];

bool Publish(string platform, string version, DateTimeOffset epoch, string? pages)
{
    Console.Error.WriteLine($"publishing for {platform} ...");
    var build = Path.Combine(work, platform);
    string[] settings = [$"-p:RuntimeIdentifier={platform}", $"-p:ArtifactsPath={build}"];
    var restored = Run("dotnet", ["restore", CommandLine, .. settings]);
    if (restored.Code != 0)
    {
        Console.Error.WriteLine(Errors(restored.Said).Split('\n')[0]);
        return false;
    }

    Dotnet(["publish", CommandLine, "-c", "Release", "--no-restore", .. settings, .. WithPages(pages), "-o", Path.Combine(build, "out")]);
    var windows = platform.StartsWith("win", StringComparison.Ordinal);
    var program = windows ? "loschmidt.exe" : "loschmidt";
    var folder = Fresh(Path.Combine(output, platform));
    var made = Path.Combine(build, "out", windows ? "Loschmidt.Cli.exe" : "Loschmidt.Cli");
    File.Move(made, Path.Combine(folder, program));
    if (pages is not null)
        Directory.Move(Path.Combine(build, "out", "studio"), Path.Combine(folder, "studio"));
    File.Copy(Path.Combine(root, "LICENSE"), Path.Combine(folder, "LICENSE"));
    File.Copy(Path.Combine(root, "packaging", "archive.md"), Path.Combine(folder, "README.md"));
    File.WriteAllText(Path.Combine(folder, "THIRD-PARTY-NOTICES.txt"), Notices(platform, build, pages is not null));
    if (windows)
        File.WriteAllText(Path.Combine(folder, "los.cmd"), "@\"%~dp0loschmidt.exe\" %*\r\n");
    else if (OperatingSystem.IsWindows())
        File.Copy(Path.Combine(folder, program), Path.Combine(folder, "los")); // links need rights there
    else
        File.CreateSymbolicLink(Path.Combine(folder, "los"), program);

    var name = $"loschmidt-{version}-{platform}";
    var archive = Path.Combine(output, name + (windows ? ".zip" : ".tar.gz"));
    if (windows)
        Zip(archive, folder, name, epoch);
    else
        Tar(archive, folder, name, epoch);
    Report(Path.Combine(folder, program));
    Report(archive);
    return true;
}

// Licences ask to be passed on with what they cover.
string Notices(string platform, string build, bool pages)
{
    var file = Path.Combine(build, "obj", "Loschmidt.Cli", "project.assets.json");
    using var assets = JsonDocument.Parse(File.ReadAllText(file));
    var cache = assets.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
    var target = assets.RootElement.GetProperty("targets").EnumerateObject().Last().Value;
    var text = new StringWriter { NewLine = "\n" };
    text.WriteLine("The file contains, beside Loschmidt, these packages:\n");
    foreach (var package in target.EnumerateObject().Where(HasCode).Select(p => p.Name.ToLowerInvariant()))
    {
        var id = package[..package.IndexOf('/')];
        var metadata = XDocument.Load(Path.Combine(cache, package, id + ".nuspec")).Root!.Elements().First();
        var about = metadata.Elements().ToLookup(e => e.Name.LocalName, e => e.Value);
        var licence = about["license"].FirstOrDefault("see its page");
        text.WriteLine($"{about["id"].First()} {about["version"].First()}, licence {licence}");
        text.WriteLine($"    {about["copyright"].FirstOrDefault($"Copyright (c) {about["authors"].First()}")}");
    }

    text.WriteLine("\nand the .NET runtime with its own notices:\n");
    foreach (var framework in (string[])["netcore", "aspnetcore"])
    {
        var pack = Directory.GetDirectories(Path.Combine(cache, $"microsoft.{framework}.app.runtime.{platform}")).Order().Last();
        foreach (var notice in Directory.GetFiles(pack, "*.TXT").Order())
            text.WriteLine(File.ReadAllText(notice).ReplaceLineEndings("\n"));
    }

    // Parts of these are in the pages; the others only build them.
    foreach (var package in pages ? (string[])["clsx", "esm-env", "svelte", "uplot"] : [])
    {
        text.WriteLine($"\nand, in the folder studio, parts of {package}:\n");
        var licence = Directory.GetFiles(Path.Combine(work, "web", "node_modules", package))
            .First(file => Path.GetFileName(file).StartsWith("licen", StringComparison.OrdinalIgnoreCase));
        text.WriteLine(File.ReadAllText(licence).ReplaceLineEndings("\n"));
    }

    return text.ToString();

    static bool HasCode(JsonProperty p) => p.Value.GetProperty("type").GetString() == "package"
        && (p.Value.TryGetProperty("runtime", out _) || p.Value.TryGetProperty("native", out _));
}

static IEnumerable<(string File, string Name)> Inside(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
    .Select(file => (file, Path.GetRelativePath(folder, file).Replace('\\', '/'))).OrderBy(pair => pair.Item2, StringComparer.Ordinal);

static void Zip(string archive, string folder, string name, DateTimeOffset epoch)
{
    using var zip = new ZipArchive(File.Create(archive), ZipArchiveMode.Create);
    foreach (var (file, inside) in Inside(folder))
    {
        var entry = zip.CreateEntry($"{name}/{inside}", CompressionLevel.SmallestSize);
        entry.LastWriteTime = epoch;
        using var from = File.OpenRead(file);
        using var to = entry.Open();
        from.CopyTo(to);
    }
}

static void Tar(string archive, string folder, string name, DateTimeOffset epoch)
{
    const UnixFileMode Text = (UnixFileMode)0b110_100_100, Program = (UnixFileMode)0b111_101_101;
    using var gzip = new GZipStream(File.Create(archive), CompressionLevel.SmallestSize);
    using var tar = new TarWriter(gzip, TarEntryFormat.Ustar);
    foreach (var (file, inside) in Inside(folder))
    {
        var path = $"{name}/{inside}";
        if (inside == "los")
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, path)
            {
                LinkName = "loschmidt", ModificationTime = epoch, Mode = Program,
            });
            continue;
        }

        using var content = File.OpenRead(file);
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path)
        {
            DataStream = content, ModificationTime = epoch,
            Mode = inside == "loschmidt" ? Program : Text,
        });
    }
}

void Checksums()
{
    var files = Directory.GetFiles(output, "loschmidt-*").Concat(Directory.GetFiles(Path.Combine(output, "packages")));
    var lines = files.Order(StringComparer.Ordinal).Select(file =>
    {
        using var stream = File.OpenRead(file);
        var name = Path.GetRelativePath(output, file).Replace('\\', '/');
        return $"{Convert.ToHexStringLower(SHA256.HashData(stream))}  {name}\n";
    });
    File.WriteAllText(Path.Combine(output, "SHA256SUMS"), string.Concat(lines));
}

void Report(string file) =>
    Console.WriteLine($"{new FileInfo(file).Length / 1e6,7:f2} MB  {Path.GetRelativePath(output, file)}");

static string Fresh(string folder)
{
    if (Directory.Exists(folder))
        Directory.Delete(folder, recursive: true);
    return Directory.CreateDirectory(folder).FullName;
}

static string Errors(string log)
{
    var lines = log.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Order().Distinct();
    var errors = string.Join('\n', lines);
    return errors.Length > 0 ? errors : log;
}

(int Code, string Said) Dotnet(params string[] arguments)
{
    var done = Run("dotnet", arguments);
    return done.Code == 0
        ? done
        : throw new InvalidOperationException($"dotnet {arguments[0]} failed\n{Errors(done.Said)}");
}

(int Code, string Said) Run(string program, string[] arguments, string? folder = null)
{
    var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = folder ?? root };
    using var process = Process.Start(start)!;
    var said = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return (process.ExitCode, said);
}
