using System.Globalization;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Studio.Forms;

/// <summary>Judges texts while they are typed: one machine is built at a time, and who waits too long is answered without.</summary>
internal sealed class Examiner
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _building = new(1, 1);

    /// <summary>What is wrong with a text, or what it means.</summary>
    /// <exception cref="ExperimentException">An override is none.</exception>
    public async Task<ValidateAnswer> Examine(ValidateRequest request, CancellationToken cancellation)
    {
        var text = request.Yaml ?? "";
        List<Setting> settings = [.. (request.Sets ?? []).Select(Setting.Parse)];
        if (request.Seed is { } seed)
            settings.Add(new Setting("seed", seed.ToString(CultureInfo.InvariantCulture), $"seed {seed}"));
        var read = ExamineCommand.Run(text, request.Quick, settings, build: false);
        if (read.Meaning is not null)
            read = await Build(text, request.Quick, settings, read, cancellation).ConfigureAwait(false);
        return new ValidateAnswer(
            read.Problems.Count == 0, [.. read.Problems.Select(Found)], WrittenValues.Of(text), read.Meaning);
    }

    private async Task<Examination> Build(
        string text, bool quick, IReadOnlyList<Setting> settings, Examination read, CancellationToken cancellation)
    {
        var late = read with { Meaning = read.Meaning! with { Note = "its machine takes long to build; its keys alone were checked" } };
        if (!await _building.WaitAsync(Patience, cancellation).ConfigureAwait(false))
            return late;

        // A machine cannot be stopped half-built: it is left to finish, and nobody else's is begun meanwhile.
        var building = Task.Run(() => ExamineCommand.Run(text, quick, settings), CancellationToken.None);
        _ = building.ContinueWith(_ => _building.Release(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return await Task.WhenAny(building, Task.Delay(Patience, cancellation)).ConfigureAwait(false) == building
            ? await building.ConfigureAwait(false)
            : late;
    }

    private static FoundProblem Found(ExperimentProblem problem) => problem.Where is { Line: > 0 } place
        ? new FoundProblem(problem.Path, place.Line, place.Column, problem.Message)
        : new FoundProblem(
            problem.Path, null, null,
            problem.Where.Source == ExamineCommand.Source ? problem.Message : $"{problem.Where}: {problem.Message}");
}
