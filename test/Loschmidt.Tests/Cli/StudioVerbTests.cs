using System.Net;
using Loschmidt.Studio;

namespace Loschmidt.Tests.Cli;

/// <summary>What <c>loschmidt studio</c> asks for and prints.</summary>
[Collection(nameof(CommandLineTests))]
public sealed class StudioVerbTests
{
    private const string Token = "correct-horse-battery";

    [Fact]
    public void It_listens_on_loopback_and_says_where()
    {
        var cli = new CommandLineFixture();
        cli.Run("studio", "--runs", "/r").ShouldBe(0);
        (cli.Studio!.Address, cli.Studio.Port, cli.Studio.Token, cli.Studio.Runs).ShouldBe((IPAddress.Loopback, StudioOptions.DefaultPort, null, "/r"));
        cli.Out.ShouldBeEmpty();
        cli.Error.ShouldContain("studio: http://127.0.0.1:16180/ (Ctrl-C ends it");
        cli.Browsed.ShouldBeNull();
    }

    [Fact]
    public void One_document_says_where_and_the_token_is_not_in_it()
    {
        var cli = new CommandLineFixture();
        cli.Run("studio", "--json", "--token", Token, "--listen", "0.0.0.0", "--port", "0").ShouldBe(0);
        cli.Document.EnumerateObject().Select(p => p.Name).ShouldBe(["address", "runs", "pages", "needsToken", "process"]);
        cli.Document.GetProperty("needsToken").GetBoolean().ShouldBeTrue();
        cli.Out.ShouldNotContain(Token);
        (cli.Studio!.Address, cli.Studio.Port, cli.Studio.Token).ShouldBe((IPAddress.Any, 0, Token));
    }

    [Fact]
    public void The_browser_opens_with_the_token_and_its_absence_is_no_failure()
    {
        var cli = new CommandLineFixture();
        cli.Run("studio", "--open", "--token", Token).ShouldBe(0);
        cli.Browsed.ShouldBe(new Uri($"http://127.0.0.1:16180/?token={Token}"));
        var bare = new CommandLineFixture { HasBrowser = false };
        bare.Run("studio", "--open").ShouldBe(0);
        bare.Error.ShouldContain("no browser could be started");
    }

    [Theory]
    [InlineData("--listen expects an IP address such as 0.0.0.0, not 'everywhere'", "--listen", "everywhere")]
    [InlineData("--port expects a whole number from 0 to 65535, not '70000'", "--port", "70000")]
    [InlineData("--port expects a whole number from 0, not '-1'", "--port", "-1")]
    public void Wrong_addresses_are_bad_input(string complaint, params string[] words)
    {
        var cli = new CommandLineFixture();
        cli.Run(["studio", .. words]).ShouldBe(2);
        cli.Error.ShouldContain(complaint);
        cli.Studio.ShouldBeNull();
    }
}
