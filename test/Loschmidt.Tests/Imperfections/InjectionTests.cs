using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Tests.Fields.Waves;

namespace Loschmidt.Tests.Imperfections;

/// <summary>Errors of the error signal, of the momenta and of the parameters.</summary>
public sealed class InjectionTests
{
    /// <summary>Mutation: the error adds to ε instead of scaling it.</summary>
    [Fact]
    public void A_nudge_that_is_too_strong_makes_a_gradient_that_is_too_long()
    {
        var ideal = Flawed.Gradient(Flawed.Wave(new()), WaveCases.Pattern(1), 1e-4);
        var strong = Flawed.Gradient(Flawed.Wave(new() { Injection = new() { Strength = 0.2 } }), WaveCases.Pattern(1), 1e-4);
        WaveCases.RelativeDistance(strong, [.. ideal.Select(g => 1.2 * g)]).ShouldBeLessThan(1e-6);
    }

    /// <summary>A displacement turned by π is the opposite gradient, whatever the machine. Mutation: the whole field is turned, not its displacement.</summary>
    [Fact]
    public void An_error_signal_in_opposite_phase_teaches_the_opposite()
    {
        var ideal = Flawed.Gradient(Flawed.Wave(new()), WaveCases.Pattern(1), 1e-4);
        var opposite = Flawed.Gradient(Flawed.Wave(new() { Injection = new() { Phase = Math.PI } }), WaveCases.Pattern(1), 1e-4);
        WaveCases.RelativeDistance(opposite, [.. ideal.Select(g => -g)]).ShouldBeLessThan(1e-6);
    }

    /// <summary>Shown (Ψ, Ψ + d) of the reversed field, it leaves Ψ + (1 + s_j)e^(−iφ)d. Mutations: a shear instead of a turn; a turn of the whole field.</summary>
    [Fact]
    public void Only_the_displacement_is_turned()
    {
        var errors = new InjectionErrors(new InjectionSettings { Phase = 0.3 }, 1);
        var x = new PhaseSpace.PhasePoint<double>(1, 1);
        (x.View.Q[0], x.View.P[0]) = (0.7, -0.2);
        var machine = new StillField(x);
        errors.Nudge(machine, 1);
        var turned = new System.Numerics.Complex(1, 2) * System.Numerics.Complex.FromPolarCoordinates(1, -0.3);
        x.View.Q[0].ShouldBe(0.7 + turned.Real, 1e-15);
        x.View.P[0].ShouldBe(-0.2 + turned.Imaginary, 1e-15);
    }

    /// <summary>Mutation: the errors of the way home stay when the turning point is recalled.</summary>
    [Fact]
    public void What_was_programmed_is_not_mixed_up_with_what_drifted()
    {
        var machine = Flawed.Wave(new() { Parameters = new() { Drift = 0.5 }, Map = new() { Jitter = 0.1 } }, WaveCases.Small);
        machine.Prepare(WaveCases.Pattern(1));
        machine.Evolve();
        machine.Reverse();
        machine.Keep();
        var there = machine.Learning.Theta.ToArray();
        machine.Return();
        machine.Recall();
        WaveCases.Largest(machine.Learning.Theta, there).ShouldBeLessThan(1e-13);
        machine.Return();
        WaveCases.Largest(machine.Learning.Theta, there).ShouldBeLessThan(0.5, "recoil alone: of hundreds of drifts with an rms of 0.5 some are larger than 1, and are the device's own secret");
    }

    /// <summary>π heard at s before the turning point decays for 2|s| before its counterpart is heard. Mutations: damping on one way only; θ damped too.</summary>
    [Fact]
    public void Damping_during_the_passes_leaves_two_gamma_times_the_early_back_action()
    {
        const double Γ = 1e-4;
        var settings = Flawed.Still;
        var machine = Flawed.Wave(new() { Learning = new() { Damping = Γ } }, settings);
        var early = new Moments();
        var plain = new Loschmidt.Fields.WaveMachine<double>(settings, 1) { Passage = early };
        plain.Prepare(WaveCases.Pattern(1));
        plain.Evolve();
        WaveCases.RelativeDistance(
                Flawed.Residue(machine, WaveCases.Pattern(1)), [.. early.Weighted(settings.Duration).Select(h => 2 * Γ * h)])
            .ShouldBeLessThan(4 * Γ * settings.Duration, "second order in Gamma");
    }

    /// <summary>Mutation: the drift of the way home is forgotten when the turning point is recalled, or drawn once.</summary>
    [Fact]
    public void A_drift_that_is_the_same_at_every_way_home_cancels_between_two_echoes_and_another_does_not()
    {
        var linear = Flawed.GradientError(new() { Parameters = new() { Drift = 1e-4, DriftKind = DriftKind.Linear } });
        var random = Flawed.GradientError(new() { Parameters = new() { Drift = 1e-4 } });
        random.ShouldBeGreaterThan(30 * linear);

        // What two echoes heard differently is divided by 2 epsilon.
        var coarse = Flawed.GradientError(new() { Parameters = new() { Drift = 1e-4 } }, epsilon: 1e-2);
        random.ShouldBe(10 * coarse, 0.3 * random);
    }

    /// <summary>Mutation: the walk depends on who was asked when.</summary>
    [Fact]
    public void Parameters_walk_with_the_training_step_alone()
    {
        var walk = new ParameterSettings { Walk = 0.1 };
        var (straight, about) = (new ParameterErrors(walk, 0, 400, 3, new Occasion(1)), new ParameterErrors(walk, 0, 400, 3, new Occasion(1)));
        straight.Age = 100;
        foreach (var age in (int[])[7, 150, 2, 100])
        {
            about.Age = age;
        }

        var (a, b) = (new double[400], new double[400]);
        straight.Make(new double[400], a);
        about.Make(new double[400], b);
        a.ShouldBe(b);
        Math.Sqrt(a.Sum(x => x * x) / 400).ShouldBe(0.1 * Math.Sqrt(100), 0.15, "four standard deviations of an rms of 400");
    }

    /// <summary>Mutation: rounding down, or 2^bits levels from one end to the other, which would miss zero.</summary>
    [Fact]
    public void Parameters_are_rounded_to_steps_and_clipped_at_the_range()
    {
        var errors = new ParameterErrors(new ParameterSettings { Bits = 3, Range = 2 }, 0, 5, 1, new Occasion(1));
        var made = new double[5];
        errors.Make([0, 0.3, -0.7, 1.9, -7], made);
        made.ShouldBe([0, 0.5, -0.5, 2, -2]);

        var (coarse, fine) = (Error(10), Error(16));
        fine.ShouldBeLessThan(coarse / 16, "64 times finer");
        static double Error(int bits) => Flawed.GradientError(new() { Parameters = new() { Bits = bits, Range = 8 } });
    }

    /// <summary>A field that does nothing but be nudged by 1 + 2i.</summary>
    private sealed class StillField(PhaseSpace.PhasePoint<double> x) : IExposed
    {
        public IInfluence? Passage { get; set; }

        public int Outputs => 0;

        public string Kind => "still";

        public ParameterLayout Parameters { get; } = new([]);

        public LearningField Learning { get; } = new(0, 0, 0);

        public int Lanes => 1;

        public int Features => 0;

        public int Targets => 0;

        public void Expose(IInfluence influence) => influence.Act(x.View, default);

        public void Nudge(double epsilon) => (x.View.Q[0], x.View.P[0]) = (x.View.Q[0] + epsilon, x.View.P[0] + (2 * epsilon));

        public void Reverse() => x.View.Reverse();

        public void Return() => throw new NotSupportedException();

        public void Keep() => throw new NotSupportedException();

        public void Recall() => throw new NotSupportedException();

        public HomeDistance DistanceFromKept() => throw new NotSupportedException();

        public void Prepare(Batch batch) => throw new NotSupportedException();

        public void Evolve() => throw new NotSupportedException();

        public double Cost() => throw new NotSupportedException();

        public void Read(Span<double> outputs) => throw new NotSupportedException();

        public string? DescribeFault() => null;
    }

    /// <summary>Sums χ|Ψ|² weighted by the time before the turning point, from what every step adds to π; damping acts behind the steps.</summary>
    private sealed class Moments : IInfluence
    {
        private readonly List<(double Time, double[] Pi)> _heard = [];

        public double[] Weighted(double duration)
        {
            var sum = new double[_heard[0].Pi.Length];
            var last = new double[sum.Length];
            var step = _heard[0].Time;
            foreach (var (time, pi) in _heard)
            {
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += (last[i] - pi[i]) * (duration - time + step);
                }

                last = pi;
            }

            return sum;
        }

        public void Act<T>(PhaseSpace.PhaseView<T> field, in Moment moment)
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
        }

        public void Act(LearningField learning, in Moment moment) => _heard.Add((moment.Step * moment.Duration, learning.Pi.ToArray()));
    }
}
