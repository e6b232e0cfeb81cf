using System.Net;
using System.Net.Http.Headers;
using Loschmidt.Studio.Pages;

namespace Loschmidt.Tests.Studio;

/// <summary>Pages are sent small, kept where that is safe, and looked up by name.</summary>
public sealed class PageTests(StudioPlace place) : IClassFixture<StudioPlace>
{
    [Theory]
    [InlineData("br", "br"), InlineData("gzip", "gzip"), InlineData("gzip, deflate, br, zstd", "br"), InlineData("br;q=0, gzip", "gzip"), InlineData("br;q=0.0", null), InlineData("br;q=0.5", "br"), InlineData("identity", null), InlineData("", null)]
    public async Task A_page_comes_in_the_smallest_coding_that_is_understood(string accepted, string? coding)
    {
        using var answer = await Ask("/", accepted);
        answer.Content.Headers.ContentEncoding.ShouldBe(coding is null ? [] : [coding]);
        answer.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        (bytes.Length < 1000).ShouldBe(coding is not null);
    }

    [Fact]
    public async Task Files_named_by_their_content_are_kept_for_ever_and_the_start_is_asked_for_again()
    {
        using var asset = await Ask("/assets/index-abc.js");
        asset.Headers.CacheControl!.ToString().ShouldContain("immutable");
        asset.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        using var start = await Ask("/");
        start.Headers.CacheControl!.NoCache.ShouldBeTrue();
        using var again = await Ask("/", match: start.Headers.ETag);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var packed = await Ask("/", "br", start.Headers.ETag);
        packed.StatusCode.ShouldBe(HttpStatusCode.OK, "another coding is another thing");
    }

    [Fact]
    public async Task An_address_of_a_page_is_the_one_page_and_a_missing_file_is_missing()
    {
        foreach (var page in (string[])["/echo", "/runs/x", "/nothing/", "/index.html"])
        {
            using var answer = await Ask(page);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html", page);
        }

        using var missing = await Ask("/assets/index-old.js");
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    // Red when the reason is written as it is: a path with < would become a tag.
    [Fact]
    public async Task Without_pages_the_start_says_why_and_the_interface_answers()
    {
        await using var host = await place.Start(options => options with { Pages = null, WithoutPages = "Node.js < 20 & more" });
        using var client = new HttpClient { BaseAddress = host.Address };
        using var start = await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        start.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await start.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Node.js &lt; 20 &amp; more");
        (await client.GetStringAsync(new Uri("/api/about", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain("\"pages\":false");
    }

    [Fact]
    public void What_packing_makes_larger_is_sent_as_it_is() =>
        new Page("/icon.png", [1, 2, 3]).For("br, gzip").Coding.ShouldBeNull();

    private async Task<HttpResponseMessage> Ask(string target, string accepted = "", EntityTagHeaderValue? match = null)
    {
        using var client = new HttpClient { BaseAddress = (await place.Shared()).Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (match is not null)
            request.Headers.IfNoneMatch.Add(match);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
