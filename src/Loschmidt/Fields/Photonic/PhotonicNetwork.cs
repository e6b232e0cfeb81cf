using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Reversal;

namespace Loschmidt.Fields.Photonic;

/// <summary>A photonic network: light in a register of modes passes lenses, phase masks, interferometers and χ(2)
/// activations, and can be sent home.</summary>
/// <remarks>
/// θ are the phases of masks and interferometers, frozen during a pass, so that many samples travel side by side; or bound
/// (<see cref="BoundTheta"/>): then they move between layers, and the samples side by side are colours that pass at the same time. The
/// echo meets the elements in the opposite order; modes that a layer drops or an activation feeds are kept, reversed
/// and sent back with the rest. Built by <see cref="PhotonicNetworkBuilder"/>. Not thread-safe: one replica per worker.
/// No pass allocates.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class PhotonicNetwork<T>
    : IDifferentiates, IPullsBack, IPullsOutputsBack, IInterferes, ISuperposes, IProbesWeakly, IWatchable, IRefuses, IKeepsAncillas, ICountsQuanta, IBindsTheta
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PhotonicElement<T>[] _elements;
    private readonly int[] _parameterOffsets;
    private readonly int[] _layerEnds;
    private readonly (int Rows, int Columns)[] _grids;
    private readonly (int Rows, int Columns) _image;
    private readonly int _imageOffset;
    private readonly double _amplitude;
    private readonly PhasePoint<T> _x;
    private readonly PhasePoint<T> _dx;
    private readonly PhasePoint<T> _kept;
    private readonly LearningField _keptLearning;
    private readonly IntensityCost<T> _cost;
    private readonly double[] _loadedTheta;
    private readonly T[] _row;
    private readonly BoundTheta? _bound;
    private bool _loaded;
    private bool _hasKept;
    private int _layersPassed;
    private int _keptLayersPassed;

    internal PhotonicNetwork(PhotonicNetworkBuilder plan, int lanes, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        Kind = plan.Kind;
        Lanes = lanes;
        Modes = plan.Modes;
        Outputs = plan.Answers;
        _image = (plan.ImageRows, plan.ImageColumns);
        _imageOffset = plan.ImageOffset;
        _amplitude = plan.Amplitude;
        _x = new PhasePoint<T>(Modes, lanes);
        _dx = new PhasePoint<T>(Modes, lanes);
        _kept = new PhasePoint<T>(Modes, lanes);
        _row = new T[_x.Lanes];
        _bound = plan.BoundTheta is { } bound ? new BoundTheta(bound) : null;

        var plans = plan.Layers.SelectMany(layer => layer.Elements).ToArray();
        var bench = new OpticalBench<T>(Modes, lanes);
        _elements = [.. plans.Select(element => element.Create(bench))];
        _layerEnds = [.. plan.Layers.Select((_, layer) => plan.Layers.Take(layer + 1).Sum(one => one.Elements.Count))];
        _grids =
            [(plan.InputRows, plan.InputColumns), .. plan.Layers.Select(one => (one.RowsAfter, one.ColumnsAfter))];

        var tensors = plans.Select(element => element.Tensor).OfType<TensorPlan>().ToArray();
        Parameters = new ParameterLayout(tensors.Select(tensor => (tensor.Name, tensor.Shape)));
        _parameterOffsets = new int[_elements.Length];
        for (var element = 1; element < _elements.Length; element++)
        {
            _parameterOffsets[element] = _parameterOffsets[element - 1] + _elements[element - 1].Parameters;
        }

        Learning = new LearningField(Parameters.Count, 0, plan.InverseMass);
        _keptLearning = new LearningField(Parameters.Count, 0, plan.InverseMass);
        _loadedTheta = new double[Parameters.Count];
        _cost = IntensityCost<T>.OneHot([.. Enumerable.Range(0, Outputs)], plan.TargetIntensity);
        AncillaGroups =
            [.. _elements.Where(element => element.Ancillas > 0).Select(element => new AncillaGroup(element.Name, element.FirstAncilla, element.Ancillas))];
        Fields = DescribeFields(plan);
        Scatter(tensors, seed);
    }

    /// <inheritdoc/>
    public string Kind { get; }

    /// <inheritdoc/>
    public ParameterLayout Parameters { get; }

    /// <inheritdoc/>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes { get; }

    /// <inheritdoc/>
    public int Features => _image.Rows * _image.Columns;

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public int Outputs { get; }

    /// <summary>Complex modes of the register, ancillas included.</summary>
    public int Modes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<AncillaGroup> AncillaGroups { get; }

    internal PhaseView<T> State => _x.View;

    internal IReadOnlyList<PhotonicElement<T>> Elements => _elements;

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        if (batch.Features != Features || batch.Active > Lanes)
        {
            throw new ArgumentException(
                $"this network takes {Features} pixels and up to {Lanes} samples; "
                + $"the batch has {batch.Features} and {batch.Active}");
        }

        _x.Active = batch.Active;
        var x = _x.View;
        x.Q.Clear();
        x.P.Clear();
        var row = _row.AsSpan(0, batch.Active);

        // Ψ = (q + ip)/√2, so a real field Ψ is q = √2 Ψ.
        var amplitude = T.CreateTruncating(Math.Sqrt(2) * _amplitude);
        for (var pixel = 0; pixel < Features; pixel++)
        {
            var (i, j) = Math.DivRem(pixel, _image.Columns);
            var mode = (i + _imageOffset) * _grids[0].Columns + j + _imageOffset;
            TensorPrimitives.ConvertTruncating<double, T>(batch.Inputs.AsSpan(pixel * batch.Lanes, batch.Active), row);
            TensorPrimitives.Multiply<T>(row, amplitude, x.Q.Slice(mode * x.Lanes, batch.Active));
        }

        _cost.Prepare(batch, _x.Lanes);
        _layersPassed = 0;
    }

    /// <inheritdoc/>
    public void Evolve()
    {
        LoadParameters();
        var x = _x.View;
        var π = Learning.Pi;
        _layersPassed = 0;
        for (int element = 0, layer = 0; element < _elements.Length; element++)
        {
            _elements[element].Forward(x, Own(element, π));
            PassBoundary(element + 1, homeward: false);
            layer = Announce(layer, element + 1, +1);
        }
    }

    /// <inheritdoc/>
    public double Cost() => _cost.Value(_x.View);

    /// <inheritdoc/>
    /// <remarks>Output k is |Ψ_k|² of active mode k.</remarks>
    public void Read(Span<double> outputs)
    {
        var x = _x.View;
        outputs[..(Outputs * Lanes)].Clear();
        for (var k = 0; k < Outputs; k++)
        {
            for (var lane = 0; lane < x.Active; lane++)
            {
                outputs[k * Lanes + lane] = Intensity(x, k, lane);
            }
        }
    }

    /// <inheritdoc/>
    public string? DescribeFault()
    {
        var index = TensorPrimitives.IndexOfMax<double>(Learning.Theta);
        if (index >= 0 && !double.IsFinite(Learning.Theta[index]))
            return $"parameter {Parameters.NameOf(index)} is {Learning.Theta[index]}";

        // Ancillas keep what passed each activation, so the first bad one in order of the layers tells where it began.
        var x = _x.View;
        foreach (var element in _elements)
        {
            if (element.Ancillas > 0 && !IsFinite(x, element.FirstAncilla, element.Ancillas))
                return $"the light is not finite in {element.Name}: {element.FaultCause}";
        }

        return IsFinite(x, 0, Modes)
            ? null
            : "the light is not finite, although every activation's ancillas are: the input was not finite";
    }

    private static double Intensity(PhaseView<T> x, int mode, int lane)
    {
        var q = double.CreateTruncating(x.Q[mode * x.Lanes + lane]);
        var p = double.CreateTruncating(x.P[mode * x.Lanes + lane]);
        return (q * q + p * p) / 2;
    }

    private static bool IsFinite(PhaseView<T> x, int first, int count)
    {
        var (start, length) = (first * x.Lanes, count * x.Lanes);
        return TensorPrimitives.IsFiniteAll<T>(x.Q.Slice(start, length))
            && TensorPrimitives.IsFiniteAll<T>(x.P.Slice(start, length));
    }

    private Span<double> Own(int element, Span<double> parameters) =>
        parameters.Slice(_parameterOffsets[element], _elements[element].Parameters);

    // θ changes between batches only; its cosines and sines are tabulated when it did.
    internal void LoadParameters()
    {
        var θ = Learning.Theta;
        if (_loaded && θ.SequenceEqual(_loadedTheta))
            return;
        θ.CopyTo(_loadedTheta);
        for (var element = 0; element < _elements.Length; element++)
        {
            _elements[element].Load(Own(element, θ));
        }

        _loaded = true;
    }

    // Initial phases, uniform about each tensor's centre; a parameter's number in the vector is its site in the stream.
    private void Scatter(TensorPlan[] tensors, ulong seed)
    {
        var stream = new RandomStream(seed, "theta");
        var index = 0;
        foreach (var tensor in tensors)
        {
            for (var end = index + Parameters.Tensors.First(one => one.Name == tensor.Name).Count; index < end; index++)
            {
                var phase = tensor.Centre + tensor.Spread * (2 * stream.Uniform(0, (uint)index) - 1);
                Learning.Theta[index] = phase / tensor.Strength;
            }
        }
    }
}
