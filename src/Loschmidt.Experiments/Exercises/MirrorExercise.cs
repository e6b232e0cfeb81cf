namespace Loschmidt.Experiments.Exercises;

/// <summary>3: which errors of a mirror are canonical, and which machines have no mirror at all.</summary>
internal sealed class MirrorExercise : IExercise
{
    public int Number => 3;

    public string Title => "What an echo forgives";

    public string Page => "docs/lectures/3-mirrors.md";

    public IReadOnlyList<GivenNumber> Given { get; } =
    [
        GivenNumber.Seed, new("gain", "error delta of the mirror, Psi -> (1 + delta) Psi*", 0.002, 0.0005, 0.01),
        new("phase", "phase alpha of the mirror, Psi -> exp(i alpha) Psi*, rad", 1, 0.2, 3),
    ];

    public IReadOnlyList<Question> Questions { get; } =
    [
        new("gain_error", "echo error of xor with imperfections.reversal.gain = delta", 0.02, "in a linear machine it would be delta"),
        new("gain_back_action", "back-action of that echo", 0.02, "2 delta times what theta heard on the way out"),
        new("phase_error", "echo error of xor with imperfections.reversal.phase = alpha", 0.02, "|1 - exp(i alpha)|, but of the largest coordinate, not of the norm"),
        new("decades", "powers of ten by which the back-action of the phase lies below that of the gain", 0.1, "log10 of the ratio of both back-actions; that of the phase is rounding and nothing else"),
        new("single", "relative error of the gradient by one echo (one-sided) under that gain, at epsilon = 1e-3", 0.03, "gradcheck xor with --json: slopes[].points[] at 0.001; it is delta over epsilon that counts"),
        new("pair", "the same of a pair (echo)", 0.03, "the residue is the same for +epsilon and -epsilon"),
        new("dmi", "echo overlap of spin-wave with machine.dmi.z=0.3", 0.03, "simulate prints it"),
        new("half", "machine.field.y at which the echo overlap of spin-wave falls to 1/2", 0.03, "search with --set between 0.05 and 0.2"),
    ];

    public IReadOnlyList<double> Solve(IReadOnlyDictionary<string, double> given, CancellationToken cancellation)
    {
        var seed = given["seed"];
        var gained = Echo.Set("imperfections.reversal.gain", given["gain"]);
        var gain = Echo.Home("xor", seed, gained);
        var phase = Echo.Home("xor", seed, Echo.Set("imperfections.reversal.phase", given["phase"]));
        var gradients = Echo.Gradients("xor", seed, quick: false, ["echo", "one-sided"], cancellation, gained);
        return
        [
            gain.Field, gain.Learning, phase.Field, Math.Log10(gain.Learning / phase.Learning),
            gradients.At("one-sided", 1e-3), gradients.At("echo", 1e-3),
            Echo.Home("spin-wave", seed, "machine.dmi.z=0.3").Overlap,
            Echo.Where(0.02, 0.3, 0.5, field => 1 - Echo.Home("spin-wave", seed, Echo.Set("machine.field.y", field)).Overlap, cancellation),
        ];
    }
}
