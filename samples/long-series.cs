#:project ../src/Loschmidt/Loschmidt.csproj

// A stack of Hamiltonian recurrent units learns to forecast a noisy series of 50,000 steps, 100 steps ahead,
// by paired echoes.
//
//     dotnet run samples/long-series.cs
//
// Notice
//   - that a whole series is one sample: every gradient goes through all 50,000 steps of four of them;
//   - the bytes: an echo retraces its way, so that a hundred times the steps take no more of them; back-propagation,
//     which keeps every state, is set beside it;
//   - that both gradients are the same, in all digits that the arithmetic has;
//   - the naive forecast, "as it is now", without which no cost says anything. The noise alone costs 0.25;
//   - the small step of the oscillators: nothing is damped, and what drives them for so long must not carry them away.
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Sequences;

const int Steps = 50_000, Ahead = 100, Lanes = 4, Iterations = 80;
var slow = new UnitSettings { Oscillators = 16, StepMap = StepMap.Logistic, Step = 0.02 };
var stack = Hssm.Reading(channels: 1).Hidden(16)
    .Units(blocks: 2, slow).Norm(NormKind.Layer).Forecast(Ahead);
var machine = stack.Build<float>(Lanes, seed: 1);
var echo = new SequenceEcho(SequenceMethod.Paired);
var bptt = new SequenceEcho(SequenceMethod.Bptt);

foreach (var steps in (int[])[500, Steps])
{
    Console.WriteLine(
        $"{steps,6} steps: {Mebibytes(machine.BytesFor(echo, steps))} MiB by echo, "
        + $"{Mebibytes(machine.BytesFor(bptt, steps))} MiB by back-propagation");
}

var (lesson, unseen) = (Draw(Steps, Lanes, seed: 1), Draw(Steps, Lanes, seed: 2));
Console.WriteLine($"naive forecast, as it is now: cost of a series {Naive(unseen):f4}");

// The gradient of a piece, in double precision, two ways.
var piece = Draw(2_000, lanes: 1, seed: 1);
var exact = stack.Build<double>(lanes: 1, seed: 1);
var (byEcho, byStates) = (new double[exact.Parameters.Count], new double[exact.Parameters.Count]);
exact.Gradient(echo, piece, byEcho);
exact.Gradient(bptt, piece, byStates);
Console.WriteLine($"gradient of 2,000 steps: echo and back-propagation differ by {Distance(byEcho, byStates):e1}");

var gradient = new double[machine.Parameters.Count];
var (mean, square) = (new double[gradient.Length], new double[gradient.Length]);
for (var iteration = 0; iteration <= Iterations; iteration++)
{
    machine.Moment = iteration;
    var cost = machine.Gradient(echo, lesson, gradient);
    if (iteration % 40 == 0)
        Console.WriteLine($"iteration {iteration,2}   cost {cost / Lanes:f4}   echo missed home by {machine.EchoError:e0}");
    Adam(machine.Learning.Theta, iteration + 1);
    machine.Settle(machine.Learning.Theta);
}

machine.Prepare(unseen);
machine.Evolve();
Console.WriteLine($"unseen series: cost {machine.Cost() / Lanes:f4}");

// Two slow waves that do not fit together, under noise.
static Batch Draw(int steps, int lanes, ulong seed)
{
    var random = new RandomStream(seed, "series");
    double[] Series(uint lane)
    {
        var (slow, fast) = (6.28 * random.Uniform(1, 0, lane), 6.28 * random.Uniform(1, 1, lane));
        return
        [
            .. Enumerable.Range(0, steps).Select(t => Math.Sin((0.002 * t) + slow)
                + (0.7 * Math.Sin((0.0057 * t) + fast)) + (0.5 * random.Normal(0, (uint)t, lane))),
        ];
    }

    return new(0, 0, lanes)
    {
        Active = lanes,
        Series = new ArraySeries(channels: 1, [.. Enumerable.Range(0, lanes).Select(lane => Series((uint)lane))]),
    };
}

static double Naive(Batch batch)
{
    var (steps, now, then) = (Steps - Ahead, new double[Steps - Ahead], new double[Steps - Ahead]);
    batch.Series!.Read(lane: 0, start: 0, steps, now);
    batch.Series.Read(lane: 0, Ahead, steps, then);
    return now.Zip(then, (x, y) => (y - x) * (y - x)).Average();
}

static double Distance(double[] x, double[] y) =>
    Math.Sqrt(x.Zip(y, (a, b) => (a - b) * (a - b)).Sum() / y.Sum(b => b * b));

static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("f1");

void Adam(Span<double> θ, int t)
{
    var rate = 0.005 * (1 + Math.Cos(Math.PI * t / (Iterations + 1)));
    for (var i = 0; i < θ.Length; i++)
    {
        mean[i] = (0.9 * mean[i]) + (0.1 * gradient[i]);
        square[i] = (0.999 * square[i]) + (0.001 * gradient[i] * gradient[i]);
        θ[i] -= rate * mean[i] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
    }
}
