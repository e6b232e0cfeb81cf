using Loschmidt.Experiments.Execution;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

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
        using var answers = Open(trained, request, cancellation);
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

        long Table(TextWriter writer) => Answer(answers, new PredictionTable(writer, answers.Form), progress, cancellation);

        long TableTo(Stream file)
        {
            using var writer = new StreamWriter(file, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
            return Table(writer);
        }

        long Document(Stream file)
        {
            using var document = new PredictionDocument(file, trained, request.File, answers.Form);
            return Answer(answers, document, progress, cancellation);
        }
    }

    private static IAnswers Open(TrainedMachine trained, PredictRequest request, CancellationToken cancellation)
    {
        if (trained.Machine is ISequenceMachine)
            return SeriesFileForm.ToPredict(trained, request, cancellation);
        if (request.Forecast is not null || request.Every is not null || request.Window is not null
            || request.File == SeriesFileForm.StandardInput)
        {
            throw new UnsuitableException(
                $"--forecast, --every, --window and standard input belong to machines of kind hssm; this one is of kind {trained.Machine.Kind}");
        }

        return new StreamAnswers(trained, SampleFile.ToPredict(request.File, trained, request.Header));
    }

    private static long Answer(
        IAnswers answers, IPredictions predictions, IProgress<string> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var counted = new CountedPredictions(predictions);
        var what = answers.Form.Key == "sample" ? " samples" : " steps";
        answers.Write(
            counted,
            answered =>
            {
                if (clock.Elapsed > ReportEvery)
                {
                    progress.Report(answered.ToString("N0", CultureInfo.InvariantCulture) + what);
                    clock.Restart();
                }
            },
            cancellation);
        predictions.Close();
        return counted.Count;
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
