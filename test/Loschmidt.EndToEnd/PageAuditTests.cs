using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>The packages that pages are built with, against what is known of their faults.</summary>
public sealed class PageAuditTests
{
    private static string Web { get; } = Path.Combine(Checkout.Root, "src", "Loschmidt.Studio", "web");

    [Fact]
    public void The_list_of_packages_is_what_its_command_writes()
    {
        Assert.SkipUnless(Launcher.Succeeds("node", "--version"), "needs Node.js");
        Launcher.Start("node", Path.Combine(Web, "dependencies.mjs"), "--check").ShouldSucceed();
    }

    // Red when a package has a known fault that somebody rates high.
    [Fact]
    public void No_package_has_a_known_serious_fault()
    {
        Assert.SkipUnless(Launcher.Succeeds("npm", "--version"), "needs Node.js");
        var audit = Launcher.In("npm", Web, "audit", "--json", "--audit-level=high", "--fetch-retries=0", "--fetch-timeout=20000");
        Assert.SkipUnless(audit.Out.Contains("\"auditReportVersion\"", StringComparison.Ordinal), "the audit service cannot be reached from here");
        audit.ExitCode.ShouldBe(0, audit.Out);
    }
}
