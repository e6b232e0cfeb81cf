using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Training;
using Loschmidt.Experiments.Schema;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Commands;

/// <summary>Opens files of new series for a trained machine: samples, or one series with a line for each
/// step.</summary>
internal static class SeriesFileForm
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Series to be answered.</summary>
    /// <param name="trained">Who answers.</param>
    /// <param name="request">The file, and what is asked of it.</param>
    /// <param name="cancellation">Ends the wait for standard input.</param>
    /// <exception cref="InputException">The file is none of these, or does not fit the machine or what is
    /// asked.</exception>
    public static IAnswers ToPredict(TrainedMachine trained, PredictRequest request, CancellationToken cancellation)
    {
        var reading = Reading(trained, request.Missing);
        var head = ((HssmSettings)trained.Experiment.Machine).Head;
        if (request.Forecast is not null)
        {
            RequireForecast(head, reading);
        }

        if (request.File == StandardInput)
        {
            RequireNoTime(reading, "the length L of standard input is not known; name a file with one sample in it");
            return new SeriesStepAnswers(
                trained, reading, DataStream.Unpack(Console.OpenStandardInput()), "standard input", request,
                cancellation);
        }

        if (Samples(request, reading) is not { } source)
        {
            return new SeriesStepAnswers(
                trained, reading, DataStream.Open(request.File), request.File, request, CancellationToken.None);
        }

        var option = request.Forecast is not null ? "--forecast"
            : request.Every is not null ? "--every"
            : request.Window is not null ? "--window" : null;
        if (option is not null)
        {
            throw new DataException(
                request.File, $"{option} belongs to one series with a line for each step; these are samples, which are "
                + "answered once each");
        }

        return new SeriesSampleAnswers(trained, reading, Open(source, reading));
    }

    /// <summary>Series that bring what answers are compared with: classes, or the steps that come next.</summary>
    /// <param name="trained">Who answers.</param>
    /// <param name="path">The file.</param>
    /// <param name="labels">File with the class of each sample; null where they stand beside the samples.</param>
    /// <param name="missing">What becomes of missing numbers; null does as in training.</param>
    /// <exception cref="InputException">The file is none of these, or does not fit the machine.</exception>
    public static ISeriesSet ToJudge(TrainedMachine trained, string path, string? labels, MissingValues? missing = null)
    {
        var reading = Reading(trained, missing);
        var head = ((HssmSettings)trained.Experiment.Machine).Head;
        if (head.Kind == HeadKind.Regression)
        {
            throw new DataException(
                path, "a regression is compared with targets, which series of one's own do not bring; 'predict' answers "
                + "them");
        }

        if (labels is not null && head.Kind == HeadKind.Forecast)
        {
            throw new DataException(
                path, "--labels has no meaning here: a forecast is compared with the series itself");
        }

        if (head.Kind == HeadKind.Classification)
        {
            var samples = Open(OwnSeries.Source(path, reading.Missing), reading);
            return reading.Show(labels is null
                ? NamedSeries.Judged(samples, reading.Classes) : NamedSeries.Judged(samples, reading.Classes, labels));
        }

        if (Samples(new PredictRequest("", path, 0, null), reading) is { } source)
        {
            return reading.Show(NamedSeries.Unjudged(Open(source, reading)));
        }

        var (series, data) = (Open(LongTable.Source(path, reading.Missing), reading), trained.Experiment.Data);
        var window = data.Window ?? series.StepsOf(0);
        if (series.StepsOf(0) < window)
        {
            throw new DataException(
                path, $"{series.StepsOf(0)} steps are too few: the run was trained on windows of {window}, and is judged on such; name a longer table");
        }

        return reading.Show(new WindowedSeries(path, series, 0, series.StepsOf(0), window, data.Stride ?? window));
    }

    private static SeriesReading Reading(TrainedMachine trained, MissingValues? missing)
    {
        var reading = SeriesReadings.Load(trained.Folder, trained.Experiment);
        return missing is { } replaced ? reading with { Missing = replaced } : reading;
    }

    /// <summary>The samples in a file; null where it is one series with a line for each step.</summary>
    private static SeriesSource? Samples(PredictRequest request, SeriesReading reading)
    {
        var path = request.File;
        if (OwnSeries.AreSamples(path))
        {
            return OwnSeries.Unlabelled(path, reading.Missing);
        }

        using var table = new CsvReader(DataStream.Open(path), path, request.Header, missing: true);
        return table.Columns == reading.Channels && !reading.TimeChannel ? null
            : table.Columns == reading.Channels ? LongTable.Source(path, reading.Missing)
            : reading.Channels == 1 ? SampleLines.Unlabelled(path, reading.Missing)
            : throw new DataException(
                path, $"expected {reading.Channels} numbers on each line, one for each channel of the machine, found "
                + $"{table.Columns}");
    }

    private static SeriesTable Open(SeriesSource source, SeriesReading reading)
    {
        var samples = new SeriesCache(SeriesCache.Folder).Open(source);
        return samples.Channels == reading.Channels
            ? samples
            : throw new DataException(
                source.Name,
                $"the series have {samples.Channels} channels, and the machine was trained on {reading.Channels}");
    }

    private static void RequireForecast(HeadSettings head, SeriesReading reading)
    {
        if (head.Kind != HeadKind.Forecast)
        {
            throw new UnsuitableException(
                "--forecast belongs to runs with machine.head.kind: forecast; this one answers something else");
        }

        if (head.Horizon != 1)
        {
            throw new UnsuitableException(
                "--forecast feeds every forecast back as the next step, which needs machine.head.horizon: 1; this run looks "
                + $"{head.Horizon} steps ahead");
        }

        RequireNoTime(reading, "a series that goes on has no length L");
    }

    private static void RequireNoTime(SeriesReading reading, string why)
    {
        if (reading.TimeChannel)
        {
            throw new UnsuitableException(
                $"this run was trained with data.timeChannel: true, t = (k-1)/L, and {why}; or train without the time");
        }
    }
}
