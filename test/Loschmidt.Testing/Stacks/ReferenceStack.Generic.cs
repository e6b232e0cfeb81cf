using Loschmidt.Machines;
using Loschmidt.Numerics.Reals;
using Loschmidt.Sequences;

namespace Loschmidt.Testing.Stacks;

/// <summary>The network in numbers of any kind.</summary>
/// <typeparam name="R">A real, complex or dual number.</typeparam>
/// <param name="settings">The network.</param>
/// <param name="layout">Where its tensors are.</param>
/// <param name="real">The plain value of a number, by which guards decide.</param>
public sealed partial class ReferenceStack<R>(HssmSettings settings, ParameterLayout layout, Func<R, double> real)
    where R : struct, IReal<R>
{
    private readonly Dictionary<string, R[]> _tensors = [];

    /// <summary>What activations are multiplied by; null for nothing dropped.</summary>
    public DropoutFactor? Dropout { get; init; }

    /// <summary>Whether batch norms use the batch, as in training.</summary>
    public bool Training { get; init; } = true;

    /// <summary>What the tensors are called.</summary>
    public StackNames Names { get; init; } = StackNames.Default;

    /// <summary>Of the last run: mean and variance that each block was normalised by; empty with other norms.</summary>
    public IReadOnlyList<(R[] Mean, R[] Variance)> Statistics { get; private set; } = [];

    /// <summary>Cost of a batch, summed over samples.</summary>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="series">The samples.</param>
    /// <param name="labels">Class of each lane; unused by other heads.</param>
    public R Cost(R[] theta, ISeries series, IReadOnlyList<int> labels)
    {
        var answers = Answers(theta, series);
        var sum = Zero;
        for (var lane = 0; lane < series.Lanes; lane++)
        {
            sum += settings.Head.Kind switch
            {
                HeadKind.Classification => CrossEntropy(answers[lane][0], labels[lane]),
                HeadKind.Regression => MeanSquare(answers[lane], TargetsOf(series, lane)),
                _ => MeanSquare(answers[lane], Ahead(series, lane)),
            };
        }

        return sum;
    }

    /// <summary>What the head says: logits of a classification, numbers of a regression, one forecast a step.</summary>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="series">The samples.</param>
    /// <returns>[lanes][answers][outputs].</returns>
    public R[][][] Answers(R[] theta, ISeries series)
    {
        foreach (var tensor in layout.Tensors)
        {
            _tensors[tensor.Name] = theta[tensor.Offset..(tensor.Offset + tensor.Count)];
        }

        var statistics = new List<(R[], R[])>();
        var x = Encode(series);
        for (var block = 0; block < settings.Blocks; block++)
        {
            var z = Normalise(block, x, statistics);
            x = [.. x.Select((lane, l) => Pass(block, lane, z[l]))];
        }

        Statistics = statistics;
        return [.. x.Select(Read)];
    }

    private static R Zero => R.FromDouble(0);

    private R[][][] Encode(ISeries series)
    {
        var x = new R[series.Lanes][][];
        for (var lane = 0; lane < x.Length; lane++)
        {
            var inputs = Rows(series.StepsOf(lane), series.Channels, lane, series.Read);
            x[lane] = [.. inputs.Select(input => Affine(input, Names.EncoderWeight, Names.EncoderBias))];
        }

        return x;
    }

    private R[][][] Normalise(int block, R[][][] x, List<(R[], R[])> statistics)
    {
        if (settings.Norm is NormKind.None or NormKind.Layer)
        {
            return settings.Norm == NormKind.None ? x : ReferenceNorm.Layer(x);
        }

        var used = ReferenceNorm.Statistics(
            settings.Norm, x, Own(block, Names.NormMean), Own(block, Names.NormVariance),
            real(Own(block, Names.NormSeen)[0]) != 0, Training);
        statistics.Add(used);
        return ReferenceNorm.Apply(x, used.Mean, used.Variance);
    }

    // x + dropout(gate(dropout(gelu(C φ + D z))))
    private R[][] Pass(int block, R[][] x, R[][] z)
    {
        var o = Oscillate(block, z);
        var next = new R[x.Length][];
        for (var t = 0; t < x.Length; t++)
        {
            var v = new R[x[t].Length];
            for (var c = 0; c < v.Length; c++)
            {
                v[c] = Gelu(o[t][c]) * Factor(block, 0, t, c);
            }

            var value = Affine(v, InBlock(block, Names.ValueWeight), InBlock(block, Names.ValueBias));
            var gate = Affine(v, InBlock(block, Names.GateWeight), InBlock(block, Names.GateBias));
            next[t] = new R[v.Length];
            for (var c = 0; c < v.Length; c++)
            {
                next[t][c] = x[t][c] + value[c] * Logistic(gate[c]) * Factor(block, 1, t, c);
            }
        }

        return next;
    }

    private double Factor(int block, int place, int step, int channel) =>
        Dropout?.Invoke(block, place, step, channel) ?? 1;

    private static R Gelu(R x) => 0.5 * x * (1 + R.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));

    private static R Logistic(R x) => 1 / (1 + R.Exp(-x));

    private static string InBlock(int block, string name) => StackNames.InBlock(block, name);

    private R[] Own(int block, string name) => Tensor(InBlock(block, name));

    private R[] Tensor(string name) => _tensors.TryGetValue(name, out var values)
        ? values
        : throw new ArgumentException($"the layout has no '{name}'; it has {string.Join(", ", _tensors.Keys)}");

    // x·W, W [inputs × outputs].
    private static R[] Times(R[] x, R[] weight)
    {
        var y = new R[weight.Length / x.Length];
        for (var j = 0; j < y.Length; j++)
        {
            y[j] = Zero;
            for (var i = 0; i < x.Length; i++)
            {
                y[j] += x[i] * weight[i * y.Length + j];
            }
        }

        return y;
    }

    private R[] Affine(R[] x, string weight, string bias)
    {
        var (y, b) = (Times(x, Tensor(weight)), Tensor(bias));
        for (var j = 0; j < y.Length; j++)
        {
            y[j] += b[j];
        }

        return y;
    }

    private delegate void Reader(int lane, int start, int count, Span<double> values);

    private static R[][] Rows(int count, int width, int lane, Reader read)
    {
        var flat = new double[count * width];
        read(lane, 0, count, flat);
        return [.. flat.Chunk(width).Select(row => Array.ConvertAll(row, R.FromDouble))];
    }
}
