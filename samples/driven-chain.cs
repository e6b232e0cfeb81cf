#:project ../src/Loschmidt/Loschmidt.csproj

// A chain of oscillators driven by a signal learns, by echoes alone, to say it again two units of time later.
//
//     dotnet run samples/driven-chain.cs
//
// The three energies below are yours to write; one of them changes with the drive u(t). The chain is judged at every
// moment: on the way home it hears the signal backwards and is nudged at every step. Notice
//   - that nothing of the trajectory is stored, however long the signal is;
//   - that the last lines are signals it was never shown;
//   - that the echo also tells how the cost depends on the signal itself: the nudge of a layer below.
using Loschmidt.Costs;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Numerics.Reals;
using Loschmidt.Splitting;
using Loschmidt.Terms;

const int Steps = 160, Signals = 16, Output = 5;
const double Duration = 16, Delay = 2;
var chain = Graph.Chain(16);
var machine = new HamiltonianMachine<double>(new()
{
    Hamiltonian = new(
        chain.Sites,
        [new KineticTerm<double>(chain, mass: 1)],
        [
            new SiteTerm<double, Well>("wells", chain),
            new BondTerm<double, Spring>("springs", chain),
            new DrivenSiteTerm<double, Antenna>("antennas", (0, 0), (1, 0), (2, 0), (3, 0), (4, 0)), // site, channel
        ]),
    Schedule = new(Duration, Steps, SplittingScheme.DriftKickDrift),
    Input = new(),
    Output = [Output],
    Cost = null,
    RunningCost = new SampledCost<double>(new PositionCost<double>([Output]), Steps),
    Drive = new SampledDrive<double>(channels: 1, Steps),
    HearsInputs = true,
    Lanes = Signals,
});
machine.Tensor("springs/stiffness").Fill(2);
machine.Tensor("antennas/coupling").Fill(0.3);

var (training, unseen) = (Draw(seed: 1), Draw(seed: 2));
var echo = new EchoEstimator(Epsilon: 1e-4);
var gradient = new double[machine.Parameters.Count];
var (mean, square) = (new double[gradient.Length], new double[gradient.Length]);
for (var iteration = 0; iteration <= 400; iteration++)
{
    var cost = echo.Estimate(machine, training, gradient);
    if (iteration % 50 == 0)
        Console.WriteLine($"iteration {iteration,3}   cost of a signal {cost / Signals:f4}");
    Adam(machine.Learning.Theta, iteration + 1);
}

machine.Prepare(unseen);
machine.Evolve();
Console.WriteLine($"unseen signals: cost {machine.Cost() / Signals:f4}; of saying nothing {Silence(unseen):f4}");

// ∂C/∂u of every moment from the same echoes, and from differences at one of them.
var byInputs = new double[unseen.Inputs.Length];
var moment = 40 * Signals;
echo.EstimateWithInputs(machine, unseen, gradient, byInputs);
var slope = (CostWith(1e-4) - CostWith(-1e-4)) / 2e-4;
Console.WriteLine($"dC/du at t = 4: echo {byInputs[moment]:e4}, differences {slope:e4}");

double CostWith(double shift)
{
    unseen.Inputs[moment] += shift;
    machine.Prepare(unseen);
    machine.Evolve();
    unseen.Inputs[moment] -= shift;
    return machine.Cost();
}

// Three tones that begin softly; wanted is the same, later. Features and targets: step after step, lanes innermost.
Batch Draw(ulong seed)
{
    var random = new RandomStream(seed, "tones");
    var batch = new Batch(machine.Features, machine.Targets, Signals) { Active = Signals };
    for (var lane = 0; lane < Signals; lane++)
    {
        for (var step = 0; step < Steps; step++)
        {
            batch.Inputs[step * Signals + lane] = Signal((step + 0.5) * Duration / Steps, lane);
            batch.Targets[step * Signals + lane] = Signal((step + 1) * Duration / Steps - Delay, lane);
        }
    }

    return batch;

    double Signal(double t, int lane)
    {
        var sum = 0.0;
        for (var tone = 0u; t > 0 && tone < 3; tone++)
        {
            var frequency = 0.5 + random.Uniform(0, tone, (uint)lane);
            var phase = 6.28 * random.Uniform(1, tone, (uint)lane);
            sum += 0.4 * Math.Sin(frequency * t + phase) * (1 - Math.Exp(-t * t / 4));
        }

        return sum;
    }
}

double Silence(Batch batch) => batch.Targets.Sum(wanted => wanted * wanted) * Duration / Steps / Signals;

void Adam(Span<double> θ, int t)
{
    for (var i = 0; i < θ.Length; i++)
    {
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
        square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
        θ[i] -= 0.02 * mean[i] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
    }
}

internal readonly struct Well : ISiteEnergy
{
    public static IReadOnlyList<string> Parameters => ["stiffness", "hardening"];

    // Squares: never unbounded below.
    public static R Energy<R>(R q, ReadOnlySpan<R> θ)
        where R : struct, IReal<R> => R.Pow(θ[0] * q, 2) / 2 + R.Pow(θ[1] * q * q, 2) / 4;
}

internal readonly struct Spring : IBondEnergy
{
    public static IReadOnlyList<string> Parameters => ["stiffness"];

    public static R Energy<R>(R a, R b, ReadOnlySpan<R> θ)
        where R : struct, IReal<R> => R.Pow(θ[0] * (a - b), 2) / 2;
}

internal readonly struct Antenna : IDrivenSiteEnergy
{
    public static IReadOnlyList<string> Parameters => ["coupling"];

    public static R Energy<R>(R q, R u, ReadOnlySpan<R> θ)
        where R : struct, IReal<R> => -(θ[0] * u * q);
}
