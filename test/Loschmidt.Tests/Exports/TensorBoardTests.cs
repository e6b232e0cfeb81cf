using Loschmidt.Experiments.Exports;
using Loschmidt.Experiments.Runs;
using Loschmidt.Tests.Runs;

namespace Loschmidt.Tests.Exports;

public sealed class TensorBoardTests : IDisposable
{
    private readonly RunsPlace _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>RFC 3720, B.4: 32 bytes of zeros, and the digits one to nine.</summary>
    [Fact]
    public void The_readers_check_sum_is_the_published_one()
    {
        EventFile.Crc(new byte[32]).ShouldBe(0x8A9136AAu);
        EventFile.Crc("123456789"u8).ShouldBe(0xE3069283u);
    }

    /// <summary>The mutation: the check of a message is not masked, or the step is written in a field of another number.</summary>
    [Fact]
    public void Every_metric_of_every_step_is_a_scalar_with_the_time_that_the_run_recorded()
    {
        var run = _place.Run(points: 3);
        using (var timings = run.OpenTimings())
        {
            timings.Append(1, ("seconds", 0.5), ("unixTime", 1_700_000_000.25));
            timings.Append(3, ("seconds", 1.5), ("unixTime", 1_700_000_002.75));
        }

        var events = EventFile.Read(Written(run));

        events[0].Text(3).ShouldBe("brain.Event:2");
        var began = RunPlace.Created(run.Name)!.Value.ToUnixTimeSeconds();
        events[0].Double(1).ShouldBe(began);
        var scalars = events.Where(each => each.Has(5)).Select(each => (Event: each, Value: each.Message(5).Message(1)))
            .Where(each => each.Value.Has(2))
            .Select(each => (each.Event.Long(2), each.Event.Double(1), each.Value.Text(1), each.Value.Single(2)));
        scalars.ShouldBe(
        [
            (1, 1_700_000_000.25, "cost", 1f), (1, 1_700_000_000.25, "accuracy", 0.5f),
            (2, 1_700_000_000.25, "cost", 0.5f), (2, 1_700_000_000.25, "accuracy", 0.5f), // no time was kept: that of the line before
            (3, 1_700_000_002.75, "cost", 1f / 3), (3, 1_700_000_002.75, "accuracy", 0.5f),
        ]);
    }

    [Fact]
    public void Settings_are_hyper_parameters_and_the_experiment_is_a_text()
    {
        var run = _place.Run();
        File.WriteAllBytes(Path.Combine(run.FiguresPath, "echo.png"), Experiments.Figures.Png.Encode(new byte[3 * 2 * 5], 2, 5));
        var values = EventFile.Read(Written(run)).Where(each => each.Has(5)).Select(each => each.Message(5).Message(1)).ToList();

        var start = values.Single(value => value.Text(1) == "_hparams_/session_start_info").Message(9).Message(1);
        start.Text(1).ShouldBe("hparams");
        var settings = start.Message(2).Message(3).Messages(1).ToDictionary(pair => pair.Text(1), pair => pair.Message(2));
        settings["seed"].Double(2).ShouldBe(run.ReadExperiment(Schema.TestMachines.Kinds).Seed);
        settings["machine.kind"].Text(3).ShouldBe("wave");
        values.Single(value => value.Text(1) == "_hparams_/session_end_info").Message(9).Message(1).Message(2).Message(4).Long(1).ShouldBe(1);

        var text = values.Single(value => value.Text(1) == "experiment");
        text.Message(9).Message(1).Text(1).ShouldBe("text");
        (text.Message(8).Long(1), text.Message(8).Message(2).Message(2).Long(1)).ShouldBe((7, 1));
        text.Message(8).Text(8).Replace("\n    ", "\n").ShouldStartWith("    " + File.ReadAllLines(run.ExperimentPath)[0]);

        var image = values.Single(value => value.Text(1) == "echo").Message(4);
        (image.Long(1), image.Long(2), image.Long(3)).ShouldBe((5, 2, 3)); // height first
        image.Bytes(4)[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
    }

    [Fact]
    public void A_run_is_written_twice_with_the_same_bytes_and_a_changed_byte_is_noticed()
    {
        var run = _place.Run();
        var file = Written(run);
        Written(run).ShouldBe(file);
        for (var at = 0; at < file.Length; at += 7)
        {
            var damaged = (byte[])file.Clone();
            damaged[at] ^= 0x10;
            Should.Throw<InvalidDataException>(() => EventFile.Read(damaged), $"byte {at}");
        }
    }

    [Fact]
    public void A_file_is_called_after_the_run_and_its_beginning()
    {
        var run = _place.Run();
        var began = RunPlace.Created(run.Name)!.Value.ToUnixTimeSeconds();
        Exporter.FileName(run, ExportFormat.TensorBoard).ShouldBe($"{run.Name}/events.out.tfevents.{began}.{run.Name}");
    }

    /// <summary>The mutation: the job's own name alone, which jobs of other sweeps have, too.</summary>
    [Fact]
    public void A_job_carries_the_name_of_its_sweep()
    {
        var job = _place.Job("20260102-030405-sweep-s-0001");
        Exporter.FileName(job, ExportFormat.Csv).ShouldBe($"20260102-030405-sweep-s-0001-{job.Name}.csv");
        Exporter.FileName(job, ExportFormat.TensorBoard).ShouldStartWith($"20260102-030405-sweep-s-0001-{job.Name}/events.out.tfevents.");
    }

    private static byte[] Written(RunFolder run)
    {
        using var file = new MemoryStream();
        Exporter.Write(run, ExportFormat.TensorBoard, file);
        return file.ToArray();
    }
}
