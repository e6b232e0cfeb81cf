using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Exports;

/// <summary>Writes runs for other programs: finished, interrupted, or at work, whose whole lines so far are written.</summary>
/// <remarks>Nothing in the run's folder is changed, and equal runs give equal bytes: times are those that the run recorded.</remarks>
public static class Exporter
{
    /// <summary>Writes one file of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="format">As what.</param>
    /// <param name="stream">Receives the file only once all of it is made; need not seek, is not closed.</param>
    /// <param name="choice">Which part; null means the usual one.</param>
    /// <exception cref="InputException">The run has not what is asked for, or its files or data cannot be read.</exception>
    /// <exception cref="IOException">The stream refuses.</exception>
    public static void Write(RunFolder run, ExportFormat format, Stream stream, ExportChoice? choice = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(stream);
        choice ??= new ExportChoice();

        // A download that has begun cannot turn into an error any more.
        using var file = new MemoryStream();
        Make(run, format, file, choice);
        file.WriteTo(stream);
    }

    /// <summary>The figures a run can be asked for as SVG and PNG, in order: those it has drawn, then <c>curve-NAME</c> for every metric.</summary>
    /// <exception cref="InputException">The run cannot be read.</exception>
    public static IReadOnlyList<string> Figures(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunFigures(run).Names;
    }

    /// <summary>What a file is called unless somebody names it; with a folder of the run's name before it, of TensorBoard. A sweep's job has the sweep's name before its own.</summary>
    /// <param name="run">The run.</param>
    /// <param name="format">As what it is written.</param>
    /// <param name="figure">The figure, of SVG and PNG; null means the first.</param>
    public static string FileName(RunFolder run, ExportFormat format, string? figure = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var name = RunCourse.FileName(run);
        return format switch
        {
            ExportFormat.Svg or ExportFormat.Png => $"{name}-{figure ?? Figures(run)[0]}.{Word(format)}",
            ExportFormat.Gif or ExportFormat.Apng => $"{name}-echo.{Word(format)}",
            ExportFormat.TensorBoard => $"{name}/{TensorBoardEvents.FileName(run)}",
            _ => $"{name}.{Word(format)}",
        };
    }

    /// <summary>The word for a format on the command line and in addresses.</summary>
    public static string Word(ExportFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>The media type of a file, for a server that hands it out.</summary>
    public static string MediaType(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Json => "application/json",
        ExportFormat.Svg => "image/svg+xml",
        ExportFormat.Png => "image/png",
        ExportFormat.Gif => "image/gif",
        ExportFormat.Apng => "image/apng",
        _ => "application/octet-stream",
    };

    private static void Make(RunFolder run, ExportFormat format, Stream file, ExportChoice choice)
    {
        switch (format)
        {
            case ExportFormat.Csv:
                file.Write(System.Text.Encoding.UTF8.GetBytes(MetricsTable.ToCsv(run.ReadMetrics())));
                break;
            case ExportFormat.Json:
                RunDocument.Write(run, file);
                break;
            case ExportFormat.Npz:
                Npz.Write(file, RunArrays.Of(run, choice.Checkpoint));
                break;
            case ExportFormat.Svg:
                file.Write(new RunFigures(run).Svg(choice));
                break;
            case ExportFormat.Png:
                file.Write(new RunFigures(run).Png(choice));
                break;
            case ExportFormat.Gif:
                Gif.Write(file, RunFilm.Of(run, choice));
                break;
            case ExportFormat.Apng:
                Apng.Write(file, RunFilm.Of(run, choice));
                break;
            case ExportFormat.TensorBoard:
                TensorBoardEvents.Write(run, file);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "no such format");
        }
    }
}
