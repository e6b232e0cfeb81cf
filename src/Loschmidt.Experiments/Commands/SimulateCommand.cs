using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Execution;
using System.Diagnostics;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Fields.Matter;
using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt simulate</c>: one sample out, nudged, and home again, with pictures and a ledger of what was conserved.</summary>
public static class SimulateCommand
{
    // Fewer moments each way look like a slide show.
    private const int LeastMoments = 40;

    /// <summary>Simulates the machine of an experiment at its initial parameters.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="InputException">The experiment or its data are at fault.</exception>
    /// <exception cref="NonFiniteException">The field stopped being finite.</exception>
    public static SimulateResult Run(SimulateRequest request, IProgress<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Output is { } output)
            OutputPath.RequireFolder(output);
        var clock = Stopwatch.StartNew();
        var experiment = RequestedExperiment.Load(
            request.Source, request.Quick, request.Sets, ("seed", request.Seed, "--seed"),
            ("training.precision", request.Precision, "--precision"));
        // A film looks inside, which no device allows.
        var bench = Workbench.SetUp(experiment with { Device = null }, 1, 1, request.Data);
        if (bench.Blocks.Machine is IRingsUp ringing)
            return RingUp(request, experiment, ringing, bench.Data.Train, progress, clock);
        if (bench.Blocks.Machine is not IReverses machine)
        {
            throw new UnsuitableException(
                $"a {bench.Blocks.Machine.Kind} machine {Instead(bench.Blocks.Machine)}, so there is nothing to film; "
                + $"see its gradient with: loschmidt gradcheck {request.Source}",
                Places.Of(experiment.Machine, "machine"));
        }

        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        var sample = ChosenSample.Of(bench.Data.Train, request.Sample);
        bench.Data.Train.Read([sample], batch);

        progress.Report("way out and home without a nudge");
        var ledger = EchoLedger.WithGrowth(machine, batch);
        cancellation.ThrowIfCancellationRequested();
        progress.Report("one echo, filmed");
        var folder = FolderFor(request, experiment);
        // The strip shows every so manieth moment of an animation, so that both are pictures of one echo.
        var between = request.Film is null ? 1 : Math.Max(1, (LeastMoments + request.Frames - 3) / (request.Frames - 1));
        var film = EchoFilm.Shoot(machine, batch, experiment.Training.Nudge, (request.Frames - 1) * between + 1);
        if (film is null && request.Film is { } asked)
            throw new UnsuitableException($"a {bench.Blocks.Machine.Kind} machine shows no field, so there is nothing to animate; leave out --film {asked}");
        IReadOnlyList<string> figures = film is null ? [] :
        [
            .. RunPictures.SaveAll(
                RunPictures.OfEcho(experiment, machine, batch, film, $"{experiment.Name}, sample {sample}", request.Frames), folder, "", request.Png),
            .. request.Film is { } kind ? [Animate(film, $"{experiment.Name}, sample {sample}", experiment, folder, kind)] : Array.Empty<string>(),
        ];
        return new SimulateResult(
            folder, figures, ledger.Cost, ledger.Home.Field, ledger.Home.Learning, ledger.EnergyDrift, ledger.NormDrift, clock.Elapsed.TotalSeconds)
        {
            Ledger = ledger.Figures().ToDictionary(figure => figure.Name, figure => figure.Value, StringComparer.Ordinal),
            Cause = ledger.Cause,
            Units = experiment.Machine is MatterWaveSettings matter ? MatterWave.Table(matter) : null,
        };
    }

    private static string Animate(EchoFilm film, string title, Experiment experiment, string folder, string kind)
    {
        var animation = EchoAnimation.Of(film, title, experiment.Machine is PinballSettings);
        var name = $"echo.{kind}";
        AtomicFile.Write(Path.Combine(folder, name), stream =>
        {
            if (kind == "gif")
                Gif.Write(stream, animation);
            else
                Apng.Write(stream, animation);
        });
        return name;
    }

    private static string Instead(IEvolves machine) => machine switch
    {
        ISequenceMachine => "reads series and shows no field",
        IRelaxes => "settles and is read at rest",
        _ => "shows no field",
    };

    /// <summary>Coupled modes run no way home: their fields ring up to a steady state, whatever it was that the matrix said.</summary>
    private static SimulateResult RingUp(
        SimulateRequest request, Experiment experiment, IRingsUp machine, IDataSet data, IProgress<string> progress, Stopwatch clock)
    {
        if (request.Film is { } film)
            throw new UnsuitableException($"a {machine.Kind} machine has no way home, so there is no echo to animate; leave out --film {film}");
        progress.Report("fields ring up");
        var folder = FolderFor(request, experiment);
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        data.Read([ChosenSample.Of(data, request.Sample)], batch);
        machine.Prepare(batch);
        machine.Evolve();
        var cost = machine.Cost();
        var (settling, unsettled) = RingUpPicture.Settling(machine, batch);
        var figures = RunPictures.SaveAll(ScatteringPictures.Of(machine, data, experiment.Name), folder, "", request.Png);
        return new SimulateResult(
            folder, figures, cost, double.NaN, double.NaN, double.NaN, double.NaN, clock.Elapsed.TotalSeconds)
        {
            SettlingTime = settling,
            Unsettled = unsettled,
        };
    }

    private static string FolderFor(SimulateRequest request, Experiment experiment) => Path.GetFullPath(
        request.Output ?? Path.Combine(
            request.Runs ?? RunFolder.DefaultRoot, $"{DateTime.UtcNow:yyyyMMdd-HHmmss}-simulate-{experiment.Name}-{experiment.Seed}"));

    /// <summary>How far an echo without a nudge misses home.</summary>
    public static double EchoError(IReverses machine, Batch batch) => EchoLedger.Of(machine, batch).Home.Largest;
}
