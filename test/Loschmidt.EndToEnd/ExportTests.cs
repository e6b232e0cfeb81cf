using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Loschmidt.EndToEnd.Support;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.EndToEnd;

/// <summary>Exports of a trained run as others see them: NumPy, a player of films written from their formats, a collector behind a socket.</summary>
public sealed class ExportTests(Workplace place) : IClassFixture<Workplace>
{
    private const string Python = "/usr/bin/python3";

    private const string Ring = """
        name: exported-ring
        machine: { kind: ring, sites: 8, duration: 1, steps: 10, inputSites: [0, 3], outputSites: [2, 5] }
        data: { set: pattern, inputs: [[1, -0.5], [0.5, 0.25]], targets: [[0.5, 0], [0, -0.5]] }
        training: { estimator: echo, optimiser: { kind: adam, rate: 0.02 }, steps: 6, batch: 2, evaluateEvery: 2 }

        """;

    /// <summary>The mutation: an array lies in the order of columns, or a name loses what stands before its slash.</summary>
    [Fact]
    public void NumPy_reads_metrics_and_tensors_to_the_bit()
    {
        Assert.SkipUnless(Launcher.Succeeds(Python, "-c", "import numpy"), "needs NumPy: ./test.sh --install, or apt-get install python3-numpy");
        var run = Train();
        var file = Path.Combine(place.Root, "run.npz");
        Launcher.Loschmidt("runs", "export", run.FullPath, "--output", file).ShouldSucceed();
        var lines = Run($$"""
            import numpy as np
            with np.load({{JsonSerializer.Serialize(file)}}) as run:
                for name in run.files:
                    print(name, run[name].shape, run[name].astype('<f8').tobytes().hex())
            """);

        var metrics = run.ReadMetrics();
        string[] expected =
        [
            .. run.Checkpoints.Latest()!.State.Select(tensor => Line($"checkpoint/{tensor.Name}", tensor.Shape, tensor.Doubles)),
            Line("checkpointStep", [], [6]),
            Line("metrics/step", [metrics.Count], metrics.Select(line => (double)line.Step)),
            .. MetricsTable.Names(metrics).Select(name => Line($"metrics/{name}", [metrics.Count], metrics.Select(line => line[name]))),
        ];
        lines.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_film_of_animated_PNG_is_read_with_nothing_but_zlib()
    {
        Assert.SkipUnless(Launcher.Succeeds(Python, "-c", "import zlib"), "needs Python 3: ./test.sh --install, or apt-get install python3");
        var file = Path.Combine(place.Root, "echo.apng");
        Launcher.Loschmidt("runs", "export", Train().FullPath, "--frames", "4", "--output", file).ShouldSucceed();
        Run($$"""
            import struct, zlib
            data = open({{JsonSerializer.Serialize(file)}}, 'rb').read()
            at, frames, bytes_ = 8, [], 0
            while at < len(data):
                length, kind = struct.unpack('>I4s', data[at:at + 8])
                body = data[at + 8:at + 8 + length]
                assert zlib.crc32(kind + body) == struct.unpack('>I', data[at + 8 + length:at + 12 + length])[0]
                if kind == b'fcTL':
                    frames.append(struct.unpack('>IIIIIHHBB', body))
                if kind in (b'IDAT', b'fdAT'):
                    rows = zlib.decompress(body if kind == b'IDAT' else body[4:])
                    assert len(rows) == frames[-1][2] * (frames[-1][1] + 1)
                at += 12 + length
            print(len(frames), sum(frame[5] for frame in frames))
            """).ShouldBe(["8 3620"]); // six moments of 70 ms, the turning point and home
    }

    /// <summary>The process ends at once after its training: what it measured must have gone out before.</summary>
    [Fact]
    public async Task A_collector_hears_of_a_training_on_the_command_line_and_its_absence_changes_no_result()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = Task.Run(() => Collect(listener));
        var file = place.Write("ring.yaml", Ring);
        string[] words = ["train", file, "--runs", place.Runs, "--json"];
        var told = Launcher.Loschmidt(Environment(((IPEndPoint)listener.LocalEndpoint).Port), words).ShouldSucceed();
        var message = await heard;
        message.ShouldContain("POST /v1/metrics HTTP/1.1");
        message.ShouldContain("loschmidt.training.steps");
        message.ShouldContain("exported-ring");

        listener.Stop();
        var alone = Launcher.Loschmidt(Environment(((IPEndPoint)listener.LocalEndpoint).Port), words);
        alone.ExitCode.ShouldBe(0);
        alone.Complaints.ShouldContain(line => line.Contains("the collector of OpenTelemetry") && line.Contains("the work goes on"));
        RunFiles.CostBits(alone.Document).ShouldBe(RunFiles.CostBits(told.Document));

        static Dictionary<string, string?> Environment(int port) => new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}" };
    }

    private static string Collect(TcpListener listener)
    {
        using var connection = listener.AcceptTcpClient();
        using var stream = connection.GetStream();
        var text = new StringBuilder();
        var block = new byte[1 << 16];
        while (!Whole(text))
        {
            text.Append(Encoding.Latin1.GetString(block, 0, stream.Read(block)));
        }

        stream.Write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8);
        return text.ToString();
    }

    private static bool Whole(StringBuilder received)
    {
        var text = received.ToString();
        const string Length = "Content-Length: ";
        var (end, length) = (text.IndexOf("\r\n\r\n", StringComparison.Ordinal), text.IndexOf(Length, StringComparison.Ordinal));
        return end >= 0 && length >= 0
            && text.Length - end - 4 >= int.Parse(text.AsSpan(length + Length.Length, text.IndexOf('\r', length) - length - Length.Length));
    }

    private static string Line(string name, IReadOnlyList<int> shape, IEnumerable<double> values) =>
        $"{name} ({string.Join(", ", shape)}{(shape.Count == 1 ? "," : "")}) {Convert.ToHexStringLower([.. values.SelectMany(BitConverter.GetBytes)])}".TrimEnd();

    private RunFolder Train()
    {
        var outcome = Launcher.Loschmidt("train", place.Write("ring.yaml", Ring), "--runs", place.Runs, "--json").ShouldSucceed();
        return RunFolder.Open(RunFiles.Folder(outcome.Document));
    }

    private string[] Run(string script)
    {
        var outcome = Launcher.Start(Python, place.Write("script.py", script)).ShouldSucceed();
        return [.. outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())];
    }
}
