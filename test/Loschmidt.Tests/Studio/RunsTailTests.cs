using System.Text;
using Loschmidt.Numerics.Random;
using Loschmidt.Studio.Runs;
using Loschmidt.Tests.Runs;

namespace Loschmidt.Tests.Studio;

/// <summary>The course of a run as its viewers get it, without a server and without clocks.</summary>
public sealed class RunsTailTests : IDisposable
{
    private readonly RunsPlace _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>Lines are appended whole and in halves, the file is cut and goes on otherwise, as a resumed run's does; viewers come, lag,
    /// lose their connection, and come back, also to a studio that was started anew.</summary>
    /// <remarks>Mutations: the ring's begin not moved when it wraps; a place without its mark; an edition that is not counted when the file is
    /// longer again than before; the torn end of a line
    /// handed out; a file that is read without asking whether it is still the one.</remarks>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(10)]
    public void Every_viewer_has_every_line_once_however_the_file_grows_and_is_cut(ulong seed)
    {
        var random = new RandomStream(seed, "metrics");
        var run = _place.Run(points: 0, interrupted: null);
        var tail = new MetricsTail(run, ringBytes: 1024);
        tail.Look();
        Viewer[] viewers = [.. Enumerable.Range(0, 4).Select(_ => new Viewer(tail))];
        using var file = new FileStream(run.MetricsPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        var torn = "";
        for (var step = 0u; step < 300; step++)
        {
            switch (random.Index(10, step))
            {
                case < 6:
                    for (var line = 0u; line < 1 + random.Index(8, step, 1); line++)
                    {
                        Append(file, torn + Line(random, step, line));
                        torn = "";
                    }

                    break;
                case 6 when torn.Length == 0:
                    // Half a line now, and the other half with the next one.
                    var whole = Line(random, step, 0);
                    Append(file, whole[..(whole.Length / 2)]);
                    torn = whole[(whole.Length / 2)..];
                    break;
                case 7:
                    file.SetLength(Boundary(file, random.Uniform(step, 2)));
                    torn = "";
                    break;
                case 8:
                    tail = new MetricsTail(run, ringBytes: 1024);
                    tail.Look();
                    viewers = [.. viewers.Select(viewer => viewer.Reconnected(tail))];
                    break;
                default:
                    tail.Look();
                    break;
            }

            var at = random.Index(viewers.Length, step, 3);
            if (random.Uniform(step, 4) < 0.2)
                viewers[at] = viewers[at].Reconnected(tail);
            viewers[at].Read(1 + random.Index(5, step, 5));
        }

        tail.Look();
        var expected = Read(file)[..(Read(file).LastIndexOf('\n') + 1)];
        expected.ShouldNotBeEmpty();
        foreach (var viewer in viewers)
        {
            viewer.Read(int.MaxValue);
            viewer.Text.ShouldBe(expected);
        }
    }

    [Fact]
    public void A_viewer_far_behind_reads_the_file_and_not_the_ring()
    {
        var run = _place.Run(points: 2000);
        var tail = new MetricsTail(run, ringBytes: 512);
        tail.Look();
        var viewer = new Viewer(tail);
        viewer.Read(int.MaxValue);
        viewer.Text.ShouldBe(File.ReadAllText(run.MetricsPath));
    }

    /// <summary>Mutation: believing an offset alone, the viewer would keep a beginning that is no longer there.</summary>
    [Fact]
    public void A_place_in_a_file_that_became_another_one_begins_anew()
    {
        var run = _place.Run(points: 50);
        var tail = new MetricsTail(run);
        tail.Look();
        var viewer = new Viewer(tail);
        viewer.Read(int.MaxValue);
        var text = File.ReadAllText(run.MetricsPath);
        File.WriteAllText(run.MetricsPath, text.Replace("0.5", "0.7", StringComparison.Ordinal) + text);

        var restarted = new MetricsTail(run);
        restarted.Look();
        var back = viewer.Reconnected(restarted);
        back.Read(int.MaxValue);
        back.Forgotten.ShouldBe(1);
        back.Text.ShouldBe(File.ReadAllText(run.MetricsPath));
    }

    [Theory]
    [InlineData("-1"), InlineData("x"), InlineData("99999999"), InlineData("10-00000000"), InlineData("9223372036854775808"), InlineData("--")]
    public void A_place_that_nobody_was_ever_told_is_the_beginning(string place)
    {
        var run = _place.Run(points: 3);
        var tail = new MetricsTail(run);
        tail.Look();
        var viewer = new Viewer(tail, new MetricsViewer(tail, place));
        viewer.Read(int.MaxValue);
        viewer.Forgotten.ShouldBe(1);
        viewer.Text.ShouldBe(File.ReadAllText(run.MetricsPath));
    }

    [Fact]
    public void What_was_written_is_told_before_the_end_is()
    {
        var run = _place.Run(points: 1, interrupted: null);
        var tail = new MetricsTail(run);
        using (run.Lock())
        {
            tail.Look();
            tail.Seen.Standing!.Status.ShouldBe("running");
            using var log = run.OpenMetrics();
            log.Append(2, ("cost", 0.5));
        }

        tail.Look();
        tail.Seen.Standing!.Status.ShouldNotBe("running");
        tail.Seen.End.ShouldBe(new FileInfo(run.MetricsPath).Length);
    }

    private static string Line(RandomStream random, uint step, uint line) =>
        $"{{\"step\":{step},\"cost\":{random.Uniform(step, 6, line):R},\"note\":\"{new string('x', random.Index(40, step, 7, line))}\"}}\n";

    private static void Append(FileStream file, string text)
    {
        file.Position = file.Length;
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush();
    }

    /// <summary>The end of a line, about that part of the file.</summary>
    private static long Boundary(FileStream file, double part)
    {
        var text = Read(file);
        var at = (int)(part * text.Length);
        return at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
    }

    private static string Read(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>A page: it keeps what it was told, and brings its last place when it comes back.</summary>
    private sealed class Viewer(MetricsTail tail, MetricsViewer? viewer = null)
    {
        private readonly MetricsViewer _viewer = viewer ?? new MetricsViewer(tail, null);
        private readonly byte[] _buffer = new byte[300];
        private string _place = "";

        public string Text { get; private set; } = "";

        public int Forgotten { get; private set; }

        public Viewer Reconnected(MetricsTail to) => new(to, new MetricsViewer(to, _place)) { Text = Text, _place = _place };

        public void Read(int times)
        {
            for (var i = 0; i < times; i++)
            {
                if (_viewer.MustForget())
                {
                    Text = "";
                    Forgotten++;
                    _place = _viewer.Place;
                }

                var count = _viewer.Next(_buffer);
                if (count == 0 && !_viewer.IsBehind)
                    return;
                Text += Encoding.UTF8.GetString(_buffer, 0, count);
                _place = _viewer.Place;
            }
        }
    }
}
