#:project ../src/Loschmidt/Loschmidt.csproj

// Which gradient would you trust? Six ways to the gradient of one small nonlinear wave, and what a bad mirror does to one of them.
//
//     dotnet run samples/which-gradient.cs
//
// Notice
//   - that the echo needs nothing but the laboratory's verbs and agrees with the stored-trajectory reference to eight digits;
//   - that a weak probe, which cannot feel how it would change the strong wave, points elsewhere once the medium is nonlinear;
//   - that a mirror whose gain is wrong by ε spoils a single echo and leaves a pair of echoes nearly untouched: the error is
//     the same for both signs of the nudge.
using Loschmidt.Fields;
using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Machines;

var settings = new WaveSettings
{
    Lattice = new Lattice { Columns = 24, Rows = 60 },
    Steps = 30,
    Frozen = true, // θ stands still during a pass, so that estimators that assume it apply too
};
var wave = new WaveMachine<double>(settings, seed: 1);
var batch = new Batch(features: 2, targets: 0, lanes: 1) { Active = 1 };
(batch.Inputs[0], batch.Inputs[1], batch.Labels[0]) = (1, 0, 1);

var reference = Gradient(wave, new ReverseSweepEstimator());
Console.WriteLine("estimator              cosine     relative error   passes   parameters " + wave.Parameters.Count);
foreach (var estimator in new IGradientEstimator[]
{
    new TangentEstimator(), new ReversingAdjointEstimator(), new EchoEstimator(1e-5), new OneSidedEchoEstimator(1e-3),
    new ProbeEstimator(ProbeModel.Weak), new SpsaEstimator(1e-3),
})
{
    Report(estimator.Name, Gradient(wave, estimator), estimator.Passes(wave));
}

const double ε = 1e-2;
var device = ImperfectMachine.Of(
    new WaveMachine<double>(settings, seed: 1), wave, new ImperfectionSettings { Reversal = new ReversalSettings { Gain = ε } }, seed: 1);
Console.WriteLine($"\nwith a mirror that amplifies by 1 + {ε}, at ε = {ε}");
Report("one-sided", Gradient(device, new OneSidedEchoEstimator(ε)), 2);
Report("echo", Gradient(device, new EchoEstimator(ε)), 3);

double[] Gradient(IMachine machine, IGradientEstimator estimator)
{
    var gradient = new double[machine.Parameters.Count];
    estimator.Estimate(machine, batch, gradient);
    return gradient;
}

void Report(string name, double[] gradient, double passes)
{
    var fidelity = Fidelity.Of(gradient, reference);
    Console.WriteLine($"{name,-18}  {fidelity.Cosine,10:f7}   {fidelity.RelativeError,14:0.0e+0}   {passes,6}");
}
