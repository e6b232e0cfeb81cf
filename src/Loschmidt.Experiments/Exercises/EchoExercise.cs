namespace Loschmidt.Experiments.Exercises;

/// <summary>1: how far an echo misses home, by rounding and by loss.</summary>
internal sealed class EchoExercise : IExercise
{
    private const string Loss = "imperfections.map.loss";

    public int Number => 1;

    public string Title => "The echo that misses home";

    public string Page => "docs/lectures/1-echo.md";

    public IReadOnlyList<GivenNumber> Given { get; } =
        [GivenNumber.Seed, new("loss", "rate kappa at which the wave loses energy, 1/T", 0.01, 0.002, 0.03)];

    public IReadOnlyList<Question> Questions { get; } =
    [
        new("rounding", "echo error of xor without loss, double precision", 2, "nothing but rounding is left: some 10^2 times the last bit"),
        new("rounding_single", "the same in single precision (training.precision=float)", 1, "one last bit is 2^29 times the other"),
        new("linear", "echo error with your loss and machine.nonlinearity=0", 0.01, "amplitude is lost on both ways: exp(-kappa T/2) twice"),
        new("nonlinear", "echo error with your loss, nonlinearity as it is", 0.02, "the way home has another intensity, hence other phases"),
        new("back_action", "back-action of that echo: the largest change of a theta or pi, absolute, as simulate prints it", 0.02, "simulate prints it one line below the echo error"),
        new("tenth", "loss rate at which the nonlinear echo misses home by 0.1", 0.03, "the error grows in proportion to small losses; then search with --set"),
        new("reamplified", "echo error with your loss and imperfections.compensation.reamplify=true", 0.03, "energy is brought back, phases are not"),
    ];

    public IReadOnlyList<double> Solve(IReadOnlyDictionary<string, double> given, CancellationToken cancellation)
    {
        var (seed, loss) = (given["seed"], Echo.Set(Loss, given["loss"]));
        var nonlinear = Echo.Home("xor", seed, loss);
        return
        [
            Echo.Home("xor", seed).Field, Echo.Home("xor", seed, "training.precision=float").Field,
            Echo.Home("xor", seed, loss, "machine.nonlinearity=0").Field, nonlinear.Field, nonlinear.Learning,
            Echo.Where(1e-3, 0.1, 0.1, rate => Echo.Home("xor", seed, Echo.Set(Loss, rate)).Field, cancellation),
            Echo.Home("xor", seed, loss, "imperfections.compensation.reamplify=true").Field,
        ];
    }
}
