using Loschmidt.Experiments.Execution;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt predict</c>: a trained machine answers new samples, as many as there are, in memory that does
/// not grow with them.</summary>
public static class PredictCommand
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(2);

    /// <summary>Answers every sample of a file.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="output">Receives the answers where no file is to be written: a table line by line, a document once
    /// it is whole.</param>
    /// <param name="progress">Hears how many samples were answered, every other second.</param>
    /// <param name="cancellation">Checked between batches of samples.</param>
    /// <exception cref="InputException">The run, its checkpoint, the file or the output are at fault.</exception>
    /// <exception cref="NonFiniteException">The machine answers a sample by numbers that are not finite.</exception>
    public static PredictResult Run(
        PredictRequest request, TextWriter output, IProgress<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        if (request.Output is { } target)
            OutputPath.RequireFile(target);
        using var memory = new PeakMemory();
        var clock = Stopwatch.StartNew();
        var trained = TrainedMachine.Open(request.Run, request.Runs, request.Checkpoint, request.Threads);
        using var stream = SampleFile.ToPredict(request.File, trained, request.Header);
        long samples = 0;
        if (request.Output is { } path)
        {
            AtomicFile.Write(path, file => samples = request.Json ? Document(file) : TableTo(file));
        }
        else if (request.Json)
        {
            // Kept aside until it is whole: half a document would be no document.
            using var aside = new FileStream(
                Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16,
                FileOptions.DeleteOnClose);
            samples = Document(aside);
            aside.Position = 0;
            Copy(aside, output);
        }
        else
        {
            samples = Table(output);
        }

        return new PredictResult(
            trained.Folder.Name, request.File, trained.Step, samples, clock.Elapsed.TotalSeconds, memory.Bytes,
            request.Output);

        long Table(TextWriter writer) => Answer(
            stream, trained, new PredictionTable(writer, Key(trained), trained.Machine.Outputs, trained.Classes > 0),
            progress,
            cancellation);

        long TableTo(Stream file)
        {
            using var writer = new StreamWriter(file, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
            return Table(writer);
        }

        long Document(Stream file)
        {
            using var document = new PredictionDocument(file, trained, request.File, Key(trained), trained.Classes > 0);
            return Answer(stream, trained, document, progress, cancellation);
        }
    }

    private static string Key(TrainedMachine trained) =>
        trained.Experiment.Data.Set == DataSetKind.Series ? "after" : "sample";

    private static long Answer(
        ISampleStream stream, TrainedMachine trained, IPredictions predictions, IProgress<string> progress,
        CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        long samples = 0;
        new ForwardLoop(trained.Blocks).Run(
            trained.Theta, stream,
            (key, outputs, _) =>
            {
                predictions.Add(key, outputs);
                samples++;
                if (clock.Elapsed > ReportEvery)
                {
                    progress.Report(samples.ToString("N0", CultureInfo.InvariantCulture) + " samples");
                    clock.Restart();
                }
            },
            cancellation);
        predictions.Close();
        return samples;
    }

    private static void Copy(Stream from, TextWriter to)
    {
        using var reader = new StreamReader(from, Encoding.UTF8, false, 1 << 16, leaveOpen: true);
        var block = new char[1 << 14];
        for (int read; (read = reader.Read(block)) > 0;)
        {
            to.Write(block, 0, read);
        }

        to.Write('\n');
        to.Flush();
    }
}
