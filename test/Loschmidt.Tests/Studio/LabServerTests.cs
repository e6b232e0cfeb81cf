using System.Net;
using Loschmidt.Studio.Lab;

namespace Loschmidt.Tests.Studio;

/// <summary>The echo lab behind its server.</summary>
public sealed class LabServerTests(StudioPlace place) : IClassFixture<StudioPlace>
{
    /// <summary>Red when the server adds anything to a film, or cuts it.</summary>
    [Fact]
    public async Task A_film_comes_over_the_wire_byte_for_byte()
    {
        const string Link = "machine=duffing-ring&loss=0.001&noise=0.0001&seed=3&frames=20";
        using var client = await Client();
        var answer = await client.GetAsync($"api/lab/film?{Link}", TestContext.Current.CancellationToken);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe(FilmRecord.MediaType);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))
            .ShouldBe(LabFilm.Shoot(LabEchoTests.Query(Link), default).SelectMany(record => record));
    }

    [Theory]
    [InlineData("film?machine=wave&steps=1000000000")]
    [InlineData("film?machine=nothing")]
    [InlineData("gradient?machine=own-formula&site=q%5E%5E2")]
    [InlineData("gradient")]
    [InlineData("live?sites=1000000x1000000")]
    [InlineData("live?rate=-1")]
    public async Task What_makes_no_sense_is_refused_with_a_line(string path)
    {
        using var client = await Client();
        var answer = await client.GetAsync($"api/lab/{path}", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldStartWith("{\"error\":{\"message\":\"");
    }

    /// <summary>Red when a wave goes on for a reader who has left: the ninth would find no place.</summary>
    [Fact]
    public async Task A_live_wave_ends_when_its_reader_leaves()
    {
        using var client = await Client();
        for (var reader = 0; reader < 12; reader++)
        {
            using var answer = await Open(client);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await body.ReadExactlyAsync(new byte[1000], TestContext.Current.CancellationToken);
        }
    }

    // A reader who has left is noticed a moment later.
    private static async Task<HttpResponseMessage> Open(HttpClient client)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await client.GetAsync("api/lab/live?turn=5", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == 100)
                return answer;
            answer.Dispose();
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task<HttpClient> Client() => new() { BaseAddress = (await place.Shared()).Address };
}
