using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Baselines;

/// <summary>Layers of weighted sums with a nonlinearity between them, and the chain rule: what a physical machine has to
/// be compared with.</summary>
/// <remarks>
/// x₀ is the input, x_l = f(b_l + x_{l−1} W_l) for the hidden layers, y = b + x_L W without f. Weights begin uniform in
/// ±√(6/(inputs + outputs)) of their layer (X. Glorot, Y. Bengio, AISTATS 2010), biases at zero. θ is frozen during a
/// pass and has infinite mass, since nothing physical moves it.
/// </remarks>
/// <typeparam name="T">float or double; θ and gradients are double.</typeparam>
public sealed class PerceptronMachine<T> : IPullsBack, IPullsOutputsBack
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Enough rows that packing the weights for each block is little work beside the products.
    private const int SamplesAtOnce = 32;
    private const long MostParameters = 1 << 26;

    private readonly DenseLayer<T>[] _layers;
    private readonly int[] _offsets;
    private readonly ScoreCost _score;
    private readonly AlignedBuffer<T> _inputs;
    private readonly double[] _outputs;
    private readonly double[] _slope;
    private Batch? _batch;

    /// <summary>Builds the machine and draws its weights.</summary>
    /// <param name="settings">Its shape.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <exception cref="ArgumentException">It would have more than 67 million parameters.</exception>
    public PerceptronMachine(PerceptronSettings settings, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        int[] widths = [settings.Inputs, .. settings.Hidden, settings.Outputs];
        var pairs = widths.Zip(widths.Skip(1)).ToArray();
        var count = pairs.Sum(pair => (pair.First + 1L) * pair.Second);
        if (count > MostParameters)
        {
            throw new ArgumentException(
                $"a perceptron of {count} parameters; at most {MostParameters} are accepted, make hidden layers smaller");
        }

        (Features, Outputs) = (settings.Inputs, settings.Outputs);
        _score = new ScoreCost(settings.Score, 1, Outputs);
        Parameters = new ParameterLayout(pairs.SelectMany((pair, layer) => Tensors(pair, NameOf(layer, pairs.Length))));
        Learning = new LearningField(Parameters.Count, 0, 0);
        _layers =
        [
            .. pairs.Select((pair, layer) => new DenseLayer<T>(
                pair.First, pair.Second, SamplesAtOnce, layer < pairs.Length - 1 ? settings.Activation : null)),
        ];
        _offsets = [.. pairs.Select((_, layer) => Parameters.Tensors[2 * layer].Offset)];
        _inputs = new AlignedBuffer<T>((long)SamplesAtOnce * Features);
        _outputs = new double[Outputs * SamplesAtOnce];
        _slope = new double[Outputs * SamplesAtOnce];
        DrawWeights(new RandomStream(seed, "theta"));
    }

    /// <inheritdoc/>
    public string Kind => "perceptron";

    /// <inheritdoc/>
    public ParameterLayout Parameters { get; }

    /// <inheritdoc/>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes => SamplesAtOnce;

    /// <inheritdoc/>
    public int Features { get; }

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public int Outputs { get; }

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Features != Features || batch.Lanes != Lanes || batch.Active > Lanes)
        {
            throw new ArgumentException(
                $"a batch of {batch.Features} inputs and {batch.Lanes} lanes for a perceptron of {Features} and {Lanes}",
                nameof(batch));
        }

        _batch = batch;
        var inputs = _inputs.Span;
        for (var i = 0; i < Features; i++)
        {
            for (var lane = 0; lane < batch.Active; lane++)
            {
                inputs[(lane * Features) + i] = T.CreateTruncating(batch.Inputs[(i * batch.Lanes) + lane]);
            }
        }
    }

    /// <inheritdoc/>
    public void Evolve()
    {
        var (rows, x, stride) = (Prepared.Active, _inputs, Features);
        for (var l = 0; l < _layers.Length; l++)
        {
            _layers[l].Load(Learning.Theta[_offsets[l]..]);
            _layers[l].Forward(rows, x, stride);
            (x, stride) = (_layers[l].Values, _layers[l].Stride);
        }

        Array.Clear(_outputs);
        for (var lane = 0; lane < rows; lane++)
        {
            for (var k = 0; k < Outputs; k++)
            {
                _outputs[(k * Lanes) + lane] = double.CreateTruncating(x.Span[(lane * stride) + k]);
            }
        }
    }

    /// <inheritdoc/>
    public double Cost() => Judge(_outputs, Prepared, _slope);

    /// <inheritdoc/>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) =>
        _score.Evaluate(outputs, batch, slope);

    /// <inheritdoc/>
    public void Read(Span<double> outputs) => _outputs.CopyTo(outputs);

    /// <inheritdoc/>
    public double PullBack(Batch batch, Span<double> gradient, Span<double> momentumGradient)
    {
        Prepare(batch);
        Evolve();
        momentumGradient.Clear();
        var cost = Cost();
        Backward(batch, _slope, gradient);
        return cost;
    }

    /// <inheritdoc/>
    public void PullBackOutputs(Batch batch, ReadOnlySpan<double> slope, Span<double> gradient)
    {
        GradientLength.Require(this, gradient);
        Prepare(batch);
        Evolve();
        Backward(batch, slope, gradient);
    }

    private void Backward(Batch batch, ReadOnlySpan<double> slope, Span<double> gradient)
    {
        gradient.Clear();
        var (rows, last) = (batch.Active, _layers[^1]);
        last.Slope.Span.Clear();
        for (var lane = 0; lane < rows; lane++)
        {
            for (var k = 0; k < Outputs; k++)
            {
                last.Slope.Span[(lane * last.Stride) + k] = T.CreateTruncating(slope[(k * Lanes) + lane]);
            }
        }

        for (var l = _layers.Length - 1; l > 0; l--)
        {
            var below = _layers[l - 1];
            _layers[l].PullBack(rows, below.Values, below.Stride, gradient[_offsets[l]..]);
            _layers[l].PassDown(rows, below);
        }

        _layers[0].PullBack(rows, _inputs, Features, gradient[_offsets[0]..]);
    }

    /// <inheritdoc/>
    public string? DescribeFault()
    {
        var at = Array.FindIndex(_outputs, output => !double.IsFinite(output));
        return at < 0
            ? null
            : $"answer {at / Lanes} to the sample in lane {at % Lanes} is not finite; lower the learning rate, "
            + "or look for large numbers among the inputs";
    }

    private Batch Prepared => _batch ?? throw new InvalidOperationException("the machine has not been prepared");

    private static string NameOf(int layer, int layers) => layer == layers - 1 ? "output" : $"hidden{layer + 1}";

    private static IEnumerable<(string, IReadOnlyList<int>)> Tensors((int Inputs, int Outputs) layer, string name) =>
        [($"{name}/weight", [layer.Inputs, layer.Outputs]), ($"{name}/bias", [layer.Outputs])];

    private void DrawWeights(RandomStream stream)
    {
        var theta = Learning.Theta;
        foreach (var weight in Parameters.Tensors.Where(tensor => tensor.Shape.Count == 2))
        {
            var reach = Math.Sqrt(6.0 / (weight.Shape[0] + weight.Shape[1]));
            for (var i = weight.Offset; i < weight.Offset + weight.Count; i++)
            {
                theta[i] = reach * ((2 * stream.Uniform((uint)i)) - 1);
            }
        }
    }
}
