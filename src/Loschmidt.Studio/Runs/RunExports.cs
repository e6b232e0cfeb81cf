using System.Text;
using Loschmidt.Experiments.Runs;
using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Runs;

/// <summary>A run for other programs: its metrics as CSV or JSON, or everything in one ZIP file.</summary>
internal static class RunExports
{
    /// <summary>Sends it under a name to keep.</summary>
    /// <param name="context">The request.</param>
    /// <param name="run">The run.</param>
    /// <param name="folder">Where the studio may keep a file for the moment.</param>
    /// <param name="format">csv, json or zip.</param>
    /// <exception cref="RunException">The metrics cannot be read.</exception>
    public static Task Send(HttpContext context, RunFolder run, RunsFolder folder, string? format)
    {
        switch (format)
        {
            case "csv":
                RunFiles.Offer(context.Response, $"{run.Name}.csv");
                context.Response.ContentType = "text/csv; charset=utf-8";
                return context.Response.BodyWriter.WriteAsync(
                    Encoding.UTF8.GetBytes(MetricsTable.ToCsv(run.ReadMetrics())), context.RequestAborted).AsTask();
            case "json":
                RunFiles.Offer(context.Response, $"{run.Name}.json");
                return Reply.Json(
                    context, new MetricsDocument(run.Address, [.. run.ReadMetrics().Select(Line)]), RunsJson.Default.MetricsDocument);
            case "zip":
                return Archive(context, run, folder);
            default:
                throw new StudioException($"a run is exported as csv, json or zip, not '{OneLine.Of(format ?? "")}'");
        }
    }

    private static async Task Archive(HttpContext context, RunFolder run, RunsFolder folder)
    {
        var path = Path.Combine(folder.Own, Guid.NewGuid().ToString("N") + ".zip");
        try
        {
            run.Archive(path);
            RunFiles.Offer(context.Response, $"{run.Name}.zip");
            context.Response.ContentType = "application/zip";
            await RunFiles.SendStream(context, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous))
                .ConfigureAwait(false);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Dictionary<string, double> Line(MetricsLine line)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal) { ["step"] = line.Step };
        foreach (var (name, value) in line.Values)
        {
            values[name] = value;
        }

        return values;
    }
}
