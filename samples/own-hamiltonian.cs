#:project ../src/Loschmidt/Loschmidt.csproj

// A Hamiltonian of your own: a ring of Duffing oscillators that learns, by echoes alone, to show a pattern.
//
//     dotnet run samples/own-hamiltonian.cs
//
// Only the two energies below are yours to write. Force, response to the parameters, time-reversed motion and gradient
// follow from them. Notice that the gradient needs no stored trajectory: the ring runs forward, is reversed, nudged,
// and comes home.
using Loschmidt.Costs;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Reals;
using Loschmidt.Splitting;
using Loschmidt.Terms;

var ring = Graph.Ring(12);
var machine = new HamiltonianMachine<double>(new()
{
    Hamiltonian = new(
        ring.Sites,
        [new KineticTerm<double>(ring, mass: 1)],
        [new SiteTerm<double, Duffing>("duffing", ring), new BondTerm<double, Spring>("springs", ring)]),
    Schedule = new(Duration: 5, Steps: 100, SplittingScheme.KickDriftKick),
    Input = SiteEncoder.Positions(0, 4, 8),
    Output = [2, 6, 10],
    Cost = new PositionCost<double>([2, 6, 10]),
    Lanes = 2,
});
machine.Tensor("duffing/stiffness").Fill(1);
machine.Tensor("duffing/hardening").Fill(0.5);
machine.Tensor("springs/stiffness").Fill(0.5);

// Two samples side by side: displacements at sites 0, 4, 8 and the pattern wanted at sites 2, 6, 10; lanes are
// innermost.
var batch = new Batch(features: 3, targets: 3, lanes: 2) { Active = 2 };
((double[])[1.0, -1.0, 0.5, 0.5, -1.0, 0.8]).CopyTo(batch.Inputs, 0);
((double[])[0.6, -0.6, -0.6, 0.3, 0.6, 0.6]).CopyTo(batch.Targets, 0);

var echo = new EchoEstimator(Epsilon: 1e-4);
var gradient = new double[machine.Parameters.Count];
var (mean, square) = (new double[gradient.Length], new double[gradient.Length]);
for (var iteration = 0; iteration <= 300; iteration++)
{
    var cost = echo.Estimate(machine, batch, gradient);
    if (iteration % 25 == 0 || cost < 1e-6)
        Console.WriteLine($"iteration {iteration,3}   cost {cost:e3}");
    if (cost < 1e-6)
        break;
    Adam(machine.Learning.Theta, iteration + 1);
}

var outputs = new double[machine.Outputs * machine.Lanes];
machine.Prepare(batch);
machine.Evolve();
machine.Read(outputs);
for (var lane = 0; lane < 2; lane++)
    Console.WriteLine($"sample {lane}: {outputs[lane]:f3} {outputs[2 + lane]:f3} {outputs[4 + lane]:f3}");

void Adam(Span<double> θ, int t)
{
    for (var i = 0; i < θ.Length; i++)
    {
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
        square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
        θ[i] -= 0.02 * mean[i] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
    }
}

internal readonly struct Duffing : ISiteEnergy
{
    public static IReadOnlyList<string> Parameters => ["stiffness", "hardening"];

    public static R Energy<R>(R q, ReadOnlySpan<R> θ)
        where R : struct, IReal<R> => θ[0] * q * q / 2 + R.Pow(θ[1] * q * q, 2) / 4; // a square: never unbounded below
}

internal readonly struct Spring : IBondEnergy
{
    public static IReadOnlyList<string> Parameters => ["stiffness"];

    public static R Energy<R>(R a, R b, ReadOnlySpan<R> θ)
        where R : struct, IReal<R> => θ[0] * R.Pow(a - b, 2) / 2;
}
