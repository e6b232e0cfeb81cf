using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Loschmidt.Studio.Lab;

namespace Loschmidt.Tests.Studio;

/// <summary>Films of the lab: what happens in them, and that they can be trusted to the byte.</summary>
public sealed class LabFilmTests
{
    /// <summary>Red when anything of a film depends on threads, clocks, or what was filmed before.</summary>
    [Theory]
    [InlineData("machine=wave&loss=0.01&noise=1E-3&dephasing=1E-3&frames=6")]
    [InlineData("machine=own-formula&noise=1E-3&seed=5")]
    [InlineData("machine=pinball&mirrorGain=0.01")]
    public void The_same_link_gives_the_same_bytes(string link)
    {
        var films = Enumerable.Range(0, 3).AsParallel().Select(_ => Bytes(link)).ToList();

        films[1].ShouldBe(films[0]);
        films[2].ShouldBe(films[0]);
    }

    /// <summary>Red when the moments of the way home are not those of the way out, or the kick is told with the sign of the way home.</summary>
    [Theory]
    [InlineData("machine=wave&epsilon=1E-4")]
    [InlineData("machine=duffing-ring&epsilon=1E-4")]
    [InlineData("machine=pinball&epsilon=1E-4")]
    [InlineData("machine=kerr-resonators&epsilon=1E-4&frames=21")]
    public void The_kick_grows_from_nothing_to_the_gradient_on_the_way_home(string link)
    {
        var film = Shoot(link);
        var progress = film.Summary.Course!.Progress;
        var first = film.Header.Moments.ToList().FindIndex(moment => moment.Leg == 1);

        progress.Take(first).ShouldAllBe(value => double.IsNaN(value));
        progress[first].ShouldBe(0, 1e-9); // nothing was heard yet
        progress[^2].ShouldBe(1, 1e-2); // O(ε)
        progress[^1].ShouldBe(progress[^2], 1e-9); // the last reversal changes its sign, and so does what is told
        film.Summary.RelativeError.ShouldBeLessThan(1e-2);
    }

    /// <summary>Red when forward and echo are compared at different moments: without a kick to speak of, they are the same.</summary>
    [Theory]
    [InlineData("machine=wave")]
    [InlineData("machine=duffing-ring")]
    [InlineData("machine=pinball")]
    public void Forward_minus_echo_is_in_proportion_to_the_nudge(string link)
    {
        var (small, large) = (Shoot($"{link}&epsilon=1E-5").Summary.Course!.Difference, Shoot($"{link}&epsilon=1E-4").Summary.Course!.Difference);
        var home = small.Count - 2;

        small[home].ShouldBeGreaterThan(0);
        (large[home] / small[home]).ShouldBe(10, 0.1); // O(ε)
        large.Where(double.IsFinite).ShouldAllBe(value => value < 1e-2);
    }

    /// <summary>Red when arrays are written in another order than the header says, or in part.</summary>
    [Theory]
    [InlineData("machine=wave&frames=3")]
    [InlineData("machine=own-formula")]
    public void A_frame_holds_what_its_header_promises(string link)
    {
        var film = Shoot(link);

        film.Frames.Count.ShouldBe(film.Header.Moments.Count);
        foreach (var (frame, moment) in film.Frames.Zip(film.Header.Moments))
        {
            frame.Leg.ShouldBe(moment.Leg);
            frame.Step.ShouldBe(moment.Step);
            var fields = film.Header.Fields.Where(field => field.Legs.Contains(frame.Leg)).ToList();
            frame.Numbers.Length.ShouldBe(fields.Sum(field => field.Width * field.Height));
            foreach (var (values, field) in Split(frame.Numbers, fields).Zip(fields))
            {
                values.Min().ShouldBeGreaterThanOrEqualTo((float)field.Low);
                values.Max().ShouldBeLessThanOrEqualTo((float)field.High);
            }
        }
    }

    /// <summary>Red when the film shows another echo than the one whose numbers follow the slider.</summary>
    [Theory]
    [InlineData("machine=josephson-array&loss=1E-3&noise=1E-3")]
    [InlineData("machine=own-formula&mirrorGain=-0.05")]
    public void Film_and_slider_say_the_same(string link)
    {
        var film = Shoot(link);
        var (echo, last) = (LabEchoTests.Echo(link), film.Frames[^1]);

        JsonSerializer.Serialize(film.Summary with { Course = null }, LabJson.Default.LabSummary)
            .ShouldBe(JsonSerializer.Serialize(echo, LabJson.Default.LabSummary));
        var fields = film.Header.Fields.Where(field => field.Legs.Contains(2)).ToList();
        var kick = Split(last.Numbers, fields).ElementAt(fields.FindIndex(field => field.Name == "kick"));
        kick.ShouldBe(echo.Kick!.Select(value => (float)value));
    }

    [Fact]
    public void A_film_that_nobody_waits_for_is_not_shot() => Should.Throw<OperationCanceledException>(
        () => LabFilm.Shoot(LabEchoTests.Query("machine=wave"), new CancellationToken(canceled: true)));

    private static byte[] Bytes(string link) => [.. LabFilm.Shoot(LabEchoTests.Query(link), default).SelectMany(record => record)];

    private static (LabHeader Header, List<(int Leg, int Step, float[] Numbers)> Frames, LabSummary Summary) Shoot(string link)
    {
        var records = Records(Bytes(link));
        return (
            JsonSerializer.Deserialize(records[0].Payload, LabJson.Default.LabHeader)!, [.. records[1..^1].Select(record => Frame(record.Payload))],
            JsonSerializer.Deserialize(records[^1].Payload, LabJson.Default.LabSummary)!);
    }

    internal static (int Leg, int Step, float[] Numbers) Frame(byte[] payload) => (
        BinaryPrimitives.ReadInt32LittleEndian(payload), BinaryPrimitives.ReadInt32LittleEndian(payload.AsSpan(4)),
        MemoryMarshal.Cast<byte, float>(payload.AsSpan(8)).ToArray());

    internal static List<(uint Kind, byte[] Payload)> Records(ReadOnlySpan<byte> bytes)
    {
        var records = new List<(uint, byte[])>();
        while (!bytes.IsEmpty)
        {
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            records.Add((BinaryPrimitives.ReadUInt32LittleEndian(bytes), bytes.Slice(8, length).ToArray()));
            bytes = bytes[(8 + length)..];
        }

        return records;
    }

    private static IEnumerable<float[]> Split(float[] numbers, List<LabField> fields)
    {
        var at = 0;
        foreach (var field in fields)
        {
            yield return numbers[at..(at += field.Width * field.Height)];
        }
    }
}
