using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>The studio's pages in headless Chromium: what a reader does there, and the numbers that must then be seen.</summary>
/// <remarks>
/// Each file of <c>Browser/</c> is a list of statements, tried one after another against one studio; by hand:
/// <c>loschmidt studio</c>, then <c>node test/Loschmidt.EndToEnd/Browser/start.mjs http://127.0.0.1:16180</c>.
/// </remarks>
public sealed class BrowserTests(StudioProcess studio) : IClassFixture<StudioProcess>
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "test", "Loschmidt.EndToEnd", "Browser");

    // Support for the others, without statements of their own.
    private static readonly string[] Support = ["harness.mjs", "checks.mjs"];

    /// <summary>The files with statements about pages.</summary>
    public static TheoryData<string> Pages => [.. Directory
        .GetFiles(Folder, "*.mjs")
        .Select(file => Path.GetFileName(file)!)
        .Except(Support)
        .Order(StringComparer.Ordinal)];

    /// <summary>Mutations: named in each file; here, an error on the console that nobody looks at.</summary>
    [Theory, MemberData(nameof(Pages))]
    public void Every_statement_about_a_page_holds(string page)
    {
        Assert.SkipUnless(
            Launcher.Succeeds("node", "--version") && Launcher.Succeeds("npm", "--version"),
            "needs Node.js 20 or newer and Chromium: ./test.sh --install");
        var address = studio.Address; // its first start fetches the packages that the browser is driven by
        var found = Launcher.Start("node", Path.Combine(Folder, "harness.mjs"));
        Assert.SkipUnless(found.ExitCode == 0, found.Out.Trim());

        var outcome = Launcher.Start("node", Path.Combine(Folder, page), address);

        outcome.Out.Split('\n').Where(line => line.StartsWith("not ok", StringComparison.Ordinal)).ShouldBeEmpty();
        outcome.ExitCode.ShouldBe(0, outcome.Out + outcome.Error);
        outcome.Out.ShouldContain("ok ", customMessage: outcome.Error);
    }
}
