using Loschmidt.Cli;

namespace Loschmidt.Site;

/// <summary>From words on the command line to a folder of pages and an exit code.</summary>
internal static class SiteCommand
{
    private const string Usage = "accepted: [--output DIR] [--root DIR] [--external]";

    /// <summary>Builds the site.</summary>
    /// <param name="arguments"><c>--output</c>: where it goes; <c>--root</c>: the checkout; <c>--external</c>: also list links that leave it.</param>
    /// <param name="output">Hears what was made.</param>
    /// <param name="error">Hears what is wrong, a line each: file, line, problem.</param>
    /// <returns>0 done, 1 a document is at fault (nothing is written), 2 bad usage.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var (folder, root, external) = ("", Directory.GetCurrentDirectory(), false);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--external")
                external = true;
            else if (arguments[i] == "--output" && i + 1 < arguments.Count)
                folder = arguments[++i];
            else if (arguments[i] == "--root" && i + 1 < arguments.Count)
                root = arguments[++i];
            else
                return Refuse(error, $"'{arguments[i]}' is not understood; {Usage}");
        }

        root = Path.GetFullPath(root);
        if (!File.Exists(Path.Combine(root, SiteTree.Contents)))
            return Refuse(error, $"{root} holds no {SiteTree.Contents}, the table of contents; --root names the checkout");
        folder = folder.Length > 0 ? Path.GetFullPath(folder) : Path.Combine(root, "artifacts", "site");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, SiteWriter.Mark)))
            return Refuse(error, $"{folder} holds something else than a site, which would be lost; --output names an empty or new folder");

        var site = SiteTree.Read(root);
        foreach (var problem in site.Problems)
            error.WriteLine(problem);
        if (site.Problems.Count > 0)
        {
            error.WriteLine($"docs: {site.Problems.Count} problem{(site.Problems.Count == 1 ? "" : "s")}; nothing was written");
            return ExitCode.Failed;
        }

        foreach (var link in external ? site.External : [])
            output.WriteLine(link);
        SiteWriter.Write(site, folder);
        output.WriteLine($"{site.Pages.Count} pages, {site.Links} links checked, {site.External.Count} lead elsewhere and were not; open {Path.Combine(folder, "index.html")}");
        return ExitCode.Done;
    }

    private static int Refuse(TextWriter error, string message)
    {
        error.WriteLine($"docs: {message}");
        return ExitCode.BadInput;
    }
}
