using System.Text;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Tests.Runs;

public sealed class MetricsLogTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Points_gather_in_memory_and_go_to_the_system_by_the_block()
    {
        // Mutation: writing at every point makes many writes of it; never writing before the end makes none.
        using var disk = new FaultyStream();
        using var log = new MetricsLog(disk, "disk");
        for (var step = 0; step < 3000; step++)
        {
            log.Append(step, ("cost", 1.0 / 3), ("accuracy", 2.0 / 3));
        }

        disk.Length.ShouldBeGreaterThan(2 * 65536);
        disk.Writes.ShouldBeLessThan(20);
        log.Flush();
        Steps(disk.ToArray()).ShouldBe(Enumerable.Range(0, 3000).Select(step => (long)step));
    }

    [Fact]
    public void What_was_flushed_can_be_read_while_the_log_is_open()
    {
        using var log = new MetricsLog(_path);
        log.Append(1, ("cost", 0.5));
        log.Flush(toDisk: true);
        MetricsLog.Read(_path).ShouldHaveSingleItem()["cost"].ShouldBe(0.5);
    }

    [Fact]
    public void A_full_disk_loses_no_line_and_tears_none()
    {
        // Mutation: without cutting the torn write back, the lines that follow it stand behind half a line.
        using var disk = new FaultyStream();
        using var log = new MetricsLog(disk, "disk");
        log.Append(1, ("cost", 0.1));
        log.Flush();
        log.Append(2, ("cost", 0.2));
        log.Append(3, ("cost", 0.3));
        disk.Room = 10;
        Should.Throw<IOException>(() => log.Flush()).Message.ShouldBe("no space left");
        Steps(disk.ToArray()).ShouldBe([1]);

        log.Append(4, ("cost", 0.4));
        disk.Room = long.MaxValue;
        log.Flush();
        Steps(disk.ToArray()).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void A_full_disk_is_heard_of_by_appending_too_and_the_file_is_closed_all_the_same()
    {
        var disk = new FaultyStream { Room = 100 };
        var log = new MetricsLog(disk, "disk");
        Should.Throw<IOException>(() =>
        {
            for (var step = 0; step < 5000; step++)
            {
                log.Append(step, ("cost", 1.0 / 3));
            }
        });
        Should.Throw<IOException>(log.Dispose);
        disk.CanWrite.ShouldBeFalse();
        log.Dispose();
        Should.Throw<ObjectDisposedException>(() => log.Append(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(200_000)]
    public void A_torn_last_line_of_any_length_is_cut_before_appending(int torn)
    {
        File.WriteAllText(_path, """{"step":1,"cost":0.5}""" + "\n" + new string('x', torn));
        using (var log = new MetricsLog(_path))
        {
            log.Append(2, ("cost", 0.25));
        }

        MetricsLog.Read(_path).Select(line => line.Step).ShouldBe([1L, 2]);
    }

    [Fact]
    public void A_file_of_one_torn_line_is_emptied()
    {
        File.WriteAllText(_path, """{"step":1""");
        new MetricsLog(_path).Dispose();
        new FileInfo(_path).Length.ShouldBe(0);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(500, 501)]
    [InlineData(4998, 4999)]
    [InlineData(4999, 5000)]
    [InlineData(long.MaxValue, 5000)]
    public void Lines_after_a_step_are_dropped_and_appending_goes_on_from_there(long step, int kept)
    {
        using (var log = new MetricsLog(_path))
        {
            for (var i = 0; i < 5000; i++)
            {
                log.Append(i, ("cost", 1.0 / (i + 1)));
            }

            log.TruncateAfter(step);
            log.Append(9999, ("cost", 0));
        }

        var lines = MetricsLog.Read(_path);
        lines.Select(line => line.Step).ShouldBe([.. Enumerable.Range(0, kept).Select(i => (long)i), 9999]);
        lines.Take(kept).Select(line => line["cost"]).ShouldBe(Enumerable.Range(0, kept).Select(i => 1.0 / (i + 1)));
    }

    [Fact]
    public void All_lines_of_the_last_step_kept_are_kept()
    {
        using var log = new MetricsLog(_path);
        log.Append(1, ("cost", 1));
        log.Append(1, ("testCost", 2));
        log.Append(2, ("cost", 3));
        log.TruncateAfter(1);
        MetricsLog.Read(_path).Select(line => line.Values.Single().Name).ShouldBe(["cost", "testCost"]);
    }

    [Fact]
    public void Nothing_is_dropped_from_a_file_that_cannot_be_understood()
    {
        File.WriteAllText(_path, "{\"step\":1}\nnonsense\n{\"step\":3}\n");
        using (var log = new MetricsLog(_path))
        {
            Should.Throw<RunException>(() => log.TruncateAfter(1)).Message.ShouldContain(":2: no line of metrics");
            log.Append(4);
        }

        File.ReadAllText(_path).ShouldBe("{\"step\":1}\nnonsense\n{\"step\":3}\n{\"step\":4}\n");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("{\"step\":\"1\"}")]
    [InlineData("{\"step\":1.5}")]
    [InlineData("{\"step\":1,\"cost\":\"low\"}")]
    [InlineData("{\"step\":1,\"cost\":{}}")]
    [InlineData("{\"step\":1,\"\\ud800\":1}")]
    [InlineData("{\"step\":1}{\"step\":2}")]
    [InlineData("{\"step\":1}, x")]
    public void A_line_that_was_never_written_is_named(string line)
    {
        File.WriteAllText(_path, "{\"step\":0}\n" + line + "\n");
        Should.Throw<RunException>(() => MetricsLog.Read(_path)).Message.ShouldBe(
            $"{_path}:2: no line of metrics; the file was changed by something else");
    }

    [Fact]
    public void A_line_without_an_end_is_refused_before_it_fills_the_memory()
    {
        File.WriteAllText(_path, new string('x', 3 << 20) + "\n");
        Should.Throw<RunException>(() => MetricsLog.Read(_path)).Message.ShouldContain(":1: a line of more than");
    }

    [Fact]
    public void Names_that_change_from_line_to_line_stay_with_their_values()
    {
        using (var log = new MetricsLog(_path))
        {
            log.Append(1, ("a", 1), ("b", 2));
            log.Append(2, ("b", 3), ("θ \"x\"", 4));
            log.Append(3, ("a", 5));
        }

        var lines = MetricsLog.Read(_path);
        lines[1].Values.ShouldBe([("b", 3.0), ("θ \"x\"", 4.0)]);
        lines[2].Values.ShouldBe([("a", 5.0)]);
    }

    private static IEnumerable<long> Steps(byte[] file) =>
        Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt64());

    /// <summary>A disk with little room: a write that does not fit is made in part, as real ones are.</summary>
    private sealed class FaultyStream : MemoryStream
    {
        public long Room { get; set; } = long.MaxValue;

        public int Writes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writes++;
            var fits = (int)Math.Min(buffer.Length, Room);
            base.Write(buffer[..fits]);
            Room -= fits;
            if (fits < buffer.Length)
                throw new IOException("no space left");
        }
    }
}
