using System.Globalization;

namespace Loschmidt.Tests.Studio;

/// <summary>Every hostile request gets the status that it deserves, learns nothing, and leaves the server answering.</summary>
/// <remarks>
/// Red, request by request, without the rule that stands against it: without <c>TargetRules</c> the paths, without <c>RealPath</c> the links, without <c>HostRules</c> the
/// names, without <c>OriginRules</c> the other pages, without <c>BodyRules</c> types and methods, without <c>Listening</c> lengths and headers.
/// </remarks>
public sealed class HostileRequestTests(StudioPlace place) : IClassFixture<StudioPlace>
{
    public static TheoryData<string> Names => [.. HostileRequests.All.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_hostile_request_is_refused_and_the_studio_goes_on(string name)
    {
        var address = (await place.Shared()).Address;
        var (status, request) = HostileRequests.All[name];
        var answer = RawClient.Ask(address, request.Replace("PORT", address.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        answer.Status.ShouldBe(status, answer.Text);
        answer.Text.ShouldNotContain(StudioPlace.Secret);
        answer.Text.ShouldNotContain("root:");
        RawClient.Ask(address, HostileRequests.Get("/api/about", "Host: localhost\r\n")).Status.ShouldBe(200);
    }

    [Fact]
    public void There_are_more_than_two_hundred_of_them() => HostileRequests.All.Count.ShouldBeGreaterThan(200);
}
