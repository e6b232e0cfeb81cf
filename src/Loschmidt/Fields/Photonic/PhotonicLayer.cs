namespace Loschmidt.Fields.Photonic;

/// <summary>Composes one layer of a <see cref="PhotonicNetworkBuilder"/>, element by element, on its present grid of
/// active modes.</summary>
/// <remarks>Every method appends one element (or a run of them) and returns this. Light meets them in the order of the
/// calls.</remarks>
public sealed class PhotonicLayer
{
    private readonly PhotonicNetworkBuilder _network;
    private readonly List<ElementPlan> _elements = [];

    internal PhotonicLayer(PhotonicNetworkBuilder network, string name)
    {
        _network = network;
        Name = name;
        (RowsBefore, ColumnsBefore) = (network.Rows, network.Columns);
    }

    /// <summary>The block name of its parameters.</summary>
    public string Name { get; }

    internal IReadOnlyList<ElementPlan> Elements => _elements;

    internal int RowsBefore { get; }

    internal int ColumnsBefore { get; }

    internal int RowsAfter { get; private set; }

    internal int ColumnsAfter { get; private set; }

    private int Modes => _network.Rows * _network.Columns;

    /// <summary>A lens: the unitary 2-D Fourier transform e^(−2πijk/N)/√N of rows and columns.</summary>
    public PhotonicLayer Fourier() => AppendFourier("fourier", false);

    /// <summary>The inverse of <see cref="Fourier"/>.</summary>
    public PhotonicLayer InverseFourier() => AppendFourier("inverse-fourier", true);

    /// <summary>Between two lenses: keeps the lowest spatial frequencies as a grid of rows × columns; the others travel
    /// on as ancillas.</summary>
    /// <remarks>Signed wave numbers −⌊(M−1)/2⌋ … ⌊M/2⌋ move from index k mod N to k mod M. Odd sizes keep a symmetric
    /// block.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The grid would grow.</exception>
    public PhotonicLayer KeepFrequencies(int rows, int columns) =>
        Crop("keep-frequencies", rows, columns, static (k, kept, size) => (k <= kept / 2 ? k : k - kept + size) % size);

    /// <summary>Keeps the central rows × columns modes; the others travel on as ancillas.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The grid would grow.</exception>
    public PhotonicLayer KeepCentre(int rows, int columns) =>
        Crop("keep-centre", rows, columns, static (k, kept, size) => k + (size - kept) / 2);

    /// <summary>Reads the active modes as another grid; no element, only another view for what follows.</summary>
    /// <exception cref="ArgumentException">The number of modes differs.</exception>
    public PhotonicLayer Reshape(int rows, int columns)
    {
        if (rows * columns != Modes)
        {
            throw new ArgumentException(
                $"{Name}: a grid of {_network.Rows} x {_network.Columns} modes cannot be read as {rows} x {columns}");
        }

        _network.SetGrid(rows, columns);
        return this;
    }

    /// <summary>A trainable phase on every active mode.</summary>
    /// <param name="tensor">Name of its parameters within the layer.</param>
    /// <param name="spread">Initial phases are uniform in centre ± spread, rad.</param>
    /// <param name="centre">Middle of the initial phases, rad.</param>
    public PhotonicLayer PhaseMask(string tensor = "phase", double spread = Math.PI, double centre = 0) =>
        Append(new PhaseMaskPlan($"{Name}/{tensor}", Tensor(tensor, spread, centre)));

    /// <summary>A trainable unitary: P Fourier transforms, alternately forward and inverse, between P + 1 phase
    /// masks.</summary>
    /// <param name="name">Its masks are called name0/phase … nameP/phase.</param>
    /// <param name="masks">P.</param>
    /// <param name="spread">Initial phases are uniform in ± spread, rad.</param>
    public PhotonicLayer Unitary(string name, int masks, double spread = Math.PI)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(masks);
        for (var mask = 0; mask <= masks; mask++)
        {
            PhaseMask($"{name}{mask}/phase", spread);
            if (mask < masks)
                AppendFourier($"{name}{mask}/fourier", mask % 2 == 1);
        }

        return this;
    }

    /// <summary>A trainable singular value |sin(φ/2)| ≤ 1 per active mode: an interferometer whose dark port is a fresh
    /// ancilla.</summary>
    /// <param name="tensor">Name of its parameters within the layer.</param>
    /// <param name="spread">Initial phases are uniform in centre ± spread, rad.</param>
    /// <param name="centre">Middle of the initial phases, rad; at π everything is transmitted.</param>
    public PhotonicLayer SingularValues(string tensor = "mzi", double spread = 0.5, double centre = Math.PI) =>
        Append(new MziPlan($"{Name}/{tensor}", Tensor(tensor, spread, centre), _network.TakeAncillas(Modes)));

    /// <summary>Trainable couplers (beam splitters) between active modes a and a + distance, where a counts the modes whose bit
    /// <paramref name="distance"/> is clear.</summary>
    /// <param name="distance">A power of two, less than the number of active modes, which is a multiple of twice it.</param>
    /// <param name="tensor">Name of their angles within the layer.</param>
    /// <param name="spread">Initial angles are uniform in centre ± spread, rad.</param>
    /// <param name="centre">Middle of the initial angles, rad; π/4 is 50:50.</param>
    /// <exception cref="ArgumentException">Modes do not pair at this distance.</exception>
    public PhotonicLayer Couplers(int distance, string tensor = "coupler", double spread = 0.2, double centre = Math.PI / 4)
    {
        if (distance < 1 || !int.IsPow2(distance) || Modes % (2 * distance) != 0)
        {
            throw new ArgumentException($"{Name}: {Modes} modes do not pair at a distance of {distance}");
        }

        var angles = new TensorPlan($"{Name}/{tensor}", [1, Modes / 2], centre, spread, _network.LearningStrength);
        return Append(new CouplerPlan($"{Name}/{tensor}", angles, Modes, distance));
    }

    /// <summary>Kerr medium, every active mode by itself: Ψ ← Ψ e^(−iκ|Ψ|²).</summary>
    /// <param name="phase">κ, rad per unit of intensity; 0 leaves the light alone.</param>
    public PhotonicLayer Kerr(double phase) => double.IsFinite(phase)
        ? Append(new KerrPlan($"{Name}/kerr", Modes, phase))
        : throw new ArgumentOutOfRangeException(nameof(phase), phase, "the nonlinearity is a finite number");

    /// <summary>The activation: χ(2) mixing with a fresh ancilla per active mode, for T_s = 1.</summary>
    /// <param name="chi">χ; 0 leaves the light alone.</param>
    /// <param name="substeps">K ≥ 1; K ≳ 2χ|Ψ| resembles the exact flow.</param>
    public PhotonicLayer Chi2(double chi, int substeps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(substeps, 1);
        if (!double.IsFinite(chi))
            throw new ArgumentOutOfRangeException(nameof(chi), chi, "the nonlinearity is a finite number");
        return Append(new Chi2Plan($"{Name}/chi2", Modes, _network.TakeAncillas(Modes), chi, substeps));
    }

    internal void Close() => (RowsAfter, ColumnsAfter) = (_network.Rows, _network.Columns);

    private PhotonicLayer AppendFourier(string name, bool inverse) =>
        Append(new FourierPlan($"{Name}/{name}", _network.Rows, _network.Columns, inverse));

    private TensorPlan Tensor(string tensor, double spread, double centre) =>
        new($"{Name}/{tensor}", [_network.Rows, _network.Columns], centre, spread, _network.LearningStrength);

    private PhotonicLayer Crop(string name, int rows, int columns, Func<int, int, int, int> source)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, _network.Rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, _network.Columns);
        var (height, width) = (_network.Rows, _network.Columns);
        var kept = from row in Enumerable.Range(0, rows)
                   from column in Enumerable.Range(0, columns)
                   select source(row, rows, height) * width + source(column, columns, width);
        var order = kept.ToList();
        order.AddRange(Enumerable.Range(0, Modes).Except(order));
        _network.SetGrid(rows, columns);
        return Append(new PermutePlan($"{Name}/{name}", [.. order]));
    }

    private PhotonicLayer Append(ElementPlan element)
    {
        _elements.Add(element);
        return this;
    }
}
