using System.Numerics;
using Loschmidt.Reversal;

namespace Loschmidt.Fields.Photonic;

/// <summary>Composes a photonic network from lenses, phase masks, interferometers, crops and χ(2)
/// activations.</summary>
/// <remarks>
/// The register is a flat list of complex modes: a grid of active ones in front, behind it everything that no longer
/// takes part. Nothing is ever thrown away, which is what lets the light be sent home.
/// </remarks>
public sealed class PhotonicNetworkBuilder
{
    private readonly List<PhotonicLayer> _layers = [];

    /// <summary>Begins with a dark grid onto which an image will be written.</summary>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    public PhotonicNetworkBuilder(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        SetGrid(rows, columns);
        InputRows = ImageRows = rows;
        InputColumns = ImageColumns = columns;
        Modes = rows * columns;
    }

    /// <summary>The word that experiments use for it.</summary>
    public string Kind { get; init; } = "photonic";

    /// <summary>What a mode of a network in one row is, under pictures of it.</summary>
    internal string Mode { get; init; } = "mode";

    /// <summary>What a layer of it is.</summary>
    internal string Stage { get; init; } = "layer";

    /// <summary>χ_l T_s of every element added from now on: phase per unit of θ, rad.</summary>
    public double LearningStrength { get; init; } = 1;

    /// <summary>Ω, the inverse mass of θ during the decay step.</summary>
    public double InverseMass { get; init; } = 1;

    /// <summary>A motion of θ of its own during a pass; null freezes θ.</summary>
    public BoundThetaSettings? BoundTheta { get; init; }

    /// <summary>Rows of the present grid of active modes.</summary>
    public int Rows { get; private set; }

    /// <summary>Columns of the present grid of active modes.</summary>
    public int Columns { get; private set; }

    /// <summary>Complex modes of the register so far, ancillas included.</summary>
    public int Modes { get; private set; }

    internal IReadOnlyList<PhotonicLayer> Layers => _layers;

    internal int InputRows { get; }

    internal int InputColumns { get; }

    internal int ImageRows { get; private set; }

    internal int ImageColumns { get; private set; }

    internal int ImageOffset { get; private set; }

    internal double Amplitude { get; private set; } = 1;

    internal int Answers { get; private set; }

    internal double TargetIntensity { get; private set; } = 1;

    /// <summary>The digit reader: three convolutions, two dense blocks, one patch of light per class.</summary>
    public static PhotonicNetworkBuilder DigitReader(PhotonicSettings settings) =>
        new PhotonicNetworkBuilder(31, 31)
        {
            LearningStrength = settings.LearningStrength,
            InverseMass = settings.InverseMass,
            BoundTheta = settings.BoundTheta,
        }
        .Image(settings.ImageSize, settings.ImageSize, settings.Offset, settings.InputAmplitude)
        .Convolution("conv1", 31, 31, settings.Chi1, settings.ConvSubsteps, settings.ConvPhaseSpread)
        .Convolution("conv2", 21, 21, settings.Chi1, settings.ConvSubsteps, settings.ConvPhaseSpread)
        .Convolution("conv3", 17, 17, settings.Chi1, settings.ConvSubsteps, settings.ConvPhaseSpread)
        .Layer("dense1", layer => Dense(layer, 9, 9, settings).Chi2(settings.Chi2, settings.DenseSubsteps))
        .Layer("dense2", layer => Dense(layer, 4, 4, settings))
        .ReadOut(settings.Classes, settings.TargetIntensity);

    /// <summary>Pulses in a fibre loop, a mode each: round trips of couplers over a delay, phases and Kerr medium.</summary>
    /// <param name="settings">Its description.</param>
    /// <exception cref="ArgumentException">The number of bins is no power of two, or there are fewer than answers.</exception>
    public static PhotonicNetworkBuilder FibreLoop(FibreLoopSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!int.IsPow2(settings.Bins) || settings.Bins < Math.Max(2, settings.Classes))
        {
            throw new ArgumentException(
                $"bins is {settings.Bins}; it must be a power of two, at least 2 and at least the {settings.Classes} classes");
        }

        var loop = new PhotonicNetworkBuilder(1, settings.Bins)
        {
            Kind = "fibre-loop",
            Mode = "time bin",
            Stage = "round trip",
            LearningStrength = settings.LearningStrength,
            InverseMass = settings.InverseMass,
        }.Image(1, settings.Bins, 0, settings.InputAmplitude);
        for (var trip = 0; trip < settings.Trips; trip++)
        {
            var delay = 1 << (trip % int.Log2(settings.Bins));
            loop.Layer($"loop/trip{trip + 1}", layer => layer
                .Couplers(delay, "coupler", settings.CouplerSpread)
                .PhaseMask("phase", settings.PhaseSpread)
                .Kerr(settings.Kerr));
        }

        return loop.ReadOut(settings.Classes, settings.TargetIntensity);
    }

    /// <summary>Where on the first grid an image is written: Ψ = amplitude · pixel, real.</summary>
    /// <param name="rows">Rows of an image.</param>
    /// <param name="columns">Columns of an image.</param>
    /// <param name="offset">Row and column of the grid where it begins.</param>
    /// <param name="amplitude">√I_max, the field of a white pixel.</param>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    public PhotonicNetworkBuilder Image(int rows, int columns, int offset, double amplitude)
    {
        if (rows < 1 || columns < 1 || offset < 0 || rows + offset > InputRows || columns + offset > InputColumns)
        {
            throw new ArgumentException(
                $"an image of {rows} x {columns} pixels at offset {offset} does not fit "
                + $"a grid of {InputRows} x {InputColumns}");
        }

        (ImageRows, ImageColumns, ImageOffset, Amplitude) = (rows, columns, offset, amplitude);
        return this;
    }

    /// <summary>Adds a layer of your own.</summary>
    /// <param name="name">Block name of its parameters.</param>
    /// <param name="compose">Appends its elements.</param>
    public PhotonicNetworkBuilder Layer(string name, Action<PhotonicLayer> compose)
    {
        var layer = new PhotonicLayer(this, name);
        compose(layer);
        layer.Close();
        _layers.Add(layer);
        return this;
    }

    /// <summary>A convolution: lens, low-pass crop, phase mask, lens, activation.</summary>
    /// <param name="name">Block name of its parameters.</param>
    /// <param name="rows">Rows of the grid afterwards.</param>
    /// <param name="columns">Columns of the grid afterwards.</param>
    /// <param name="chi">χ of the activation.</param>
    /// <param name="substeps">K of the activation.</param>
    /// <param name="spread">Initial phases are uniform in ± spread, rad.</param>
    public PhotonicNetworkBuilder Convolution(
        string name, int rows, int columns, double chi, int substeps, double spread = Math.PI) =>
        Layer(name, layer =>
        {
            layer.Fourier();
            if ((rows, columns) != (Rows, Columns))
                layer.KeepFrequencies(rows, columns);
            layer.PhaseMask("phase", spread).InverseFourier().Chi2(chi, substeps);
        });

    /// <summary>The read-out: answer k is the brightness of active mode k, and the cost is Σ_k (|Ψ_k|² − I_t
    /// δ_{k,label})².</summary>
    /// <param name="answers">Number of answers.</param>
    /// <param name="targetIntensity">I_t.</param>
    /// <exception cref="ArgumentOutOfRangeException">More answers than active modes.</exception>
    public PhotonicNetworkBuilder ReadOut(int answers, double targetIntensity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(answers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(answers, Rows * Columns);
        (Answers, TargetIntensity) = (answers, targetIntensity);
        return this;
    }

    /// <summary>Makes a machine; may be called again, for replicas or another precision.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="lanes">Samples side by side; fastest at 16 (float) or 8 (double).</param>
    /// <param name="seed">Seed of the initial phases.</param>
    /// <exception cref="InvalidOperationException">There is no layer or no read-out.</exception>
    public PhotonicNetwork<T> Build<T>(int lanes, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_layers.Count == 0 || Answers == 0)
            throw new InvalidOperationException("a photonic network needs at least one layer and a read-out");
        return new PhotonicNetwork<T>(this, lanes, seed);
    }

    internal void SetGrid(int rows, int columns) => (Rows, Columns) = (rows, columns);

    internal int TakeAncillas(int count)
    {
        var first = Modes;
        Modes += count;
        return first;
    }

    private static PhotonicLayer Dense(PhotonicLayer layer, int rows, int columns, PhotonicSettings settings) =>
        layer
            .Unitary("v", settings.Masks, settings.DensePhaseSpread)
            .KeepCentre(rows, columns)
            .SingularValues("mzi", settings.SingularValueSpread)
            .Unitary("u", settings.Masks, settings.DensePhaseSpread);
}
