using System.Text.Json;
using Loschmidt.Experiments;
using Loschmidt.Studio.Lab;

namespace Loschmidt.Tests.Studio;

/// <summary>The wave that never rests.</summary>
public sealed class LabLiveTests
{
    private const int Round = 2 * (Steps + 1), Steps = 20;

    /// <summary>Red when rounds do not begin alike, or the way home is not the way out.</summary>
    [Fact]
    public void Every_round_of_an_ideal_wave_comes_home()
    {
        var rounds = Rounds($"turn={Steps}&rate=4", 3);

        rounds.ShouldAllBe(round => round.EchoError < 1e-4); // rounding of single precision, some steps long
        rounds.Select(round => round.EchoError).Distinct().Count().ShouldBe(1);
    }

    /// <summary>Red when the errors of the link do not reach the wave.</summary>
    [Fact]
    public void A_live_wave_with_loss_does_not_come_home() => Rounds($"turn={Steps}&rate=4&loss=0.1", 1)[0].EchoError.ShouldBeGreaterThan(0.01);

    /// <summary>Red when a stream that goes on begins at another picture than the one at which the last ended.</summary>
    [Fact]
    public void A_stream_goes_on_where_another_ended()
    {
        var (whole, rest) = (Take($"turn={Steps}", Round), Take($"turn={Steps}&start=15", Round - 15));

        rest.ShouldBe(whole[15..]);
    }

    /// <summary>Red when time that is turned round early runs home to somewhere else than it came from.</summary>
    [Fact]
    public void Time_turned_round_early_runs_home_the_same_way()
    {
        var frames = Take("turn=8", 18).Select(record => LabFilmTests.Frame(record[8..])).ToList();

        frames[..9].ShouldAllBe(frame => frame.Leg == 0);
        frames[9..].ShouldAllBe(frame => frame.Leg == 1);
        var (sent, home) = (frames[0].Numbers, frames[17].Numbers);
        sent.Zip(home).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThan(1e-4f);
    }

    [Theory]
    [InlineData("sites=50")]
    [InlineData("sites=-50x150")]
    [InlineData("sites=1e3x10")]
    [InlineData("sites=256x1024")]
    [InlineData("rate=0")]
    [InlineData("rate=1000000")]
    [InlineData("turn=4")]
    [InlineData("turn=100000")]
    [InlineData("turn=20&start=42")]
    [InlineData("loss=NaN")]
    [InlineData("frames=x")]
    [InlineData("nothing=1")]
    public void What_makes_no_sense_is_refused_in_a_line(string link) =>
        Should.Throw<InputException>(() => LiveQuery.Read(LabEchoTests.Read(link))).Message.ShouldNotContain('\n');

    private static List<LiveRound> Rounds(string link, int count) => [.. Records(link).Where(record => record[0] == 1).Take(count)
        .Select(record => JsonSerializer.Deserialize(record.AsSpan(8), LabJson.Default.LiveRound)!)];

    private static List<byte[]> Take(string link, int count) => [.. Records(link).Where(record => record[0] == 2).Take(count)];

    // Enough for what is asked here; it ends as a reader does who leaves.
    private static List<byte[]> Records(string link)
    {
        const int Enough = 160;
        var records = new List<byte[]>();
        Should.Throw<OperationCanceledException>(() => new LiveWave(LiveQuery.Read(LabEchoTests.Read(link))).Run(record =>
        {
            records.Add(record);
            if (records.Count == Enough)
                throw new OperationCanceledException();
        }));
        return records;
    }
}
