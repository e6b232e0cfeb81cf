using Loschmidt.Studio.Hosting;
using Loschmidt.Studio.Security;

namespace Loschmidt.Tests.Studio;

/// <summary>What a request names lies in the folder of runs, or is nothing.</summary>
public sealed class RunPathTests(StudioPlace place) : IClassFixture<StudioPlace>
{
    [Fact]
    public void Runs_sweeps_jobs_and_their_files_are_found()
    {
        RunPath.Folder(place.Runs, StudioPlace.Run).ShouldEndWith(StudioPlace.Run);
        RunPath.Folder(place.Runs, StudioPlace.Job).ShouldEndWith(StudioPlace.Job.Replace("/", "/jobs/", StringComparison.Ordinal));
        RunPath.Folder(place.Runs, StudioPlace.Job.Split('/')[0]).ShouldEndWith(StudioPlace.Job.Split('/')[0]);
        File.ReadAllText(RunPath.File(place.Runs, StudioPlace.Run, "figures/cost.svg")).ShouldStartWith("<svg");
        File.ReadAllText(RunPath.File(place.Runs, StudioPlace.Job, "experiment.yaml")).ShouldBe("name: job\n");
    }

    // Red when links are refused as such: a link within a run is no harm.
    [Fact]
    public void A_link_that_stays_inside_is_followed() =>
        RunPath.File(place.Runs, StudioPlace.Run, "link-inside.yaml").ShouldEndWith("experiment.yaml");

    // Red when the runs folder's own links are not followed before the comparison.
    [Fact]
    public void The_folder_of_runs_may_itself_be_a_link()
    {
        var link = place.Runs + "-link";
        Directory.CreateSymbolicLink(link, place.Runs);
        File.Exists(RunPath.File(link, StudioPlace.Run, "experiment.yaml")).ShouldBeTrue();
        Should.Throw<RefusedException>(() => RunPath.File(link, StudioPlace.Run, "link-up.txt")).Status.ShouldBe(404);
    }

    // Red when insides are compared by the beginning of their names alone.
    [Fact]
    public void A_neighbour_whose_name_begins_alike_is_outside()
    {
        RealPath.IsInside("/runs-other/x", "/runs").ShouldBeFalse();
        RealPath.IsInside("/runs/x", "/runs").ShouldBeTrue();
        RealPath.IsInside("/runs", "/runs/").ShouldBeTrue();
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData(".."), InlineData("a/b/c"), InlineData("/etc"), InlineData("a\\b"), InlineData("a\0"), InlineData("a\nb"), InlineData(" "), InlineData("a:b")]
    public void What_is_no_name_is_refused_as_input(string? name) =>
        Should.Throw<RefusedException>(() => RunPath.Folder(place.Runs, name)).Status.ShouldBe(400);

    [Fact]
    public void A_link_out_and_a_folder_that_is_no_run_are_not_there()
    {
        Directory.CreateDirectory(Path.Combine(place.Runs, "no-run"));
        foreach (var name in (string[])["outside-link", "no-run", "nothing"])
            Should.Throw<RefusedException>(() => RunPath.Folder(place.Runs, name)).Status.ShouldBe(404);
    }
}
