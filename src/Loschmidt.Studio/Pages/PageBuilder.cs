using System.ComponentModel;
using System.Diagnostics;

namespace Loschmidt.Studio.Pages;

/// <summary>Finds the pages, and builds them from a checkout when their sources are newer.</summary>
public static class PageBuilder
{
    private const string Sources = "src/Loschmidt.Studio/web";

    /// <summary>Folder of the built pages, or null with a reason told.</summary>
    /// <param name="say">Told what is being done and what is missing.</param>
    public static string? Find(Action<string> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        var shipped = Path.Combine(AppContext.BaseDirectory, "studio");
        if (File.Exists(Path.Combine(shipped, "index.html")))
            return shipped;
        if (Checkout() is not { } root)
        {
            say("the studio's pages are not part of this installation; its programming interface works without them");
            return null;
        }

        var (web, built) = (Path.Combine(root, Sources), Path.Combine(root, "artifacts", "studio"));
        var stamp = Path.Combine(built, "index.html");
        if (File.Exists(stamp) && !NewerThan(web, File.GetLastWriteTimeUtc(stamp)))
            return built;
        say("building the studio's pages (once per change) ...");
        return Npm(web, say, "ci", "--no-audit", "--no-fund") && Npm(web, say, "run", "build", "--", "--outDir", built, "--emptyOutDir") ? built : null;
    }

    private static string? Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Sources, "package.json")))
                return folder.FullName;
        }

        return null;
    }

    private static bool NewerThan(string web, DateTime time) => Directory
        .EnumerateFiles(web, "*", SearchOption.AllDirectories)
        .Any(file => !file.Contains("node_modules", StringComparison.Ordinal) && File.GetLastWriteTimeUtc(file) > time);

    private static bool Npm(string web, Action<string> say, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments)
            {
                WorkingDirectory = web,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var npm = Process.Start(start)!;
            var errors = npm.StandardError.ReadToEndAsync();
            npm.StandardOutput.ReadToEnd();
            npm.WaitForExit();
            if (npm.ExitCode == 0)
                return true;
            say($"npm {arguments[0]} failed: {errors.Result.Trim()}");
            return false;
        }
        catch (Win32Exception)
        {
            say("the studio's pages are built with Node.js 20 or newer, which is not on the PATH; everything else works without it");
            return false;
        }
    }
}
