using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Loschmidt.Experiments;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Runs;

/// <summary>Starts and resumes trainings in processes of their own, which know nothing of the studio and outlive it.</summary>
/// <param name="options">The command that starts the program, and where data are.</param>
/// <param name="folder">Where the runs are.</param>
internal sealed class Trainings(StudioOptions options, RunsFolder folder)
{
    /// <summary>Trainings that may be at work at once, as far as this studio started them.</summary>
    public const int Most = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Large data may be read for longer; the run then appears in the list by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private readonly Lock _gate = new();
    private readonly List<Process> _started = [];

    /// <summary>Whether trainings can be started here.</summary>
    public bool Possible => options.Self is not null;

    /// <summary>Trains.</summary>
    /// <param name="request">What.</param>
    /// <param name="cancellation">Ends the wait for the run's folder, not the training.</param>
    /// <exception cref="InputException">The experiment is at fault, or nothing can be started now.</exception>
    public async Task<StartedDocument> StartAsync(StartRequest request, CancellationToken cancellation)
    {
        ExperimentSource.Check(request);
        var files = Files();
        var source = request.Source;
        if (request.Yaml is { } text)
        {
            source = files.Experiment;
            AtomicFile.Write(source, text);
        }

        List<string> arguments = ["train", source!];
        if (request.Quick)
            arguments.Add("--quick");
        if (request.Seed is { } seed)
            arguments.Add($"--seed={seed.ToString(CultureInfo.InvariantCulture)}");
        arguments.AddRange((request.Sets ?? []).Select(set => $"--set={set}"));
        return await LaunchAsync(arguments, files, null, cancellation).ConfigureAwait(false);
    }

    /// <summary>Goes on with a run from its newest checkpoint; its lock decides when two want to.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Ends the wait, not the training.</param>
    /// <exception cref="InputException">Another process works on it, or it cannot go on.</exception>
    public Task<StartedDocument> ResumeAsync(RunFolder run, CancellationToken cancellation) =>
        LaunchAsync(["train", $"--resume={run.FullPath}"], Files(), run, cancellation);

    private async Task<StartedDocument> LaunchAsync(
        List<string> arguments, (string Experiment, string Output, string Errors) files, RunFolder? run, CancellationToken cancellation)
    {
        var self = options.Self ?? throw new StudioException(
            "this studio cannot start trainings: it does not know the program's own command; use loschmidt train");
        List<string> command = [.. self, .. arguments, $"--runs={folder.Root}", "--json"];
        if (options.Data is { } data)
            command.Add($"--data={Path.GetFullPath(data)}");
        Process process;
        lock (_gate)
        {
            foreach (var ended in _started.Where(started => started.HasExited).ToArray())
            {
                _started.Remove(ended);
                ended.Dispose();
            }

            if (_started.Count >= Most)
                throw new StudioException($"{Most} trainings that were started here are at work already; wait for one, or stop one");
            process = DetachedProcess.Start(command, files.Output, files.Errors);
            _started.Add(process);
        }

        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience;)
        {
            var ended = process.HasExited;
            if ((run is null ? OwnedBy(process.Id) : run.Owner?.Process == process.Id ? run.Address : null) is { } name)
                return new StartedDocument(name, process.Id);
            if (ended)
            {
                var named = Ended(process, files);
                return new StartedDocument(run?.Address ?? named, process.Id);
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }

        return new StartedDocument(run?.Address, process.Id);
    }

    /// <summary>The run that a process works on, among those at work.</summary>
    private string? OwnedBy(int process) => RunPlace.In(folder.Root)
        .Where(place => place.Kind != RunPlaceKind.Sweep && File.Exists(Path.Combine(place.Path, RunLock.OwnerFileName)))
        .FirstOrDefault(place => RunLock.Owner(place.Path) is { } owner && owner.Process == process && owner.Host == Environment.MachineName)
        ?.Name;

    /// <summary>The run that an ended process names in its document; refuses with its own words where it failed before there was one.</summary>
    private static string Ended(Process process, (string Experiment, string Output, string Errors) files)
    {
        var said = Last(files.Errors);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(files.Output));
            if (document.RootElement.TryGetProperty("run", out var run) && run.GetString() is { } name)
                return name;
            if (document.RootElement.TryGetProperty("error", out var error) && error.GetString() is { } reason)
                said = reason;
        }
        catch (Exception e) when (e is JsonException or IOException or InvalidOperationException)
        {
            // It died without a word of its own; standard error may have some.
        }

        // The name of the studio's own copy says nothing to whoever wrote the text.
        throw new StudioException(said?.Replace(files.Experiment, ExamineCommand.Source, StringComparison.Ordinal) ?? $"the training ended at once with exit code {process.ExitCode}");
    }

    private static string? Last(string path)
    {
        try
        {
            return File.ReadLines(path).LastOrDefault(line => line.Trim().Length > 0)?.Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>New names among the studio's own files; old ones are removed.</summary>
    private (string Experiment, string Output, string Errors) Files()
    {
        var own = folder.Own;
        foreach (var file in new DirectoryInfo(own).EnumerateFiles().Where(file => TimeProvider.System.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > KeptFor))
        {
            file.Delete();
        }

        var name = Path.Combine(own, Guid.NewGuid().ToString("N"));
        return (name + ".yaml", name + ".out", name + ".err");
    }
}
