using Loschmidt.Experiments;
using Loschmidt.Experiments.Commands;
using Loschmidt.Tests.Reports;

namespace Loschmidt.Tests.Runs;

public sealed class SimulationTests : IDisposable
{
    private readonly ReportPlace _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>The mutation: whatever cannot be filmed is said to miss its way home.</summary>
    [Fact]
    public void A_machine_that_settles_is_told_so()
    {
        var file = _place.Write("""
            name: two-nodes
            machine: { kind: resistors, inputs: 2, hidden: 0, outputs: 2 }
            data: { set: xor }
            training: { estimator: coupled-learning, epsilon: 0.1, optimiser: { kind: adam, rate: 0.1 }, steps: 2, batch: 4 }
            """);

        Should.Throw<InputException>(() => SimulateCommand.Run(
                new SimulateRequest(file, false, [], null, null, 1, 6, false, null, null, _place.Runs),
                new Progress<string>(), CancellationToken.None))
            .Message.ShouldContain(
                "a resistors machine settles and is read at rest, so there is nothing to film; see its gradient with: ");
    }
}
