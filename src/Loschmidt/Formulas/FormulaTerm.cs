using System.Numerics;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Formulas;

/// <summary>A = Σ_c V(x_c; θ_c) over places of one or two sites, V a <see cref="Formula"/>: the same as a <see cref="SiteTerm{T, TEnergy}"/> or
/// <see cref="BondTerm{T, TEnergy}"/>, written in an experiment.</summary>
/// <remarks>
/// Of positions it is a kick, p −= dt ∂V/∂q; of a momentum a drift, q += dt ∂T/∂p. Its coordinates stand still meanwhile, so that the response is dt ∂A/∂θ,
/// exactly. All derivatives are symbolic. Programs work on blocks of places and lanes that fit the first-level cache: no state of its own, safe to
/// share between threads.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class FormulaTerm<T> : IShear<T>, IAnalyticTerm, IStartsSomewhere, IExplains<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Most symbols of one formula.</summary>
    public const int MaximumSymbols = 64;

    private readonly Formula _formula;
    private readonly int _coordinates;
    private readonly int _places;
    private readonly int[][] _stencil;
    private readonly int[] _first;
    private readonly FormulaSymbol[] _symbols;
    private readonly int[] _trained;
    private readonly int[] _offsets;
    private readonly ExpressionPool _pool = new();
    private readonly int[] _gradient;
    private readonly int[] _second;
    private readonly FormulaProgram<T> _energy;
    private readonly FormulaProgram<T> _force;
    private readonly FormulaProgram<T> _response;
    private readonly FormulaProgram<T> _tangent;

    /// <summary>Places a formula.</summary>
    /// <param name="name">Block name of the parameters.</param>
    /// <param name="formula">The energy; with one or two coordinates.</param>
    /// <param name="stencil">[places × coordinates], the sites of each place in turn.</param>
    /// <param name="symbols">Values of the formula's symbols, in the order of its scope.</param>
    /// <param name="isKick">Whether the coordinates are positions; else they are momenta, and the energy is even in them.</param>
    /// <exception cref="ArgumentException">Symbols or sites do not fit the formula, or a kinetic energy is not even in p; the message says which.</exception>
    public FormulaTerm(string name, Formula formula, IReadOnlyList<int> stencil, IReadOnlyList<FormulaSymbol> symbols, bool isKick = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(formula);
        (Name, IsKick, _formula) = (name, isKick, formula);
        _coordinates = formula.Scope.Coordinates.Count;
        _places = stencil.Count / Math.Max(1, _coordinates);
        _symbols = [.. symbols];
        ThrowIfUnfit(stencil);
        _stencil = [.. Enumerable.Range(0, _coordinates).Select(n => Enumerable.Range(0, _places).Select(c => stencil[(c * _coordinates) + n]).ToArray())];
        _first = [.. _stencil.Select(sites => sites.Select((site, c) => site - c).Distinct().Count() == 1 ? sites[0] : -1)];
        _trained = [.. Enumerable.Range(0, _symbols.Length).Where(k => _symbols[k].Trained)];
        Tensors = [.. _trained.Select(k => (_symbols[k].Name, (IReadOnlyList<int>)[_symbols[k].Values.Count]))];
        _offsets = new int[_trained.Length];
        for (var k = 1; k < _offsets.Length; k++)
        {
            _offsets[k] = _offsets[k - 1] + _symbols[_trained[k - 1]].Values.Count;
        }

        var count = _coordinates + _symbols.Length;
        double[] held = [.. Enumerable.Range(0, count).Select(v => v < _coordinates || !IsHeld(_symbols[v - _coordinates])
            ? double.NaN : _symbols[v - _coordinates].Values[0])];
        var root = Lowering.Fix(formula.Pool, formula.Root, held, _pool);
        var all = Formula.Variables(_pool, 2 * count);
        int[] moving = [.. all.Take(_coordinates), .. _trained.Select(k => all[_coordinates + k])];
        int[] directions = [.. moving.Select(variable => all[_pool[variable].A + count])];
        _gradient = Derivatives.Gradient(_pool, root, moving);
        _second = Derivatives.Along(_pool, _gradient, moving, directions);
        OperandKind[] kinds = [.. Enumerable.Range(0, 2 * count).Select(v => KindOf(v % count))];
        _energy = new(_pool, [root], kinds);
        _force = new(_pool, _gradient.AsSpan(0, _coordinates), kinds);
        _response = new(_pool, _gradient.AsSpan(_coordinates), kinds);
        _tangent = new(_pool, _second, kinds);
        ThrowUnlessEven();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors { get; }

    /// <inheritdoc/>
    public bool IsKick { get; }

    private int Variables => _coordinates + _symbols.Length;

    /// <inheritdoc/>
    public void Initial(Span<double> theta)
    {
        for (var k = 0; k < _trained.Length; k++)
        {
            var values = _symbols[_trained[k]].Values;
            for (var i = 0; i < values.Count; i++)
            {
                theta[_offsets[k] + i] = values[i];
            }
        }
    }

    /// <inheritdoc/>
    public void Flow(PhaseView<T> x, in Control<T> control, double dt)
    {
        if (IsKick)
            AddIncrement(x.Q, x.Lanes, control, dt, x.P);
        else
            AddIncrement(x.P, x.Lanes, control, dt, x.Q);
    }

    /// <inheritdoc/>
    public string? Fault(PhaseView<T> x, in Control<T> control)
    {
        var plane = Source(x);
        Span<double> coordinates = stackalloc double[_coordinates];
        Span<double> symbols = stackalloc double[_symbols.Length];
        for (var place = 0; place < _places; place++)
        {
            for (var k = 0; k < symbols.Length; k++)
            {
                symbols[k] = ValueOf(k, place, control.Parameters);
            }

            for (var lane = 0; lane < x.Active; lane++)
            {
                var finite = true;
                for (var n = 0; n < _coordinates; n++)
                {
                    coordinates[n] = double.CreateTruncating(plane[(_stencil[n][place] * x.Lanes) + lane]);
                    finite &= double.IsFinite(coordinates[n]);
                }

                if (finite && _formula.Fault(coordinates, symbols) is { } fault)
                {
                    var sites = string.Join('-', _stencil.Select(sites => sites[place]));
                    var where = string.Join(", ", _formula.Scope.Coordinates.Zip(coordinates.ToArray(), (name, value) => $"{name} = {value:g4}"));
                    return $"formula '{Name}', {(_coordinates == 1 ? "site" : "bond")} {sites}, sample {lane} ({where}): {fault}";
                }
            }
        }

        return null;
    }

    private Span<T> Source(PhaseView<T> x) => IsKick ? x.Q : x.P;

    private Span<T> Moved(PhaseView<T> x) => IsKick ? x.P : x.Q;

    private bool IsHeld(FormulaSymbol symbol) => !symbol.Trained && symbol.Values.Distinct().Count() == 1;

    private OperandKind KindOf(int variable) =>
        variable < _coordinates ? OperandKind.Block
        : _symbols[variable - _coordinates].Values.Count == 1 ? OperandKind.Scalar
        : OperandKind.Row;

    private double ValueOf(int symbol, int place, ReadOnlySpan<double> theta)
    {
        var values = _symbols[symbol].Values;
        var at = values.Count == 1 ? 0 : place;
        return _symbols[symbol].Trained ? theta[_offsets[Array.IndexOf(_trained, symbol)] + at] : values[at];
    }

    private void ThrowIfUnfit(IReadOnlyList<int> stencil)
    {
        if (_coordinates is < 1 or > 2 || stencil.Count == 0 || stencil.Count % _coordinates != 0 || stencil.Any(site => site < 0))
            throw new ArgumentException($"term '{Name}': a formula of {_coordinates} coordinates (1 or 2) takes as many sites a place, and at least one place");
        if (!_symbols.Select(symbol => symbol.Name).SequenceEqual(_formula.Scope.Symbols, StringComparer.Ordinal) || _symbols.Length > MaximumSymbols)
        {
            throw new ArgumentException(
                $"term '{Name}': the symbols must be those of its formula ({string.Join(", ", _formula.Scope.Symbols)}) in this order, at most {MaximumSymbols}");
        }

        foreach (var symbol in _symbols)
        {
            if ((symbol.Values.Count != 1 && symbol.Values.Count != _places) || symbol.Values.Any(value => !double.IsFinite(value)))
                throw new ArgumentException($"term '{Name}': {symbol.Name} takes one finite number, or {_places}, one a place; it has {symbol.Values.Count}");
        }
    }

    // d(p) of a drift must be odd, or a reversed state drifts on instead of back.
    private void ThrowUnlessEven()
    {
        if (IsKick)
            return;
        double[] symbols = [.. _symbols.Select(symbol => symbol.Values[0])];
        foreach (var p in (ReadOnlySpan<double>)[0.1, 0.37, 0.83, 1.9])
        {
            var (there, back) = (_formula.Evaluate([p], symbols), _formula.Evaluate([-p], symbols));
            if (Math.Abs(there - back) > 1e-9 * (Math.Abs(there) + Math.Abs(back)))
            {
                throw new ArgumentException(
                    $"{Name} '{_formula.Text}' is not even in p: T({p}) = {there:g6} but T({-p}) = {back:g6}; under time reversal p → −p the energy must "
                    + "stay what it is, or a reversed state does not find its way home");
            }
        }
    }
}
