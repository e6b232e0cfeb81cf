using Loschmidt.Experiments;
using Loschmidt.Experiments.Commands;
using Loschmidt.Tests.Reports;

namespace Loschmidt.Tests.Runs;

public sealed class SimulationTests : IDisposable
{
    private readonly ReportPlace _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>The mutation: whatever cannot be filmed is said to miss its way home.</summary>
    [Fact]
    public void A_machine_that_settles_is_told_so()
    {
        var file = _place.Write("""
            name: two-nodes
            machine: { kind: resistors, inputs: 2, hidden: 0, outputs: 2 }
            data: { set: xor }
            training: { estimator: coupled-learning, epsilon: 0.1, optimiser: { kind: adam, rate: 0.1 }, steps: 2, batch: 4 }
            """);

        Should.Throw<InputException>(() => SimulateCommand.Run(
                new SimulateRequest(file, false, [], null, null, 1, 6, false, null, null, _place.Runs),
                new Progress<string>(), CancellationToken.None))
            .Message.ShouldContain(
                "a resistors machine settles and is read at rest, so there is nothing to film; see its gradient with: ");
    }

    /// <summary>The mutation: with a film the strip shows its first moments instead of every so manieth.</summary>
    [Fact]
    public void A_film_lies_beside_the_pictures_and_changes_none_of_them()
    {
        var file = _place.Write(ReportPlace.Wave);
        SimulateResult Simulate(string? film) => SimulateCommand.Run(
            new SimulateRequest(file, false, [], null, null, 1, 6, false, Path.Combine(_place.Runs, film ?? "none"), null, _place.Runs) { Film = film },
            new Progress<string>(), CancellationToken.None);

        var (without, with) = (Simulate(null), Simulate("gif"));
        with.Figures.ShouldBe([.. without.Figures, "echo.gif"]);
        foreach (var figure in without.Figures)
        {
            File.ReadAllText(Path.Combine(with.Folder, figure)).ShouldBe(File.ReadAllText(Path.Combine(without.Folder, figure)), figure);
        }

        File.ReadAllBytes(Path.Combine(Simulate("apng").Folder, "echo.apng"))[1..4].ShouldBe("PNG"u8.ToArray());
    }

    [Fact]
    public void What_has_no_way_home_cannot_be_filmed()
    {
        var file = _place.Write(ReportPlace.Scatterer);
        Should.Throw<InputException>(() => SimulateCommand.Run(
                new SimulateRequest(file, false, [], null, null, 1, 6, false, null, null, _place.Runs) { Film = "gif" },
                new Progress<string>(), CancellationToken.None))
            .Message.ShouldContain("so there is no echo to animate; leave out --film gif");
    }

    /// <summary>Mutation: the last sample in the place of one that is not there.</summary>
    [Theory]
    [InlineData(ReportPlace.Wave)]
    [InlineData(ReportPlace.Scatterer)]
    public void A_sample_that_does_not_exist_is_refused_with_those_that_do(string yaml)
    {
        var file = _place.Write(yaml);
        void Simulate(int sample) => SimulateCommand.Run(
            new SimulateRequest(file, false, [], null, null, 1, 6, false, null, null, _place.Runs, sample), new Progress<string>(), CancellationToken.None);

        Should.Throw<InputException>(() => Simulate(4)).Message.ShouldBe("--sample 4: xor has samples 0 to 3");
        Should.NotThrow(() => Simulate(3));
    }
}
