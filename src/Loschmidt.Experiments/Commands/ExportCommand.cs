using Loschmidt.Experiments.Exports;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt runs export</c>: a run as files for other programs.</summary>
public static class ExportCommand
{
    /// <summary>Writes every file; one that is there already is replaced, at once and as a whole.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="cancellation">Checked between files.</param>
    /// <returns>The files, in the order asked for.</returns>
    /// <exception cref="InputException">There is no such run, it has not what is asked for, or a file cannot be written.</exception>
    public static IReadOnlyList<ExportedFile> Run(ExportRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var run = RunFolder.Open(request.Run, request.Runs);
        (ExportFormat Format, string? Figure)[] files = [.. request.Formats.Distinct().SelectMany(format => Parts(run, format, request.Figures))];
        var paths = Paths(run, request.Output, files);
        var written = new List<ExportedFile>();
        for (var i = 0; i < files.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            written.Add(Write(run, files[i].Format, request.Choice with { Figure = files[i].Figure }, paths[i]));
        }

        return written;
    }

    private static IEnumerable<(ExportFormat Format, string? Figure)> Parts(RunFolder run, ExportFormat format, IReadOnlyList<string> figures)
    {
        if (format is not (ExportFormat.Svg or ExportFormat.Png))
            return [(format, null)];
        if (figures.Count > 0)
            return figures.Select(figure => (format, (string?)figure));
        var all = Exporter.Figures(run);
        if (all.Count == 0)
            throw new RunException(run.Name, "has neither figures nor metrics yet, so there is nothing to draw");
        var drawn = all.Where(name => !name.StartsWith(RunFigures.Curve, StringComparison.Ordinal)).ToList();
        return (drawn.Count > 0 ? drawn : all).Select(figure => (format, (string?)figure));
    }

    /// <summary>A name with the ending of the only file means that file; everything else a folder.</summary>
    private static string[] Paths(RunFolder run, string? output, (ExportFormat Format, string? Figure)[] files)
    {
        if (output is not null && !Directory.Exists(output) && !Path.EndsInDirectorySeparator(output) && Path.HasExtension(output)
            && files is not [{ Format: ExportFormat.TensorBoard }])
        {
            if (files.Length == 1)
            {
                OutputPath.RequireFile(output);
                return [output];
            }

            if (files.Any(file => Path.GetExtension(output).Equals('.' + Exporter.Word(file.Format), StringComparison.OrdinalIgnoreCase)))
                throw new UnsuitableException(
                    $"--output {output} is one file, and these are {files.Length} "
                    + $"({string.Join(", ", files.Select(file => file.Figure ?? Exporter.Word(file.Format)))}); choose one by --format and --figure, or name a folder");
        }

        var folder = output ?? ".";
        OutputPath.RequireFolder(folder);
        return [.. files.Select(file => Path.Combine(folder, Exporter.FileName(run, file.Format, file.Figure)))];
    }

    private static ExportedFile Write(RunFolder run, ExportFormat format, ExportChoice choice, string path)
    {
        using var content = new MemoryStream();
        Exporter.Write(run, format, content, choice);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            AtomicFile.Write(path, content.WriteTo);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(path, $"the export cannot be written ({e.Message}); is its folder writable, with room?", e);
        }

        return new ExportedFile(Exporter.Word(format), path, content.Length);
    }
}
