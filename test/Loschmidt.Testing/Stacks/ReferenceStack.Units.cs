using Loschmidt.Sequences;

namespace Loschmidt.Testing.Stacks;

// The oscillators: half a drift, a kick at the half-drifted position, half a drift.
public sealed partial class ReferenceStack<R>
{
    private const double LargestStiffness = 3.99;
    private const double LeastSpring = 1e-3;

    private R[][] Oscillate(int block, R[][] z) => settings.Unit switch
    {
        { Kind: UnitKind.Nonlinear } => Nonlinear(block, z),
        { Complex: true } => LinearComplex(block, z),
        _ => Linear(block, z),
    };

    private R[][] Linear(int block, R[][] z)
    {
        var h = StepSizes(block);
        var springs = Springs(block, h);
        var (φ, π) = (Initial(block, Names.InitialPhi), Initial(block, Names.InitialPi));
        var (input, output) = (Own(block, Names.Input), Own(block, Names.Output));
        var o = new R[z.Length][];
        for (var t = 0; t < z.Length; t++)
        {
            var s = Times(z[t], input);
            for (var j = 0; j < φ.Length; j++)
            {
                var half = φ[j] + h[j] / 2 * π[j];
                π[j] += h[j] * (s[j] - springs[j] * half);
                φ[j] = half + h[j] / 2 * π[j];
            }

            o[t] = PassThrough(block, z[t], Times(φ, output));
        }

        return o;
    }

    private R[][] LinearComplex(int block, R[][] z)
    {
        var h = StepSizes(block);
        var springs = Springs(block, h);
        var oscillators = settings.Unit.Oscillators;
        var y = Pairs(Initial(block, Names.InitialPhi), oscillators);
        var v = Pairs(Initial(block, Names.InitialPi), oscillators);
        var (re, im) = (Own(block, Names.InputReal), Own(block, Names.InputImaginary));
        var (outRe, outIm) = (Own(block, Names.OutputReal), Own(block, Names.OutputImaginary));
        var width = settings.Hidden;
        var o = new R[z.Length][];
        for (var t = 0; t < z.Length; t++)
        {
            for (var j = 0; j < oscillators; j++)
            {
                var s = new Pair(Zero, Zero);
                for (var c = 0; c < width; c++)
                {
                    s += new Pair(re[c * oscillators + j], im[c * oscillators + j]) * new Pair(z[t][c], Zero);
                }

                var half = y[j] + new Pair(h[j] / 2, Zero) * v[j];
                v[j] += new Pair(h[j], Zero) * (s - new Pair(springs[j], Zero) * half);
                y[j] = half + new Pair(h[j] / 2, Zero) * v[j];
            }

            var read = new R[width];
            for (var c = 0; c < width; c++)
            {
                var sum = new Pair(Zero, Zero);
                for (var j = 0; j < oscillators; j++)
                {
                    sum += new Pair(outRe[j * width + c], outIm[j * width + c]) * y[j];
                }

                read[c] = sum.Re;
            }

            o[t] = PassThrough(block, z[t], read);
        }

        return o;
    }

    private R[][] Nonlinear(int block, R[][] z)
    {
        var h = StepSizes(block);
        var α = SharedSpring(block);
        var c = Strengths(block);
        var (w, b) = (Own(block, Names.Gain), Own(block, Names.Offset));
        var (φ, π) = (Initial(block, Names.InitialPhi), Initial(block, Names.InitialPi));
        var (input, output) = (Own(block, Names.Input), Own(block, Names.Output));
        var o = new R[z.Length][];
        for (var t = 0; t < z.Length; t++)
        {
            var s = Times(z[t], input);
            for (var j = 0; j < φ.Length; j++)
            {
                var half = φ[j] + h[j] / 2 * π[j];
                π[j] += -h[j] * (α * half + c[j] * R.Tanh(w[j] * half + s[j] + b[j]));
                φ[j] = half + h[j] / 2 * π[j];
            }

            o[t] = PassThrough(block, z[t], Times(φ, output));
        }

        return o;
    }

    private R[] PassThrough(int block, R[] z, R[] read)
    {
        var d = Own(block, Names.PassThrough);
        return [.. read.Select((value, channel) => value + d[channel] * z[channel])];
    }

    private R[] StepSizes(int block)
    {
        var (map, step, oscillators) = (settings.Unit.StepMap, settings.Unit.Step, settings.Unit.Oscillators);
        return map switch
        {
            StepMap.Fixed => [.. Enumerable.Repeat(R.FromDouble(step), oscillators)],
            StepMap.Logistic => [.. Own(block, Names.Step).Select(raw => step * Logistic(raw))],
            StepMap.Exponential => [.. Own(block, Names.Step).Select(R.Exp)],
            _ => [.. Enumerable.Repeat(R.Exp(Own(block, Names.Step)[0]), oscillators)],
        };
    }

    // A = max(raw, 0), held below the stability limit h²A < 4 by a fence that has no slope of its own.
    private R[] Springs(int block, R[] h) =>
        [.. Own(block, Names.Spring).Select((raw, j) =>
        {
            var spring = real(raw) > 0 ? raw : Zero;
            var limit = LargestStiffness / (real(h[j]) * real(h[j]));
            return real(spring) > limit ? R.FromDouble(limit) : spring;
        })];

    private R SharedSpring(int block)
    {
        var raw = Own(block, Names.SharedSpring)[0];
        return settings.Unit.SpringMap switch
        {
            SpringMap.Softplus => R.Log(1 + R.Exp(raw)),
            _ => real(raw) > LeastSpring ? raw : R.FromDouble(LeastSpring),
        };
    }

    private R[] Strengths(int block) => settings.Unit.StrengthMap switch
    {
        StrengthMap.One => [.. Enumerable.Repeat(R.FromDouble(1), settings.Unit.Oscillators)],
        StrengthMap.Logistic => [.. Own(block, Names.Strength).Select(Logistic)],
        _ => [.. Own(block, Names.Strength).Select(raw => Logistic(Logistic(raw)))],
    };

    private R[] Initial(int block, string name)
    {
        var count = settings.Unit.Complex ? 2 * settings.Unit.Oscillators : settings.Unit.Oscillators;
        return settings.Unit.TrainInitialState ? [.. Own(block, name)] : [.. Enumerable.Repeat(Zero, count)];
    }

    private static Pair[] Pairs(R[] values, int count) =>
        [.. Enumerable.Range(0, count).Select(j => new Pair(values[j], values[count + j]))];

    private readonly record struct Pair(R Re, R Im)
    {
        public static Pair operator +(Pair a, Pair b) => new(a.Re + b.Re, a.Im + b.Im);

        public static Pair operator -(Pair a, Pair b) => new(a.Re - b.Re, a.Im - b.Im);

        public static Pair operator *(Pair a, Pair b) => new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);
    }
}
