using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Sequences.Stack;

/// <summary>The tensors of a whole stack: their names, where they lie in θ, and their initial values.</summary>
/// <remarks>
/// Dense weights are [inputs × outputs]. Linear layers begin as U(±1/√fan-in), B as U(±1/√H), C as U(±1/√P), D as N(0, 1), as in the
/// published code. Running statistics of batch norms are part of θ, with gradient zero, so that whoever has θ has all it takes to answer.
/// </remarks>
internal sealed class StackLayout
{
    private readonly HssmSettings _settings;
    private readonly List<(string Name, IReadOnlyList<int> Shape)> _tensors = [];
    private readonly List<(Range Range, string Name, double Width, bool Normal)> _draws = [];
    private readonly IUnitParameters _unit;
    private int _count;

    /// <summary>Lays out a stack.</summary>
    /// <param name="settings">The stack.</param>
    /// <param name="outputs">Numbers of an answer.</param>
    public StackLayout(HssmSettings settings, int outputs)
    {
        _settings = settings;
        _unit = UnitJourneys.Parameters(settings.Unit);
        var (hidden, channels) = (settings.Hidden, settings.Channels);
        EncoderWeight = Uniform("encoder/W", channels, channels, hidden);
        EncoderBias = Uniform("encoder/b", channels, hidden);
        Blocks = [.. Enumerable.Range(0, settings.Blocks).Select(index => Block($"block{index}"))];
        HeadWeight = Uniform("head/W", hidden, hidden, outputs);
        HeadBias = Uniform("head/b", hidden, outputs);
        Parameters = new ParameterLayout(_tensors, static name => !name.Contains("/norm.", StringComparison.Ordinal));
    }

    /// <summary>All tensors.</summary>
    public ParameterLayout Parameters { get; }

    /// <summary>Wₑ, [N × H].</summary>
    public Range EncoderWeight { get; }

    /// <summary>bₑ, [H].</summary>
    public Range EncoderBias { get; }

    /// <summary>The blocks, lowest first.</summary>
    public IReadOnlyList<BlockLayout> Blocks { get; }

    /// <summary>Wₒ, [H × outputs].</summary>
    public Range HeadWeight { get; }

    /// <summary>bₒ, [outputs].</summary>
    public Range HeadBias { get; }

    /// <summary>Overwrites θ with initial values.</summary>
    public void Draw(ulong seed, Span<double> theta)
    {
        theta.Clear();
        foreach (var (range, name, width, normal) in _draws)
        {
            var stream = new RandomStream(seed, "hssm/" + name);
            var values = theta[range];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = width * (normal ? stream.Normal((uint)i) : 2 * stream.Uniform((uint)i) - 1);
            }
        }

        for (var index = 0; index < Blocks.Count; index++)
        {
            _unit.Draw(seed, $"block{index}", theta[Blocks[index].Unit]);
            theta[Blocks[index].Variance].Fill(1);
        }
    }

    private BlockLayout Block(string name)
    {
        var (settings, unit) = (_settings, _settings.Unit);
        var (hidden, oscillators, complex) = (settings.Hidden, unit.Oscillators, unit.Complex);
        var first = _count;
        foreach (var (tensor, shape) in _unit.Tensors)
        {
            Add($"{name}/{tensor}", shape);
        }

        var own = first.._count;
        var starts = unit.TrainInitialState ? _unit.Oscillators : 0;
        var running = settings.Norm is NormKind.Batch or NormKind.BatchEma;
        var (re, im) = complex ? (".re", ".im") : ("", "");
        return new BlockLayout(
            own,
            starts > 0 ? Add($"{name}/phi0", starts) : default,
            starts > 0 ? Add($"{name}/pi0", starts) : default,
            Uniform($"{name}/B{re}", hidden, hidden, oscillators),
            complex ? Uniform($"{name}/B{im}", hidden, hidden, oscillators) : default,
            Uniform($"{name}/C{re}", oscillators, oscillators, hidden),
            complex ? Uniform($"{name}/C{im}", oscillators, oscillators, hidden) : default,
            Normal($"{name}/D", hidden),
            Uniform($"{name}/W1", hidden, hidden, hidden),
            Uniform($"{name}/b1", hidden, hidden),
            Uniform($"{name}/W2", hidden, hidden, hidden),
            Uniform($"{name}/b2", hidden, hidden),
            running ? Add($"{name}/norm.mean", hidden) : default,
            running ? Add($"{name}/norm.variance", hidden) : default,
            running ? Add($"{name}/norm.seen", 1) : default);
    }

    private Range Uniform(string name, int fanIn, params int[] shape)
    {
        var range = Add(name, shape);
        _draws.Add((range, name, 1 / Math.Sqrt(fanIn), false));
        return range;
    }

    private Range Normal(string name, params int[] shape)
    {
        var range = Add(name, shape);
        _draws.Add((range, name, 1, true));
        return range;
    }

    private Range Add(string name, params int[] shape)
    {
        _tensors.Add((name, shape));
        var start = _count;
        _count += shape.Aggregate(1, (product, size) => checked(product * size));
        return start.._count;
    }
}
