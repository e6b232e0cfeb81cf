using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>Samples are programs, and they run.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Samples =>
    [
        .. Directory.GetFiles(Path.Combine(Checkout.Root, "samples"), "*.cs")
            .Select(file => Path.GetFileName(file)).Order(),
    ];

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_runs_to_its_end(string sample)
    {
        var outcome = Launcher.Dotnet("run", Path.Combine(Checkout.Root, "samples", sample));
        outcome.ExitCode.ShouldBe(0, outcome.Out + outcome.Error);
        foreach (var line in Said(sample))
        {
            outcome.Out.ShouldContain(line);
        }
    }

    // What a sample promises in its first lines shows in its last ones.
    private static string[] Said(string sample) => sample switch
    {
        "xor-waves.cs" => ["0 xor 0: answers 0", "0 xor 1: answers 1", "1 xor 0: answers 1", "1 xor 1: answers 0"],
        "digits-scattering.cs" =>
        [
            "epoch 20", "unseen images read: 9", "by the transposed matrix: they differ by ", "e-1", "10 experiments made",
            "here it is judged",
        ],
        "which-gradient.cs" =>
        [
            "parameters 792", "echo                 1.0000000", "weak-probe           0.9", "with a mirror that amplifies by 1 + 0.01",
            "one-sided            0.7", "echo                 0.999",
        ],
        "driven-chain.cs" => ["unseen signals: cost 0.", "dC/du at t = 4"],
        "long-series.cs" =>
        [
            " 50000 steps: 0.4 MiB by echo", "echo and back-propagation differ by ", "e-01", "unseen series: cost 0.",
        ],
        "hopping-phase.cs" => ["right 3 of 3", "in at 0: 0.0", "in at 1: 0.0", "in at 2: 0.9"],
        "own-formula.cs" => ["iteration 200", "largest difference of any derivative: "],
        "own-hamiltonian.cs" => ["iteration", "sample 0:", "sample 1:"],
        _ => [],
    };
}
