using System.Net;
using Loschmidt.Studio;
using Loschmidt.Studio.Security;

namespace Loschmidt.Tests.Studio;

/// <summary>With a token nobody comes in without it.</summary>
public sealed class TokenTests(StudioPlace place) : IClassFixture<StudioPlace>
{
    private const string Token = "correct-horse-battery-staple";

    // Red when a path is mapped before the token is asked for.
    [Theory]
    [InlineData("/"), InlineData("/api/about"), InlineData("/assets/index-abc.js"), InlineData("/api/nothing"), InlineData("/?token="), InlineData("/?token=wrong")]
    [InlineData("/?token=correct-horse-battery-stapl"), InlineData("/?token=correct-horse-battery-staple1"), InlineData("/?Token=Correct-horse-battery-staple")]
    public async Task Nothing_is_answered_without_it(string target)
    {
        await using var host = await place.Start(options => options with { Token = Token });
        RawClient.Ask(host.Address, HostileRequests.Get(target, Local)).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("Bearer wrong-horse-battery-staple"), InlineData("Basic Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5LXN0YXBsZQ=="), InlineData("correct-horse-battery-staple"), InlineData("Bearer"), InlineData("")]
    public async Task A_wrong_header_is_refused(string header)
    {
        await using var host = await place.Start(options => options with { Token = Token });
        RawClient.Ask(host.Address, HostileRequests.Get("/api/about", $"{Local}Authorization: {header}\r\n")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_header_opens_and_the_address_leaves_a_cookie_that_scripts_and_other_sites_never_see()
    {
        await using var host = await place.Start(options => options with { Token = Token });
        RawClient.Ask(host.Address, HostileRequests.Get("/api/about", $"{Local}Authorization: Bearer {Token}\r\n")).Status.ShouldBe(200);

        var first = RawClient.Ask(host.Address, HostileRequests.Get($"/echo?machine=xor&token={Token}&epsilon=0.1", Local));
        first.Status.ShouldBe(303);
        first.Text.ShouldContain("Location: /echo?machine=xor&epsilon=0.1\r\n");
        var line = first.Text.Split("\r\n").Single(header => header.StartsWith("Set-Cookie: ", StringComparison.Ordinal));
        line.ShouldContain("httponly", Case.Insensitive);
        line.ShouldContain("samesite=strict", Case.Insensitive);
        line.ShouldNotContain(Token);
        var cookie = line["Set-Cookie: ".Length..].Split(';')[0];
        RawClient.Ask(host.Address, HostileRequests.Get("/api/about", $"{Local}Cookie: {cookie}\r\n")).Status.ShouldBe(200);
        RawClient.Ask(host.Address, HostileRequests.Get("/api/about", $"{Local}Cookie: {cookie}0\r\n")).Status.ShouldBe(401);

        // A post never takes it from the address: it would be in logs, and a form could carry it.
        RawClient.Ask(host.Address, HostileRequests.Post($"/api/test/echo?token={Token}").Replace("PORT", "1", StringComparison.Ordinal)).Status.ShouldBe(401);
    }

    // Red when guesses are compared while the sender has to wait.
    [Fact]
    public async Task Guessing_is_slowed_down_and_a_cookie_works_all_the_while()
    {
        await using var host = await place.Start(options => options with { Token = Token });
        var cookie = RawClient.Ask(host.Address, HostileRequests.Get($"/?token={Token}", Local)).Text.Split("Set-Cookie: ")[1].Split(';')[0];
        for (var guess = 0; guess < Attempts.Free; guess++)
            RawClient.Ask(host.Address, HostileRequests.Get($"/?token=guess{guess}", Local)).Status.ShouldBe(401);
        RawClient.Ask(host.Address, HostileRequests.Get("/?token=guess", Local)).Status.ShouldBe(429);
        RawClient.Ask(host.Address, HostileRequests.Get($"/?token={Token}", Local)).Status.ShouldBe(429);
        RawClient.Ask(host.Address, HostileRequests.Get("/", $"{Local}Cookie: {cookie}\r\n")).Status.ShouldBe(200);
    }

    [Fact]
    public void Wrong_tokens_are_forgotten_one_by_one_and_each_sender_has_its_own_count()
    {
        var clock = new Clock();
        var attempts = new Attempts(clock);
        IPAddress one = IPAddress.Parse("10.0.0.1"), other = IPAddress.Parse("10.0.0.2");
        for (var i = 0; i < Attempts.Free; i++)
        {
            attempts.MustWait(one).ShouldBeFalse();
            attempts.Fail(one);
        }

        attempts.MustWait(one).ShouldBeTrue();
        attempts.MustWait(other).ShouldBeFalse();
        clock.Now += Attempts.Memory;
        attempts.MustWait(one).ShouldBeFalse();
        attempts.Fail(one);
        attempts.MustWait(one).ShouldBeTrue();

        // A network of the new kind counts as one.
        for (var i = 0; i < Attempts.Free; i++)
            attempts.Fail(IPAddress.Parse($"2001:db8::{i + 1}"));
        attempts.MustWait(IPAddress.Parse("2001:db8::ffff")).ShouldBeTrue();
    }

    // Red without the bound of the table: each new sender would add an entry for ever.
    [Fact]
    public void A_million_senders_share_a_bounded_table()
    {
        var attempts = new Attempts(new Clock());
        for (var i = 0; i < 20_000; i++)
            attempts.Fail(new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]));
        attempts.MustWait(new IPAddress([11, 0, 0, 1])).ShouldBeTrue("who comes last shares one full count");
    }

    [Theory]
    [InlineData("0.0.0.0", null, "--listen there needs --token")]
    [InlineData("192.168.1.7", null, "--listen there needs --token")]
    [InlineData("::", null, "--listen there needs --token")]
    [InlineData("0.0.0.0", "short", "16 to 256")]
    [InlineData("127.0.0.1", "fifteen-letters", "16 to 256")]
    [InlineData("0.0.0.0", "with a space in it", "letters, digits")]
    [InlineData("0.0.0.0", "with\"quotes;and-more", "letters, digits")]
    [InlineData("0.0.0.0", "aaaaaaaaaaaaaaaaaaaa", "repeats a few characters")]
    public async Task It_does_not_start_where_everybody_could_come_in(string address, string? token, string reason)
    {
        var fault = await Should.ThrowAsync<StudioException>(() => place.Start(options => options with { Address = IPAddress.Parse(address), Token = token }));
        fault.Message.ShouldContain(reason);
        fault.Message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task On_every_address_it_goes_by_the_address_that_was_dialled()
    {
        await using var host = await place.Start(options => options with { Address = IPAddress.Any, Token = Token });
        host.Address.Host.ShouldBe("127.0.0.1");
        RawClient.Ask(host.Address, HostileRequests.Get("/api/about", $"{Local}Authorization: Bearer {Token}\r\n")).Status.ShouldBe(200);
        RawClient.Ask(host.Address, HostileRequests.Get("/api/about", $"Host: evil.example\r\nAuthorization: Bearer {Token}\r\n")).Status.ShouldBe(421);
        RawClient.Ask(host.Address, HostileRequests.Get("/api/about", Local)).Status.ShouldBe(401);
    }

    private const string Local = "Host: 127.0.0.1\r\n";

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
