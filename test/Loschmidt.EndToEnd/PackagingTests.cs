using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>What ships works in an empty folder, without the checkout and, as one file, without .NET.</summary>
public sealed partial class PackagingTests(Shipped shipped, Workplace place)
    : IClassFixture<Shipped>, IClassFixture<Workplace>
{
    /// <summary>The packages with a library, and what the program on their page ends with.</summary>
    public static TheoryData<string, string> Libraries => new()
    {
        { "Loschmidt", "0 xor 0: answers 0\n0 xor 1: answers 1\n1 xor 0: answers 1\n1 xor 1: answers 0\n" },
        { "Loschmidt.Experiments", "decay.svg is there\n" },
        { "Loschmidt.Testing", "the ring returns home, and its echo gradient is right to second order\n" },
    };

    // Red when a dependency is not declared, a type of the page is internal, or the page is not in the package.
    [Theory, MemberData(nameof(Libraries))]
    public void The_program_on_a_package_s_page_runs_from_the_package(string name, string ending)
    {
        var (file, version) = shipped.Package(name);
        var folder = shipped.Folder("project of " + name);
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="shipped" value="{shipped.Packages}" /></packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(folder, "Try.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="{name}" Version="{version}" /></ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program().Match(Page(file)).Groups["text"].Value);
        var restored = Launcher.DotnetIn(folder, shipped.Fetched, "restore");
        Assert.SkipWhen(
            restored.Out.Contains("NU1301", StringComparison.Ordinal),
            "needs the packages this one depends on, and no source of packages can be reached");
        restored.ExitCode.ShouldBe(0, restored.Out);

        var outcome = Launcher.DotnetIn(folder, shipped.Fetched, "run", "-c", "Release", "--no-restore");

        outcome.ExitCode.ShouldBe(0, outcome.Out + outcome.Error);
        outcome.Out.ReplaceLineEndings("\n").ShouldEndWith(ending);
    }

    // Red without the path map: the compiler writes the folder of its symbols into every assembly.
    [Theory]
    [InlineData("Loschmidt"), InlineData("Loschmidt.Experiments")]
    [InlineData("Loschmidt.Testing"), InlineData("Loschmidt.Cli")]
    public void A_package_has_page_and_licence_and_names_no_folder_of_the_machine_that_made_it(string name)
    {
        var (file, version) = shipped.Package(name);
        using var package = ZipFile.OpenRead(file);
        var specification = Text(package, name + ".nuspec");
        specification.ShouldContain("<license type=\"expression\">MIT</license>");
        specification.ShouldContain($"<version>{version}</version>");
        specification.ShouldContain("<readme>README.md</readme>");
        RelativeTarget().Matches(Page(file)).ShouldBeEmpty("a link into the checkout leads nowhere from a package");
        if (name != "Loschmidt.Cli")
        {
            package.GetEntry($"lib/net10.0/{name}.dll").ShouldNotBeNull();
            Text(package, $"lib/net10.0/{name}.xml").ShouldContain($"<name>{name}</name>");
        }

        using var symbols = ZipFile.OpenRead(Path.ChangeExtension(file, ".snupkg"));
        foreach (var entry in package.Entries.Concat(symbols.Entries))
        {
            var content = Content(entry);
            foreach (var trace in (string[])[Checkout.Root, Path.Combine(Path.GetTempPath(), "loschmidt-")])
            {
                content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace)).ShouldBe(-1, $"{entry.FullName} names {trace}");
            }
        }
    }

    [Fact]
    public void The_tool_installs_and_trains()
    {
        var (_, version) = shipped.Package("Loschmidt.Cli");
        var folder = shipped.Folder("tool");
        Launcher.DotnetIn(
            folder, shipped.Fetched, "tool", "install", "Loschmidt.Cli", "--version", version, "--tool-path", "bin",
            "--add-source", shipped.Packages).ShouldSucceed();
        var tool = Path.Combine(folder, "bin", "loschmidt");

        Launcher.DotnetIn(folder, shipped.Fetched, "tool", "list", "--tool-path", "bin").Out.ShouldContain("loschmidt");
        var presets = Launcher.In(tool, folder, "presets").ShouldSucceed();
        presets.Out.ShouldContain("ring ");
        presets.Out.ShouldBe(Launcher.Loschmidt("presets").Out);
        var result = Launcher.In(tool, folder, "train", "ring", "--quick", "--json").ShouldSucceed().Document;
        File.Exists(Path.Combine(RunFiles.Folder(result), "experiment.yaml")).ShouldBeTrue();
        RunFiles.Folder(result).ShouldStartWith(Path.Combine(folder, "runs"));
    }

    // Red when the trimmer takes a property of a settings record (the experiment cannot be bound), when a document is
    // serialised by reflection, and when code compiled ahead rounds differently from code compiled here.
    [Fact]
    public void The_one_file_trains_to_the_same_bits_where_there_is_no_dotnet()
    {
        var home = shipped.Unpacked();
        var names = Directory.GetFiles(home).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
        names.ShouldBe(OperatingSystem.IsWindows()
            ? ["LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", "los.cmd", "loschmidt.exe"]
            : ["LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", "los", "loschmidt"]);
        File.Exists(Path.Combine(home, "studio", "index.html")).ShouldBe(Launcher.Succeeds("npm", "--version"), "pages are built where Node.js is");
        var los = Path.Combine(home, OperatingSystem.IsWindows() ? "los.cmd" : "los");
        var folder = shipped.Folder("clean");

        var version = Launcher.Bare(los, folder, "--version").ShouldSucceed().Out;
        version.ShouldStartWith(shipped.Package("Loschmidt").Version);
        string[] quick = ["train", "xor", "--quick", "--json"];
        var here = Launcher.Loschmidt([.. quick, "--runs", place.Runs]).ShouldSucceed().Document;
        var there = Launcher.Bare(los, folder, quick).ShouldSucceed().Document;

        RunFiles.CostBits(there).ShouldBe(RunFiles.CostBits(here));
        File.ReadAllText(Path.Combine(RunFiles.Folder(there), "experiment.yaml"))
            .ShouldBe(File.ReadAllText(Path.Combine(RunFiles.Folder(here), "experiment.yaml")));
        var evaluated = Launcher.Bare(los, folder, "evaluate", RunFiles.Folder(there), "--json").ShouldSucceed();
        RunFiles.CostBits(evaluated.Document).ShouldBe(RunFiles.CostBits(there));
        Launcher.Bare(los, folder, "train", "xor", "--set", "machine.nonlinarity=1").Complaints
            .ShouldHaveSingleItem().ShouldContain("nonlinearity");
    }

    private static string Page(string package)
    {
        using var opened = ZipFile.OpenRead(package);
        return Text(opened, "README.md");
    }

    private static string Text(ZipArchive package, string name) =>
        Encoding.UTF8.GetString(Content(package.GetEntry(name).ShouldNotBeNull($"{name} is not in the package")));

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    [GeneratedRegex(@"^```csharp[^\n]*\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Program();

    [GeneratedRegex(@"\]\((?!https://)[^)]*\)")]
    private static partial Regex RelativeTarget();
}
