#:project ../src/Loschmidt/Loschmidt.csproj

// A nonlinear wave in a box teaches itself XOR: nothing inside is measured, and no gradient is ever computed.
//
//     dotnet run samples/xor-waves.cs
//
// Two packets carry two bits through a learning field θ to two outputs; the brighter one is the answer. Notice
//   - that a step knows only the input and the target: the wave goes out, is nudged by the cost, reversed, and comes home,
//     and what is left behind in the momentum of θ *is* the gradient;
//   - that the cost falls below 0.0796, where every linear wave must stop (set Nonlinearity = 0 and see).
using Loschmidt.Fields;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

var machine = new WaveMachine<double>(new WaveSettings { Steps = 50, Nonlinearity = 10 }, seed: 1);
var cycle = new SelfLearningCycle { Epsilon = 1e-3, DecayRate = 1e-2 }; // ε: how long the cost acts; Γ: friction on θ's momentum
var coin = new RandomStream(seed: 1, name: "bits");
for (var step = 0u; step <= 300; step++)
{
    if (step % 50 == 0)
        Console.WriteLine($"step {step,3}   mean cost {MeanCost():f4}");
    cycle.Step(machine, Bits(coin.Index(4, step)));
}

for (var pattern = 0; pattern < 4; pattern++)
{
    var (_, outputs) = Answer(pattern);
    Console.WriteLine($"{pattern >> 1} xor {pattern & 1}: answers {(outputs[1] > outputs[0] ? 1 : 0)}   "
        + $"light at output 0: {outputs[0]:f4}, at output 1: {outputs[1]:f4}");
}

double MeanCost() => Enumerable.Range(0, 4).Average(pattern => Answer(pattern).Cost);

// A question is a forward pass. Passing light pushes θ a little, so the learning field is put back afterwards.
(double Cost, double[] Outputs) Answer(int pattern)
{
    var outputs = new double[2];
    machine.Keep();
    machine.Prepare(Bits(pattern));
    machine.Evolve();
    machine.Read(outputs);
    var cost = machine.Cost();
    machine.Recall();
    return (cost, outputs);
}

Batch Bits(int pattern)
{
    var batch = new Batch(features: 2, targets: 0, lanes: 1) { Active = 1 };
    (batch.Inputs[0], batch.Inputs[1]) = (pattern >> 1, pattern & 1);
    batch.Labels[0] = (pattern >> 1) ^ (pattern & 1);
    return batch;
}
