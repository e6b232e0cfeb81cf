#:project ../src/Loschmidt/Loschmidt.csproj

// Linear resonators learn to read digits, and measure their own gradient.
//
//     dotnet run samples/digits-scattering.cs
//     dotnet run samples/digits-scattering.cs FOLDER      # with optdigits.tra and optdigits.tes in it
//
// Notice
//   - that every wave equation here is linear. The pixels are no waves: they detune resonators, and what is reflected
//     depends on detunings in a strongly nonlinear way;
//   - that two resonators hear every pixel, from different offsets: with one alone each answer would be a Möbius
//     function of it;
//   - the gradient, twice: by the transposed matrix, which only a simulator knows, and by ten experiments that send a
//     wave into an output each and record the fields. They agree in all digits; with 1 % of noise on the taps about
//     that much is left between them;
//   - the rule for finite shifts: a detuning turned by a whole linewidth to either side, and still the exact slope;
//   - the spectrum: what an output reflects against the frequency of its probe. The machine is judged at 0 alone.
using System.Globalization;
using Loschmidt.Devices;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Scattering;

const int Pixels = 64, Classes = 10, Epochs = 20, Blocks = 6;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// 128 input modes, two a pixel; 20 that mix; 10 that are probed and read. A pixel of 1 adds no detuning, one of 0 ten
// linewidths.
var builder = new ScatteringNetworkBuilder();
var input = builder.Group("input", 2 * Pixels);
var hidden = builder.Group("hidden", 20);
var output = builder.Group("output", Classes);
var network = builder.Couple(input, hidden).Couple(hidden, output)
    .Inject(input, Pixels, replication: 2, scale: -10, shift: 10)
    .ReadReflection(output).Build();

var machine = new ScatteringMachine<float>(network, Beginning(network));
Console.WriteLine($"{network.Modes} modes, {network.Parameters.Count} parameters, solved {machine.Solver} in {machine.Lanes} lanes");

var (lesson, unseen, source) = Load();
Console.WriteLine($"{lesson.Length} images to learn from, {unseen.Length} unseen: {source}");
Train();

// The gradient of two images, three ways; in double precision.
var bench = new ScatteringMachine<double>(network, machine.Learning.Theta);
var pair = Take(unseen, 0, 2, bench.Lanes);
var (exact, measured) = (new double[network.Parameters.Count], new double[network.Parameters.Count]);
var reciprocity = new ReciprocityEstimator();
new AdjointEstimator().Estimate(bench, pair, exact);
reciprocity.Estimate(bench, pair, measured);
Console.WriteLine(
    $"gradient by {reciprocity.Passes(bench)} experiments an image and by the transposed matrix: "
    + $"they differ by {Fidelity.Of(measured, exact).RelativeError:0e+0}");

// The same on a table: one image at a time, and taps that err by 1 % of the field's strength.
var table = new DeviceScatterer(new SimulatedDevice(bench, new DeviceNoise { Tap = 0.01 }), bench.Judge);
bench.Learning.Theta.CopyTo(table.Learning.Theta);
var (one, noisy) = (Take(unseen, 0, 1, 1), new double[measured.Length]);
reciprocity.Estimate(table, one, noisy);
new AdjointEstimator().Estimate(bench, Take(unseen, 0, 1, bench.Lanes), exact);
Console.WriteLine(
    $"through noisy taps: cosine {Fidelity.Of(noisy, exact).Cosine:f4}, {table.Device.Experiments} experiments made");

int[] turned = [input.Count + 3]; // θ begins with the detunings of the input modes; this is one of hidden mode 3
new MoebiusEstimator(Shift: 1).Estimate(bench, Take(unseen, 0, 1, bench.Lanes), turned, measured);
Console.WriteLine(
    $"{network.Parameters.NameOf(turned[0])} shifted by one linewidth: slope {measured[turned[0]]:0.000000e+0}, "
    + $"exact {exact[turned[0]]:0.000000e+0}");

var (image, label) = unseen[0];
var port = output.First + label;
Console.WriteLine($"what the output of class {label} reflects of such an image, Im S from -1 to 1:");
for (var ω = -6.0; ω <= 6; ω++)
{
    var y = ScatteringMatrix.Of(network, bench.Learning.Theta, image, ω)[port, port].Imaginary;
    Console.WriteLine(
        $"  ω = {ω,4:f1}   {y,6:f3}  {new string(' ', (int)(20 * (y + 1)))}*{(ω == 0 ? "   here it is judged" : "")}");
}

// Couplings nearly equal, copies of a pixel eight linewidths to either side.
static double[] Beginning(ScatteringNetwork network)
{
    var random = new RandomStream(1, "beginning");
    var θ = new double[network.Parameters.Count];
    foreach (var tensor in network.Parameters.Tensors)
    {
        for (var i = 0; i < tensor.Count; i++)
        {
            var u = random.Uniform((uint)(tensor.Offset + i));
            θ[tensor.Offset + i] = tensor.Name switch
            {
                "detuning/input" => i % 2 == 0 ? 8 : -8,
                "coupling/input-hidden" or "coupling/hidden-output" => 2 + (0.2 * u),
                _ => -0.002 * u,
            };
        }
    }

    return θ;
}

void Train()
{
    var (gradient, sum) = (new double[network.Parameters.Count], new double[network.Parameters.Count]);
    var (mean, square) = (new double[sum.Length], new double[sum.Length]);
    var epoch = lesson.Length / (Blocks * machine.Lanes);
    var steps = Epochs * epoch;
    var (random, adjoint) = (new RandomStream(1, "order"), new AdjointEstimator());
    for (var (step, cost) = (1, 0.0); step <= steps; step++)
    {
        Array.Clear(sum);
        for (var block = 0; block < Blocks; block++)
        {
            cost += adjoint.Estimate(machine, Draw(random, (uint)((step * Blocks) + block)), gradient);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += gradient[i] / (Blocks * machine.Lanes);
        }

        // Adam, its rate falling along half a cosine; offsets of the inputs move twice as fast.
        var rate = 0.01 * (1 + Math.Cos(Math.PI * step / steps));
        for (var i = 0; i < sum.Length; i++)
        {
            mean[i] = (0.9 * mean[i]) + (0.1 * sum[i]);
            square[i] = (0.999 * square[i]) + (0.001 * sum[i] * sum[i]);
            var move = mean[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            machine.Learning.Theta[i] -= (i < input.Count ? 2 : 1) * rate * move;
        }

        if (step % (4 * epoch) == 0)
        {
            var samples = 4 * epoch * Blocks * machine.Lanes;
            Console.WriteLine(
                $"epoch {step / epoch,2}   cost {cost / samples:f3}   unseen images read: {100 * Accuracy():f1} %");
            cost = 0;
        }
    }
}

double Accuracy()
{
    var (right, answers) = (0, new double[machine.Outputs * machine.Lanes]);
    for (var first = 0; first < unseen.Length; first += machine.Lanes)
    {
        var batch = Take(unseen, first, Math.Min(machine.Lanes, unseen.Length - first), machine.Lanes);
        machine.Prepare(batch);
        machine.Evolve();
        machine.Read(answers);
        for (var lane = 0; lane < batch.Active; lane++)
        {
            var answer = Enumerable.Range(0, Classes).MaxBy(r => answers[(r * machine.Lanes) + lane]);
            right += answer == batch.Labels[lane] ? 1 : 0;
        }
    }

    return (double)right / unseen.Length;
}

Batch Draw(RandomStream random, uint block)
{
    var lanes = Enumerable.Range(0, machine.Lanes);
    return Fill([.. lanes.Select(lane => lesson[random.Index(lesson.Length, block, (uint)lane)])], machine.Lanes);
}

static Batch Take((double[], int)[] samples, int first, int count, int lanes) => Fill(samples.AsSpan(first, count), lanes);

// Entry (pixel i, sample s) of a batch sits at i * lanes + s.
static Batch Fill(ReadOnlySpan<(double[] Image, int Label)> samples, int lanes)
{
    var batch = new Batch(Pixels, targets: 0, lanes) { Active = samples.Length };
    for (var lane = 0; lane < samples.Length; lane++)
    {
        for (var i = 0; i < Pixels; i++)
            batch.Inputs[(i * lanes) + lane] = samples[lane].Image[i];
        batch.Labels[lane] = samples[lane].Label;
    }

    return batch;
}

// Handwritten digits where there are such ('loschmidt data get digits'), else those of a pocket calculator in bad light.
((double[], int)[] Lesson, (double[], int)[] Unseen, string Source) Load()
{
    var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
    string?[] places =
    [
        args.FirstOrDefault(), Path.Combine(Environment.GetEnvironmentVariable("LOSCHMIDT_DATA") ?? "", "digits"),
        Path.Combine(home, ".cache", "loschmidt", "data", "digits"),
    ];
    var folder = places.OfType<string>().FirstOrDefault(place => File.Exists(Path.Combine(place, "optdigits.tra")));
    return folder is null
        ? (Drawn(2_000, seed: 1), Drawn(500, seed: 2), "segments under noise, since no file optdigits.tra was found")
        : (Lines("optdigits.tra"), Lines("optdigits.tes"), "handwritten, unseen ones by other writers");

    (double[], int)[] Lines(string file) =>
    [
        .. File.ReadLines(Path.Combine(folder!, file)).Select(line => line.Split(',').Select(int.Parse).ToArray())
            .Select(numbers => (numbers[..Pixels].Select(grey => grey / 16.0).ToArray(), numbers[Pixels])),
    ];
}

static (double[], int)[] Drawn(int count, ulong seed)
{
    // Bits: top, upper left, upper right, middle, lower left, lower right, bottom.
    int[] segments = [0x77, 0x24, 0x5d, 0x6d, 0x2e, 0x6b, 0x7b, 0x25, 0x7f, 0x6f];
    var random = new RandomStream(seed, "segments");
    return
    [
        .. Enumerable.Range(0, count).Select(n =>
        {
            var (digit, right) = (n % Classes, random.Index(2, (uint)n, 1));
            var image = new double[Pixels];
            for (var i = 0; i < Pixels; i++)
            {
                var (x, y) = ((i % 8) - 1 - right, i / 8);
                var lit = Enumerable.Range(0, 7).Any(s => (segments[digit] >> s & 1) == 1 && s switch
                {
                    0 or 3 or 6 => y == s && x is >= 0 and <= 3,
                    1 or 4 => x == 0 && y >= s - 1 && y <= s + 2,
                    _ => x == 3 && y >= s - 2 && y <= s + 1,
                });
                image[i] = Math.Clamp((lit ? 0.8 : 0.1) + (0.2 * random.Normal((uint)n, (uint)i)), 0, 1);
            }

            return (image, digit);
        }),
    ];
}
