#:project ../src/Loschmidt/Loschmidt.csproj

// A ring of three modes teaches itself to be a circulator: what enters at one mode is to leave at the next one, always the same way round.
//
//     dotnet run samples/hopping-phase.cs
//
// No ring without phases can do that: by reciprocity as much light would go back. So every hop goes through two driven Kerr modes whose phase difference
// nothing pins, and that phase is the parameter: θ = φ1 − φ2, free under the drive βα1α2 + c.c. It is odd under time reversal: the echo runs through a ring whose
// flux is turned round with everything else, and brings the gradient home all the same. Nothing measured inside is fed back.
using Loschmidt.Learning;
using Loschmidt.Machines;

var matter = new PhaseOfTwoModes(drive: 2, kerr: 0.02, FreePhase.Difference);
const double hopping = 1;

// With a flux of π/2 the three frequencies are −√3 J, 0 and √3 J, and light moves on by one mode in the time 2π/(3√3 J).
var ring = new HoppingPhases(3, matter, hopping, kerr: 0.2, duration: 2 * Math.PI / (3 * Math.Sqrt(3) * hopping), steps: 40);
((double[])[-0.3, -0.1, 0.2]).CopyTo(ring.Learning.Theta);

var outputs = new double[3];
Batch[] samples = [.. Enumerable.Range(0, 3).Select(Sample)];
var cycle = new SelfLearningCycle { Epsilon = 0.05, DecayRate = 0.05 };
for (var step = 0; step <= 120; step++)
{
    if (step % 20 == 0)
    {
        var flux = ring.Learning.Theta.ToArray().Sum();
        Console.WriteLine($"step {step,3}   cost {samples.Average(Cost):f5}   flux {flux / Math.PI:f3} pi   right {samples.Count(Arrives)} of 3");
    }

    cycle.Step(ring, samples[step % 3]);
}


for (var site = 0; site < 3; site++)
{
    Cost(samples[site]);
    ring.Read(outputs);
    Console.WriteLine($"in at {site}: {outputs[0]:f3} {outputs[1]:f3} {outputs[2]:f3}");
}

static Batch Sample(int site)
{
    var batch = new Batch(features: 3, targets: 3, lanes: 1) { Active = 1 };
    batch.Inputs[site] = 1;
    batch.Targets[(site + 1) % 3] = 1;
    return batch;
}

double Cost(Batch sample)
{
    // A look must not teach: theta is put back, which settles the driven modes behind it.
    var θ = ring.Learning.Theta.ToArray();
    ring.Prepare(sample);
    ring.Evolve();
    var cost = ring.Cost();
    θ.CopyTo(ring.Learning.Theta);
    ring.Learning.Pi.Clear();
    return cost;
}

bool Arrives(Batch sample)
{
    Cost(sample);
    ring.Read(outputs);
    return Array.IndexOf(outputs, outputs.Max()) == Array.IndexOf(sample.Targets, 1);
}
