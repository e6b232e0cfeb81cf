using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Training;
using Loschmidt.Fields;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>A timetable teaches as the cycle of the simulator does, whatever happens to the device in between.</summary>
public sealed class SealedLearnerTests
{
    private const int Steps = 40;

    private static readonly SelfLearningCycle Cycle = new() { Epsilon = 1e-3, DecayRate = 0.02 };

    /// <summary>Mutation: a device that is not restored, steps that are not repeated, evaluations that are not repeated (they leave their rounding behind).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_device_killed_ten_times_at_random_lines_ends_with_the_bits_of_one_that_lived(int seed)
    {
        var undisturbed = Train(static _ => Mishap.None, out _, out var exchanges);
        var draws = new RandomStream((ulong)seed, "kills");
        var moments = new HashSet<int>();
        for (uint draw = 0; moments.Count < 10; draw++)
        {
            moments.Add(2 + draws.Index(exchanges - 2, draw));
        }

        var disturbed = Train(
            number => moments.Contains(number) ? number % 2 == 0 ? Mishap.DiesBefore : Mishap.DiesAfter : Mishap.None, out var killed, out _);
        killed.ShouldBe(10);
        disturbed.Figures.ShouldBe(undisturbed.Figures);
        disturbed.Snapshot.ShouldBe(undisturbed.Snapshot);
        undisturbed.Figures[^1].ShouldBeLessThan(undisturbed.Figures[0] / 2, "something was learned, so something could be lost");
    }

    [Theory]
    [InlineData(EchoProtocol.OneSided)]
    [InlineData(EchoProtocol.Pair)]
    [InlineData(EchoProtocol.Symmetric)]
    public void Over_the_wire_a_wave_learns_to_the_same_bits_as_in_the_same_program(EchoProtocol protocol)
    {
        var settings = new WaveSettings { Lattice = new() { Columns = 9, Rows = 21 }, Steps = 10 };
        var (here, there) = (new WaveMachine<double>(settings, 1), new WaveMachine<double>(settings, 1));
        var cycle = new SelfLearningCycle { Epsilon = 1e-3, DecayRate = 0.01, Protocol = protocol };
        var bench = new BenchTransport(() => new SimulatedSelfTeachingDevice(there, "wave"));
        using var machine = new SealedMachine(new DeviceClient(bench), labels: true);
        var (learner, data, sample) = (new SealedLearner(machine, cycle, 0), new XorDataSet(), new Batch(2, 0, 1));
        var start = here.Learning.Theta.ToArray();
        for (var step = 0; step < 6; step++)
        {
            data.Read([step % 4], sample);
            cycle.Step(here, sample);
            learner.Step(step, 1, data, new[] { step % 4 });
        }

        there.Learning.Theta.ToArray().ShouldBe(here.Learning.Theta.ToArray());
        there.Learning.Pi.ToArray().ShouldBe(here.Learning.Pi.ToArray());
        start.ShouldNotBe(here.Learning.Theta.ToArray());

        // A schedule's factor on Ω/Γ is a slower decay that goes as deep: the same to rounding.
        data.Read([1], sample);
        cycle.Step(here, sample, 0.5);
        learner.Step(6, 0.5, data, new[] { 1 });
        for (var k = 0; k < start.Length; k++)
        {
            there.Learning.Theta[k].ShouldBe(here.Learning.Theta[k], 1e-14);
        }
    }

    /// <summary>Mutation: the learning field is not reversed with the field that is sent in again.</summary>
    [Fact]
    public void A_device_without_a_mirror_learns_the_same_by_measuring_and_sending_in_and_says_so()
    {
        var (mirrored, measured) = (new StrangersBox([]), new MeasuredBox([]));
        var costs = new List<double[]>();
        foreach (var box in new[] { mirrored, measured })
        {
            using var machine = new SealedMachine(new DeviceClient(new BenchTransport(() => box)), labels: true, 0.5, -0.5);
            var learner = new SealedLearner(machine, Cycle with { Protocol = EchoProtocol.Pair }, 0);
            var evaluator = new Evaluator(new LaneBlocks([machine]));
            costs.Add([.. Enumerable.Range(0, 5).Select(step => learner.Step(step, 1, new XorDataSet(), new[] { 0, 1, 2, 3 })),
                evaluator.Evaluate([], new XorDataSet()).Cost]);
            machine.Notes.Any(note => note.Contains("cannot conjugate its field", StringComparison.Ordinal)).ShouldBe(box is MeasuredBox);
        }

        costs[1].ShouldBe(costs[0]);
        measured.Theta.ShouldBe(mirrored.Theta);
    }

    [Fact]
    public void A_device_that_answers_otherwise_untaught_has_drifted_and_that_is_noted()
    {
        var box = new StrangersBox([]);
        using var machine = new SealedMachine(new DeviceClient(new BenchTransport(() => box)), labels: true, 0.5, -0.5);
        var learner = new SealedLearner(machine, Cycle, 0);
        var evaluator = new Evaluator(new LaneBlocks([machine]));
        evaluator.Evaluate([], new XorDataSet());
        learner.Step(0, 1, new XorDataSet(), new[] { 1 });
        machine.Notes.ShouldBeEmpty();
        evaluator.Evaluate([], new XorDataSet());
        box.Theta[2] += 0.01;
        learner.Step(1, 1, new XorDataSet(), new[] { 1 });
        machine.Notes.ShouldHaveSingleItem().ShouldContain("drifted: output 0 of the same sample read");
    }

    [Fact]
    public void Samples_that_do_not_fit_a_line_travel_in_several()
    {
        var about = new StrangersBox([]).About;
        var bench = new BenchTransport(() => new StrangersBox([]));
        using var machine = new SealedMachine(new DeviceClient(bench), labels: true, 0.5, -0.5);
        var rows = Enumerable.Range(0, 6000).Select(i => i % 4).ToArray();
        new SealedLearner(machine, Cycle, 0).Step(0, 1, new XorDataSet(), rows);
        machine.Client.Step.ShouldBeInRange(2, 8);
        bench.Lines.Max(line => line.Length).ShouldBeLessThan(WireLimits.Line / 2);
        about.Step.ShouldBe(0);
    }

    private static (List<double> Figures, byte[] Snapshot) Train(Func<int, Mishap> mishaps, out int killed, out int exchanges)
    {
        var shelf = new Dictionary<string, byte[]>();
        var bench = new BenchTransport(() => new StrangersBox(shelf)) { Mishaps = mishaps };
        using var machine = new SealedMachine(new DeviceClient(bench, new DeviceClientOptions { SnapshotEvery = 7 }), labels: true, 0.5, -0.5);
        var learner = new SealedLearner(machine, Cycle, 0);
        var evaluator = new Evaluator(new LaneBlocks([machine]));
        var data = new XorDataSet();
        var figures = new List<double>();
        for (var step = 0; step < Steps; step++)
        {
            figures.Add(learner.Step(step, 1, data, new[] { 0, 1, 2, 3 }));
            if (step % 8 == 0)
            {
                figures.Add(evaluator.Evaluate([], data).Cost);
            }
        }

        figures.Add(evaluator.Evaluate([], data).Cost);
        (killed, exchanges) = (machine.Client.Restarted, bench.Exchanges);
        return (figures, shelf[learner.Snapshot().Split('.')[1]]);
    }
}
