#:project ../src/Loschmidt/Loschmidt.csproj

// A Hamiltonian of your own as text: the ring of samples/own-hamiltonian.cs, its two energies written as formulas.
//
//     dotnet run samples/own-formula.cs
//
// Nothing is compiled from the text: it is read, differentiated symbolically and evaluated operation by operation over many sites and samples at once.
// Notice the last lines: the echo's gradient against a sweep backwards through the stored trajectory, which no machine of atoms could do.
using Loschmidt.Costs;
using Loschmidt.Formulas;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Splitting;
using Loschmidt.Terms;

var ring = Graph.Ring(12);
var well = Formula.Parse("k*q^2/2 + h^2*q^4/4", FormulaScope.Site("k", "h"));
var spring = Formula.Parse("g*(a-b)^2/2", FormulaScope.Bond("g"));
var machine = new HamiltonianMachine<double>(new()
{
    Hamiltonian = new(
        ring.Sites,
        [new KineticTerm<double>(ring, mass: 1)],
        [
            new FormulaTerm<double>("wells", well, [.. Enumerable.Range(0, 12)], [Everywhere("k", 1), Everywhere("h", 0.5)]),
            new FormulaTerm<double>("springs", spring, [.. ring.Bonds.SelectMany(bond => new[] { bond.From, bond.To })], [Everywhere("g", 0.5)]),
        ]),
    Schedule = new(Duration: 5, Steps: 100, SplittingScheme.KickDriftKick),
    Input = SiteEncoder.Positions(0, 4, 8),
    Output = [2, 6, 10],
    Cost = new PositionCost<double>([2, 6, 10]),
});
var batch = new Batch(features: 3, targets: 3, lanes: 1) { Active = 1 };
((double[])[1.0, 0.5, -1.0]).CopyTo(batch.Inputs, 0);
((double[])[0.6, 0.3, -0.6]).CopyTo(batch.Targets, 0);

var echo = new EchoEstimator(Epsilon: 1e-4);
var gradient = new double[machine.Parameters.Count];
for (var iteration = 0; iteration <= 200; iteration++)
{
    var cost = echo.Estimate(machine, batch, gradient);
    if (iteration % 25 == 0)
        Console.WriteLine($"iteration {iteration,3}   cost {cost:e3}");
    for (var i = 0; i < gradient.Length; i++)
        machine.Learning.Theta[i] -= 0.02 * gradient[i];
}

var reference = new double[gradient.Length];
machine.PullBack(batch, reference, []);
echo.Estimate(machine, batch, gradient);
Console.WriteLine($"largest difference of any derivative: {gradient.Zip(reference, (a, b) => Math.Abs(a - b)).Max():e1}");

static FormulaSymbol Everywhere(string name, double value) => new(name, [.. Enumerable.Repeat(value, 12)], Trained: true);
