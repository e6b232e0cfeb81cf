using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Exercises;

/// <summary>6: what becomes of a kick: displacement in the decay step, in hats and in whole cycles, and how long it is remembered.</summary>
internal sealed class LearningFieldExercise : IExercise
{
    private const double LongestStep = 0.1, Start = 0.6, Slide = 0.3;

    private const int Crowd = 4096;

    public int Number => 6;

    public string Title => "Learning fields";

    public string Page => "docs/lectures/6-learning-fields.md";

    public IReadOnlyList<GivenNumber> Given { get; } =
    [
        GivenNumber.Seed, new("a", "parametric drive of the hat", 1, 0.5, 1.5), new("b", "Kerr effect of the hat", 0.5, 0.2, 1),
        new("kick", "kick L0 of the hat over R^2", 0.3, 0.2, 0.6), new("friction", "friction Gamma of the decay step", 0.5, 0.5, 2),
        new("epsilon", "epsilon of the cycle", 0.02, 0.005, 0.05), new("temperature", "kT of the bath", 0.01, 0.001, 0.1),
        new("mismatch", "share kappa by which the cross-Kerr effect is off", 5e-4, 1e-4, 1e-3),
    ];

    public IReadOnlyList<Question> Questions { get; } =
    [
        new("squared_radius", "R^2 of the ground states", 0.005, "minimise b R^4 - a R^2"),
        new("inverse_mass", "Omega: rate of theta over a very small kick, in free motion", 0.005, "H = 4 b pi^2 near the ground states"),
        new("displacement", "displacement of theta by your kick after a complete decay", 0.01, "Omega L0/Gamma, with L0 = kick R^2"),
        new("excess", "share by which theta goes further than Omega L0 t in free motion, at t = 100 after your kick", 0.1, "of order (L0/R^2)^4: second order cancels on the balanced circle, about which the radius swings"),
        new("cycle_single", "one self-learning cycle of a Duffing ring, one echo: |moved - expected|/|expected|, expected = -(eps Omega/Gamma) dC/dtheta", 0.03, "the relative error of a one-sided echo at that epsilon"),
        new("cycle_pair", "the same with the symmetric protocol", 0.05, "what is odd in epsilon cancels"),
        new("thermal", "<pi^2> of free particles of your Omega in the bath", 0.1, "equipartition: Omega <pi^2>/2 = kT/2"),
        new("lifetime", "time for which a memory at rest at theta = 0.6 stays within 0.3 of it, with friction", 0.03, "h = -kappa b R^4/4, k = 4; creep first, then getting under way"),
    ];

    public IReadOnlyList<double> Solve(IReadOnlyDictionary<string, double> given, CancellationToken cancellation)
    {
        var (seed, friction) = ((ulong)given["seed"], given["friction"]);
        var hat = new MexicanHat(given["a"], given["b"], LongestStep);
        var kick = given["kick"] * hat.SquaredRadius;
        double Free(double by) => Moved(hat, by, x => hat.Drift(x, 100)) / (100 * by);
        return
        [
            hat.SquaredRadius, Free(1e-3 * hat.SquaredRadius), Moved(hat, kick, x => hat.Relax(x, friction, double.PositiveInfinity, 1, null, 0)),
            (Free(kick) / hat.InverseMass) - 1, Cycle(seed, EchoProtocol.OneSided, given), Cycle(seed, EchoProtocol.Symmetric, given),
            Thermal(seed, hat.InverseMass, friction, given["temperature"]),
            Lifetime(hat.InverseMass, friction, -given["mismatch"] * given["b"] * hat.SquaredRadius * hat.SquaredRadius / 4, cancellation),
        ];
    }

    private static double Moved(MexicanHat hat, double kick, Action<double[]> motion)
    {
        var (x, θ, π) = (new double[hat.Carriers], new double[1], new double[1]);
        hat.Settle([0], x);
        hat.Kick(x, [kick]);
        motion(x);
        hat.Read(x, θ, π);
        return θ[0];
    }

    /// <summary>How far one cycle misses −(εΩ/Γ) ∂C/∂θ, the gradient by a stored trajectory.</summary>
    private static double Cycle(ulong seed, EchoProtocol protocol, IReadOnlyDictionary<string, double> given)
    {
        var machine = GraphMachines.Build<double>(new DuffingRingSettings { InverseMass = 0 }, seed);
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = 1 };
        (batch.Inputs[0], batch.Labels[0]) = (1, 1);
        var (gradient, θ) = (new double[machine.Learning.Count], machine.Learning.Theta.ToArray());
        machine.PullBack(batch, gradient, []);
        machine.Learning.Pi.Clear();
        new SelfLearningCycle { Epsilon = given["epsilon"], DecayRate = given["friction"], Protocol = protocol }.Step(machine, batch);
        var rate = given["epsilon"] * machine.Learning.DecayInverseMass / given["friction"];
        double[] moved = [.. θ.Zip(machine.Learning.Theta.ToArray(), (from, to) => (from - to) / rate)];
        return Fidelity.Of(moved, gradient).RelativeError;
    }

    private static double Thermal(ulong seed, double inverseMass, double friction, double temperature)
    {
        var field = new LearningField(Crowd, 0, inverseMass);
        new Bath(temperature, seed).Relax(field, friction, MexicanHat.CompleteDecay / friction, 1, 0);
        return field.Pi.ToArray().Average(π => π * π);
    }

    private static double Lifetime(double inverseMass, double friction, double height, CancellationToken cancellation)
    {
        var matter = new BrokenDegeneracy(new FreeParticle(inverseMass), height, 4);
        var (x, θ, π, piece) = (new double[matter.Carriers], new double[1], new double[1], 0.2 / friction);
        matter.Settle([Start], x);
        for (var time = 0.0; ; time += piece)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = θ[0];
            matter.Read(x, θ, π);
            if (Math.Abs(θ[0] - Start) > Slide)
                return time - (piece * (Math.Abs(θ[0] - Start) - Slide) / Math.Abs(θ[0] - before));
            matter.Relax(x, friction, piece, 1, null, 0);
        }
    }
}
