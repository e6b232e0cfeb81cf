using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Data;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>Teaches a sealed device by telling it what to do when: a timetable, one line a step. Nothing of θ, π, a response or a gradient comes here.</summary>
internal sealed class SealedLearner : IKeepsSnapshot
{
    // Long lines are cut where they would not travel: a number takes up to 25 bytes, a verb about 60.
    private const int LongestLine = WireLimits.Line / 4;
    private const int BytesOfNumber = 25;
    private const int BytesOfVerb = 60;

    private readonly SealedMachine _machine;
    private readonly SelfLearningCycle _cycle;
    private readonly double _temperature;
    private readonly Annealing? _annealing;
    private readonly Batch _sample;
    private readonly double[] _step = new double[1];
    private readonly List<WireAction> _line = [];
    private readonly List<(int At, double[] Target)> _reads = [];
    private int _bytes;

    /// <summary>Begins with the device as it is.</summary>
    /// <param name="machine">The device.</param>
    /// <param name="cycle">How it teaches itself.</param>
    /// <param name="temperature">kT of the decay's bath.</param>
    /// <param name="annealing">How the bath cools; null where it keeps its temperature.</param>
    /// <exception cref="NotSupportedException">The device does not stand what the protocol asks for.</exception>
    public SealedLearner(SealedMachine machine, SelfLearningCycle cycle, double temperature, Annealing? annealing = null)
    {
        (_machine, _cycle, _temperature, _annealing) = (machine, cycle, temperature, annealing);
        _sample = new Batch(machine.Features, machine.Targets, machine.Lanes);
        _step[0] = machine.Client.Step;
        var stands = machine.Client.About.Ranges;
        foreach (var (ε, _) in EchoTimetable.Echoes(cycle))
        {
            if (stands.TryGetValue("epsilon", out var range) && !range.Contains(ε))
            {
                throw new NotSupportedException(
                    $"the protocol injects with epsilon = {ε}, and the device stands {range.From} to {range.To}; change training.epsilon"
                    + (ε < 0 ? ", or use protocol: one-sided, which needs no negative one" : ""));
            }
        }
    }

    public ReadOnlySpan<double> Theta => [];

    public IReadOnlyList<(string Name, double[] Values)> Memory => [("device/step", _step), ("device/evaluated", _machine.FirstEvaluation)];

    public string Snapshot() => _machine.Client.Snapshot();

    public void Restore(string snapshot) => _machine.Client.Restore(snapshot, (long)_step[0]);

    public double Step(int step, double schedule, IDataSet data, ReadOnlyMemory<int> rows)
    {
        data = (data as IAugmentedSet)?.At(step) ?? data;
        _machine.WatchDrift();
        var cost = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            data.Read(rows.Span.Slice(i, 1), _sample);
            var target = new double[_machine.Client.About.Targets];
            _machine.TargetOf(_sample, target);
            cost += Add(InputOf(_sample), target);
        }

        _line.Add(EchoTimetable.Decay(_cycle, schedule, _annealing?.At(step) ?? _temperature));
        cost += Send();
        _step[0] = _machine.Client.Step;
        return cost / rows.Length;
    }

    private static double[] InputOf(Batch sample)
    {
        var input = new double[sample.Features];
        for (var k = 0; k < input.Length; k++)
        {
            input[k] = sample.Inputs[k * sample.Lanes];
        }

        return input;
    }

    /// <summary>Adds a sample to the line; where the line is full, or the field has to be conjugated here, lines are sent.</summary>
    /// <returns>The cost that is known by now.</returns>
    private double Add(double[] input, double[] target)
    {
        if (!_machine.Client.About.Conjugates)
        {
            return Reinjected(input, target);
        }

        var cost = 0.0;
        var bytes = _cycle.Passes / 2 * (BytesOfNumber * (input.Length + target.Length) + 7 * BytesOfVerb);
        if (_line.Count > 0 && (_bytes + bytes > LongestLine || _line.Count + 8 * _cycle.Passes > WireLimits.Verbs))
        {
            cost = Send();
        }

        var from = _line.Count;
        _line.AddRange(EchoTimetable.Sample(_cycle, input, target));
        _reads.Add((_line.FindIndex(from, action => action.Verb == WireVerb.Read), target));
        _bytes += bytes;
        return cost;
    }

    private double Send()
    {
        var results = _machine.Client.Change(_line.ToArray());
        var cost = 0.0;
        foreach (var (at, target) in _reads)
        {
            cost += SealedMachine.CostOf(results[at].Numbers!, target);
        }

        _line.Clear();
        _reads.Clear();
        _bytes = 0;
        return cost;
    }

    /// <summary>The echoes of a device that cannot conjugate: its field goes by this computer, two lines an echo.</summary>
    private double Reinjected(double[] input, double[] target)
    {
        var client = _machine.Client;
        double[] outputs = [];
        var reversed = false;
        foreach (var (ε, reverseBefore) in EchoTimetable.Echoes(_cycle))
        {
            List<WireAction> way = reverseBefore ? [WireAction.ReverseLearning] : [];
            reversed ^= reverseBefore;
            way.AddRange([WireAction.Prepare(input), WireAction.Evolve, WireAction.Read, WireAction.Inject(target, ε), WireAction.Measure]);
            var turning = client.Change(way.ToArray());
            outputs = turning[^3].Numbers!;
            client.Change(
                WireAction.Reinject(turning[^1].Numbers!, SealedMachine.Conjugate(turning[^1])), WireAction.ReverseLearning, WireAction.Evolve,
                WireAction.ReverseLearning);
        }

        if (reversed)
        {
            client.Change(WireAction.ReverseLearning);
        }

        return SealedMachine.CostOf(outputs, target);
    }
}
