using Loschmidt.Devices.Wire;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Devices.Checks;

/// <summary>Whether a host-updated device has the parameters it was loaded with, and whether its momenta are the slopes of its cost.</summary>
internal static class HostTests
{
    private const int MostParameters = 24;
    private const int Grid = 9;
    private const int Repeats = 3;
    private const int Decades = 6;
    private const int Directions = 3;
    private const int WalkSteps = 10;
    private const double GradientLimit = 0.05;
    private const double PotentialLimit = 0.1;
    private const double Shows = 0.03;

    public static (IReadOnlyList<DeviceResponsePoint> Response, double Epsilon) Run(CheckBench bench)
    {
        var hello = bench.Hello;
        if (!Loads(bench) || !bench.CanReverse || !hello.Can(WireVerb.Inject) || !hello.Can(WireVerb.Listen))
        {
            bench.Note("echo", double.NaN, hello.Scattering is null
                ? "it has no inject, reverse and listen, so differences of costs are all that can be had"
                : "it has no inject, reverse and listen, but waves can be sent through it");
            return ([], double.NaN);
        }

        bench.Rewind();
        var theta = bench.Line.Ask(WireAction.Theta)[0];
        var (ε, echo) = Linear(bench, theta, bench.Range("epsilon").To / 10);
        HearsNothing(bench, ε, theta, echo);
        return (bench.InjectsAnother ? Potential(bench, ε, theta, echo) : Gradient(bench, theta, echo)) ? (Scan(bench, ε), ε) : ([], ε);
    }

    /// <summary>The largest ε at which a tenth of it tells the same; as it was where none does, as with devices that are noisy or broken.</summary>
    private static (double Epsilon, double[] Echo) Linear(CheckBench bench, double[] theta, double ε)
    {
        var first = Echo(bench, theta, ε);
        var (at, echo) = (ε, first);
        for (var tries = 0; tries < Decades; tries++)
        {
            var finer = Echo(bench, theta, at / 10);
            if (Norm(Moved(finer, echo, -1)) <= GradientLimit * Norm(finer))
            {
                return (at, echo);
            }

            (at, echo) = (at / 10, finer);
        }

        return (ε, first);
    }

    /// <summary>One parameter's step for differences: a hundredth of its range.</summary>
    private static double Stride(CheckBench bench, int index)
    {
        var first = 0;
        foreach (var tensor in bench.Hello.Parameters)
        {
            first += tensor.Shape.Aggregate(1, static (product, extent) => product * extent);
            if (index < first)
            {
                return tensor.Range is { } range && double.IsFinite(range.To - range.From) ? Math.Min(1e-3, 1e-3 * (range.To - range.From)) : 1e-3;
            }
        }

        return 1e-3;
    }

    private static bool Loads(CheckBench bench)
    {
        if (!bench.Hello.Can(WireVerb.Theta))
        {
            return true;
        }

        bench.Rewind();
        var theta = bench.Line.Ask(WireAction.Theta)[0];
        double[] moved = [.. theta.Select((value, i) => value + Stride(bench, i))];
        var told = bench.Line.Ask(WireAction.Load(moved), WireAction.Theta)[1];
        var error = told.Zip(moved, static (a, b) => Math.Abs(a - b)).DefaultIfEmpty(0).Max();
        var kept = error <= 1e-6;
        bench.Add("loads", kept, error, 1e-6, kept ? "it tells the parameters that it was loaded with" : "it does not tell the parameters that it was loaded with", "load");
        return kept;
    }

    private static void HearsNothing(CheckBench bench, double ε, double[] theta, double[] echo)
    {
        var bias = Norm(Momenta(bench, theta, 0)) / (ε * Norm(echo));
        bench.Add(
            "hears nothing from nothing", bias <= 1, bias, 1,
            bias <= 1 ? $"momenta after an echo without an error are {CheckWords.Percent(bias)} of those after one with" : "momenta are there after an echo without an error: they are not reversed, or the echo does not come home",
            "learning-not-reversed");
    }

    /// <summary>Of a cost that outputs do not tell: momenta g(θ) are the slopes of some cost if u·(v·∇)g = v·(u·∇)g for any u, v.</summary>
    private static bool Potential(CheckBench bench, double ε, double[] theta, double[] echo)
    {
        var draw = new RandomStream(1, "device check directions");
        var h = 1e-3 * Math.Sqrt(theta.Length);
        var directions = new double[Directions][];
        var bends = new double[Directions][];
        for (var k = 0; k < Directions; k++)
        {
            double[] along = [.. theta.Select((_, i) => draw.Normal((uint)i, (uint)k))];
            var norm = Norm(along);
            directions[k] = [.. along.Select(value => value / norm)];
            var (there, back) = (Echo(bench, Moved(theta, directions[k], h), ε), Echo(bench, Moved(theta, directions[k], -h), ε));
            bends[k] = [.. there.Zip(back, (a, b) => (a - b) / (2 * h))];
        }

        var (skew, size) = (0.0, 0.0);
        for (var k = 0; k < Directions; k++)
        {
            for (var l = 0; l < k; l++)
            {
                var (one, other) = (Dot(directions[k], bends[l]), Dot(directions[l], bends[k]));
                (skew, size) = (skew + ((one - other) * (one - other)), size + (one * one) + (other * other));
            }
        }

        var off = size > 0 ? Math.Sqrt(skew / size) : 0;
        var limit = PotentialLimit + (4 * bench.LookNoise);
        bench.Add(
            "momenta are slopes", off <= limit, off, limit,
            off <= limit ? "momenta are the slopes of one cost: how they change along two directions does not depend on their order"
            : "momenta are the slopes of no cost at all: how they change along two directions depends on their order", "listen");
        if (off > limit)
        {
            return false;
        }

        RightWay.Tell(bench, Walk(bench, ε, theta, echo));
        bench.Line.Ask(WireAction.Load(theta));
        return true;
    }

    private static IEnumerable<double> Walk(CheckBench bench, double ε, double[] theta, double[] slope)
    {
        var (at, stride, limits) = (theta, Noticed(bench, theta, slope), Limits(bench));
        while (true)
        {
            bench.Line.Ask(WireAction.Load(at));
            yield return Enumerable.Range(0, bench.Inputs.Length).Average(sample => RightWay.Progress(bench, sample, bench.Evaluate(sample)));
            for (var step = 0; step < WalkSteps; step++)
            {
                var downhill = Moved(at, slope, -stride / Norm(slope));
                at = [.. downhill.Zip(limits, static (value, range) => Math.Clamp(value, range.From, range.To))];
                slope = Echo(bench, at, ε);
            }
        }
    }

    /// <summary>Length of a step along the slopes that outputs show.</summary>
    private static double Noticed(CheckBench bench, double[] theta, double[] slope)
    {
        bench.Line.Ask(WireAction.Load(theta));
        var before = bench.Evaluate(0);
        var length = 1e-3;
        for (var doubled = 0; doubled < 20; doubled++, length *= 2)
        {
            bench.Line.Ask(WireAction.Load(Moved(theta, slope, -length / Norm(slope))));
            if (bench.Distance(before, bench.Evaluate(0)) > Shows + (4 * bench.LookNoise))
            {
                break;
            }
        }

        return length;
    }

    /// <summary>What each parameter stands.</summary>
    private static DeviceRange[] Limits(CheckBench bench) => [.. bench.Hello.Parameters.SelectMany(static tensor => Enumerable.Repeat(
        tensor.Range ?? new DeviceRange(double.NegativeInfinity, double.PositiveInfinity), tensor.Shape.Aggregate(1, static (product, extent) => product * extent)))];

    private static double[] Moved(double[] theta, double[] along, double by) => [.. theta.Zip(along, (value, step) => value + (by * step))];

    private static double Dot(double[] one, double[] other) => one.Zip(other, static (a, b) => a * b).Sum();

    private static bool Gradient(CheckBench bench, double[] theta, double[] echo)
    {
        var size = Norm(echo);
        int[] tried = theta.Length <= MostParameters
            ? [.. Enumerable.Range(0, theta.Length)]
            : [.. Enumerable.Range(0, MostParameters).Select(i => new RandomStream(1, "device check parameters").Index(theta.Length, (uint)i)).Distinct()];
        double[] slopes = [.. tried.Select(i => Slope(bench, theta, i))], heard = [.. tried.Select(i => echo[i])];
        var along = Dot(slopes, heard);
        var off = Norm([.. slopes.Zip(heard, static (s, h) => s - h)]) / Norm(slopes);
        var limit = GradientLimit + (4 * bench.LookNoise);
        var stuck = Enumerable.Range(0, tried.Length).FirstOrDefault(k => Math.Abs(heard[k]) > 0.01 * size && Math.Abs(slopes[k]) < 0.05 * Math.Abs(heard[k]), -1);
        var cosine = along / (Norm(slopes) * Norm(heard));
        var (fault, words) = stuck >= 0 && cosine > 0 ? ("stuck", $"parameter {tried[stuck]} does not do what it is loaded with: costs do not change with it, and its momentum says that they should")
            : cosine > 0.98 && off > limit ? ("", $"momenta are {CheckWords.Number(along / (Norm(slopes) * Norm(slopes)))} times the slopes of ½ Σ(y − t)²: its error pulse belongs to that many times this cost")
            : off <= limit ? ("", $"momenta of {tried.Length} parameters agree with differences of the cost within {CheckWords.Percent(off)}")
            : cosine < -0.5 ? ("listen-sign", "momenta point the other way than the slopes of the cost: whoever follows them walks uphill")
            : ("listen", $"momenta are not the slopes of ½ Σ(y − t)² (cosine {CheckWords.Number(cosine)}), unless its error pulse belongs to another cost");
        bench.Add("momenta are slopes", fault.Length == 0, off, limit, words, fault);
        return fault.Length == 0;
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(static value => value * value));

    private static double Slope(CheckBench bench, double[] theta, int index)
    {
        var h = Stride(bench, index);
        return (At(h) - At(-h)) / (2 * h);

        double At(double step)
        {
            var moved = theta.ToArray();
            moved[index] += step;
            return Enumerable.Range(0, bench.Inputs.Length).Sum(sample => bench.Cost(sample, Evaluated(sample)));

            double[] Evaluated(int sample)
            {
                bench.Line.Ask(WireAction.Load(moved));
                return bench.Evaluate(sample);
            }
        }
    }

    private static List<DeviceResponsePoint> Scan(CheckBench bench, double ε)
    {
        bench.Rewind();
        var theta = bench.Line.Ask(WireAction.Theta)[0];
        var direction = Echo(bench, theta, ε);
        var norm = Norm(direction);
        var to = bench.Range("epsilon").To;
        var points = new List<DeviceResponsePoint>();
        for (var i = 0; i < Grid; i++)
        {
            var at = to * Math.Pow(1e-5, 1 - (i / (Grid - 1.0)));
            var runs = new double[Repeats][];
            for (var run = 0; run < Repeats; run++)
            {
                runs[run] = [Echo(bench, theta, at).Zip(direction, (g, d) => g * d / norm).Sum()];
            }

            points.Add(new DeviceResponsePoint(at, CheckBench.Mean(runs)[0], CheckBench.Spread(runs)));
        }

        return points;
    }

    /// <summary>∂C/∂θ = (π₋ − π₊)/2ε over all samples, or −π₊/ε where ε has one sign.</summary>
    private static double[] Echo(CheckBench bench, double[] theta, double ε)
    {
        var plus = Momenta(bench, theta, ε);
        return bench.Range("epsilon").Contains(-ε)
            ? [.. Momenta(bench, theta, -ε).Zip(plus, (minus, pi) => (minus - pi) / (2 * ε))]
            : [.. plus.Select(pi => -pi / ε)];
    }

    private static double[] Momenta(CheckBench bench, double[] theta, double ε)
    {
        var sum = new double[theta.Length];
        for (var sample = 0; sample < bench.Inputs.Length; sample++)
        {
            WireAction[] injection = ε == 0 ? [] : [WireAction.Inject(bench.Targets[sample], ε)];
            WireAction[] echo =
                [WireAction.Load(theta), bench.Prepare(sample), WireAction.Evolve, .. injection, WireAction.Reverse, WireAction.Evolve, WireAction.Reverse, WireAction.Listen];
            System.Numerics.Tensors.TensorPrimitives.Add<double>(sum, bench.Line.Ask(echo)[^1], sum);
        }

        return sum;
    }
}
