using Loschmidt.Experiments.Exports;
using Loschmidt.Experiments.Runs;
using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Runs;

/// <summary>A run for other programs, or everything of it in one ZIP file.</summary>
internal static class RunExports
{
    private const string Zip = "zip";

    private static readonly string[] Words = [.. Enum.GetValues<ExportFormat>().Select(Exporter.Word), Zip];

    /// <summary>Sends it under a name to keep.</summary>
    /// <param name="context">The request.</param>
    /// <param name="run">The run.</param>
    /// <param name="folder">Where the studio may keep a file for the moment.</param>
    /// <param name="format">A format's name, or zip.</param>
    /// <param name="choice">Which figure and checkpoint.</param>
    /// <exception cref="StudioException">There is no such format, or the run has nothing to be written in it.</exception>
    public static async Task Send(HttpContext context, RunFolder run, RunsFolder folder, string? format, ExportChoice choice)
    {
        var at = Array.IndexOf(Words, format);
        if (at < 0)
            throw new StudioException($"a run is exported as {string.Join(", ", Words)}, not '{OneLine.Of(format ?? "")}'");
        var path = Path.Combine(folder.Own, $"{Guid.NewGuid():N}.export");
        try
        {
            // On a thread of its own: a film is computed.
            await Task.Run(() => Write(run, path, at, choice), context.RequestAborted).ConfigureAwait(false);
            var name = format == Zip ? $"{run.Name}.zip" : Path.GetFileName(Exporter.FileName(run, (ExportFormat)at, choice.Figure));
            await FileReply.Send(context, path, name).ConfigureAwait(false);
        }
        catch (ExportException e)
        {
            throw new StudioException(e.Message, e);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(RunFolder run, string path, int format, ExportChoice choice)
    {
        if (Words[format] == Zip)
        {
            run.Archive(path);
            return;
        }

        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        Exporter.Write(run, (ExportFormat)format, file, choice);
    }
}
