namespace Loschmidt.EndToEnd.Support;

/// <summary>The checkout the tests were built from, and what was built beside them.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    /// <summary>The command line, built in the same configuration as these tests.</summary>
    public static string CommandLine { get; } = Path.Combine(
        Root, "artifacts", "bin", "Loschmidt.Cli",
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Loschmidt.Cli.dll");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Loschmidt.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside a checkout");
    }
}
