using Loschmidt.Experiments;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Machines;
using Loschmidt.Scattering;
using Loschmidt.Studio.Hosting;
using Loschmidt.Studio.Security;

namespace Loschmidt.Studio.Scattering;

/// <summary>Digit readers there are: finished runs, and presets as they are drawn; the last few stay built.</summary>
/// <param name="options">Where runs are.</param>
internal sealed class ReaderShelf(StudioOptions options)
{
    private const string OfPreset = "preset:", OfRun = "run:";

    // Building a reader takes a tenth of a second and a few megabytes.
    private const int Kept = 4;

    private readonly Lock _gate = new();
    private readonly List<(string Key, DigitReader Reader)> _built = [];

    /// <summary>Runs, newest first, then presets.</summary>
    public IReadOnlyList<ReaderEntry> List()
    {
        var runs = new RunIndex(options.Runs, MachineFactory.Kinds).Refresh().Runs
            .Where(run => run.Steps > 0 && run.Experiment?.Contains("scattering", StringComparison.Ordinal) == true && Reads(run.Name))
            .OrderByDescending(run => run.Created)
            .Select(run => new ReaderEntry(OfRun + run.Name, run.Name, Trained: true, run.Steps, Accuracy(run)));
        var drawn = Presets.List()
            .Where(name => name.StartsWith("digits-scattering", StringComparison.Ordinal))
            .Select(name => new ReaderEntry(OfPreset + name, name, Trained: false, 0, null));
        return [.. runs, .. drawn];
    }

    /// <summary>The reader of that id, built or taken from the shelf.</summary>
    /// <exception cref="StudioException">There is none.</exception>
    public DigitReader Take(string id)
    {
        lock (_gate)
        {
            var key = id.StartsWith(OfRun, StringComparison.Ordinal) ? $"{id}@{LastStep(id[OfRun.Length..])}" : id;
            var at = _built.FindIndex(one => one.Key == key);
            var reader = at < 0 ? Build(id) : _built[at].Reader;
            if (at >= 0)
                _built.RemoveAt(at);
            _built.Insert(0, (key, reader));
            if (_built.Count > Kept)
                _built.RemoveAt(Kept);
            return reader;
        }
    }

    private DigitReader Build(string id)
    {
        if (id.StartsWith(OfPreset, StringComparison.Ordinal) && Presets.List().Contains(id[OfPreset.Length..]))
        {
            var experiment = RequestedExperiment.Load(id[OfPreset.Length..], quick: false, []);
            return new DigitReader(Require(MachineFactory.Build(experiment), id));
        }

        if (!id.StartsWith(OfRun, StringComparison.Ordinal))
            throw new StudioException($"there is no digit reader '{ScalarNode.Printable(id)}'; /api/scattering/machines lists them");
        var trained = TrainedMachine.Open(RunPath.Folder(options.Runs, id[OfRun.Length..]), options.Runs, checkpoint: null, threads: 1);
        trained.Theta.CopyTo(trained.Machine.Learning.Theta);
        return new DigitReader(Require(trained.Machine, id));
    }

    private static IRingsUp Require(IEvolves machine, string id) => machine is IRingsUp { Features: DigitQuestion.Pixels, Outputs: 10 } reader
        ? reader
        : throw new StudioException($"{ScalarNode.Printable(id)} is a {machine.Kind} machine with {machine.Features} inputs and {machine.Outputs} outputs, no reader of 8 × 8 digits");

    private bool Reads(string run)
    {
        try
        {
            return RunFolder.Open(RunPath.Folder(options.Runs, run), options.Runs).ReadExperiment(MachineFactory.Kinds).Machine
                is ScatteringSettings { Inputs: DigitQuestion.Pixels, Outputs: 10 };
        }
        catch (Exception e) when (e is InputException or RefusedException)
        {
            return false; // a damaged run is told on the page of runs
        }
    }

    private long LastStep(string run) => RunFolder.Open(RunPath.Folder(options.Runs, run), options.Runs).Checkpoints.Steps().DefaultIfEmpty(0).Max();

    private static double? Accuracy(RunSummary run) =>
        run.Metrics().TryGetValue("testAccuracy", out var share) || run.Metrics().TryGetValue("validationAccuracy", out share) ? share : null;
}

/// <summary>What there is to read digits.</summary>
internal sealed record ReaderList(IReadOnlyList<ReaderEntry> Machines);

/// <summary>One machine.</summary>
/// <param name="Id">What a question names.</param>
/// <param name="Name">For people.</param>
/// <param name="Trained">Whether it has learned.</param>
/// <param name="Steps">Training steps.</param>
/// <param name="Accuracy">On test or validation images; null where nobody looked.</param>
internal sealed record ReaderEntry(string Id, string Name, bool Trained, long Steps, double? Accuracy);
