using System.Numerics.Tensors;
using System.Text.Json;
using Loschmidt.Experiments.Composition;
using Loschmidt.Imperfections;
using Loschmidt.Machines;

namespace Loschmidt.Studio.Lab;

/// <summary>A wave that goes out, is turned round, comes home, and does it again, without end.</summary>
internal sealed class LiveWave
{
    // Home is held for a moment, so that people see what arrived.
    private const double RestSeconds = 0.75;

    private readonly LiveQuery _query;
    private readonly IReverses _machine;
    private readonly IWatchable _watch;
    private readonly Batch _batch;
    private readonly double[] _theta;
    private readonly double[] _intensity;

    /// <summary>Builds the machine.</summary>
    /// <exception cref="Experiments.Training.UnsuitableException">The lattice does not carry the wave.</exception>
    public LiveWave(LiveQuery query)
    {
        _query = query;
        var experiment = query.Experiment;
        IReverses Build() => (IReverses)MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed);
        _machine = experiment.Imperfections is { } errors ? (IReverses)ImperfectMachine.Of(Build(), Build(), errors, experiment.Seed) : Build();
        _watch = (IWatchable)_machine;
        _batch = new Batch(_machine.Features, _machine.Targets, _machine.Lanes);
        DataFactory.Load(experiment, _machine, folder: null).Train.Read([query.Lab.Sample], _batch);
        _theta = _machine.Learning.Theta.ToArray();
        _intensity = new double[query.Wave.Lattice.Sites];
    }

    /// <summary>The first record.</summary>
    public byte[] Header()
    {
        var (lattice, high) = (_query.Wave.Lattice, 0.0);
        Begin();
        Pass(_machine.Evolve, _ => high = Math.Max(high, TensorPrimitives.Max<double>(Look())));
        var header = new LiveHeader(lattice.Rows, lattice.Columns, _watch.Steps, _query.Wave.Duration / _watch.Steps, _query.Rate, high);
        return FilmRecord.Text(JsonSerializer.SerializeToUtf8Bytes(header, LabJson.Default.LiveHeader));
    }

    /// <summary>Runs until <paramref name="emit"/> throws, which is how it ends.</summary>
    /// <param name="emit">Takes a record; waits while there are enough.</param>
    public void Run(Action<byte[]> emit)
    {
        var skip = _query.Start;
        void Show(int leg, int step)
        {
            if (skip-- <= 0)
                emit(FilmRecord.Frame(leg, step, Look()));
        }

        for (var round = 1; ; round++)
        {
            Begin();
            _machine.Keep();
            Pass(_machine.Evolve, step => Show(0, step));
            _machine.Reverse();
            Pass(_machine.Return, step => Show(1, step));
            _machine.Reverse();
            var home = _machine.DistanceFromKept();
            var said = new LiveRound(round, home.Field, Math.Max(0, 1 - home.Overlap));
            emit(FilmRecord.Text(JsonSerializer.SerializeToUtf8Bytes(said, LabJson.Default.LiveRound)));
            for (var rest = 0; rest < RestSeconds * _query.Rate; rest++)
            {
                emit(FilmRecord.Frame(2, 0, Look()));
            }
        }
    }

    // Every round begins with the same θ, though it recoils while the wave passes.
    private void Begin()
    {
        _theta.CopyTo(_machine.Learning.Theta);
        _machine.Learning.Pi.Clear();
        _machine.Prepare(_batch);
    }

    private void Pass(Action pass, Action<int> look)
    {
        look(0);
        _watch.Watcher = look;
        pass();
        _watch.Watcher = null;
    }

    private double[] Look()
    {
        _watch.CopyField(0, 0, _intensity);
        return _intensity;
    }
}
