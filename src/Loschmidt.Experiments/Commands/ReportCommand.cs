using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt runs report</c>: one page about a run or a sweep, whatever state it is in.</summary>
public static class ReportCommand
{
    /// <summary>Writes the page; nothing else in the folder is touched.</summary>
    /// <param name="request">What was asked for.</param>
    /// <exception cref="InputException">There is no such run, or the file cannot be written.</exception>
    public static ReportResult Run(ReportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Sweep(request) is { } sweep)
        {
            return Save(sweep.Name, request.Output ?? sweep.ReportPath, SweepReport.Text(sweep));
        }

        var run = RunFolder.Open(request.Run, request.Runs);
        return Save(run.Address, request.Output ?? run.ReportPath, RunReport.Text(run, new TrainingOptions(request.Threads, request.Data)));
    }

    /// <summary>The sweep that was meant: runs come first, since sweeps are fewer.</summary>
    private static SweepFolder? Sweep(ReportRequest request)
    {
        try
        {
            RunFolder.Open(request.Run, request.Runs);
            return null;
        }
        catch (RunException noRun)
        {
            try
            {
                return SweepFolder.Open(request.Run, request.Runs);
            }
            catch (RunException)
            {
                throw noRun;
            }
        }
    }

    private static ReportResult Save(string name, string path, string text)
    {
        try
        {
            AtomicFile.Write(path, text);
            return new ReportResult(name, Path.GetFullPath(path), new FileInfo(path).Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(path, $"the report cannot be written ({e.Message}); is its folder there, with room?", e);
        }
    }
}
