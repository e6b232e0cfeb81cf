using Loschmidt.Numerics.Reals;

namespace Loschmidt.Formulas;

/// <summary>An energy as text, such as <c>EJ*(1-cos(q)) + EL*q^2/2</c>: read, differentiated symbolically, and evaluated operation by operation;
/// it is never compiled or run as code.</summary>
/// <remarks>
/// Numbers, names, + − * / ^, parentheses, <c>pi</c>, and sin cos tan exp log ln sqrt tanh sinh cosh sech of one argument. Immutable and safe to
/// share between threads.
/// </remarks>
public sealed class Formula
{
    private readonly Dictionary<int, (int Position, int Length)> _places = [];
    private readonly bool[] _needed;
    private readonly int _written;

    private Formula(string text, FormulaScope scope)
    {
        (Text, Scope) = (text, scope);
        (Pool, Root) = FormulaParser.Parse(text, scope, _places);
        _written = Pool.Count;
        _needed = Pool.Reachable(Root);
        var variables = Variables(Pool, scope.Coordinates.Count + scope.Symbols.Count);
        Derivatives.Gradient(Pool, Root, variables);
        if (Pool.NonFinite(0) >= 0)
            throw new FormulaException("numbers of this size have no derivative in double precision", text, 0, text.Length);
    }

    /// <summary>What was written.</summary>
    public string Text { get; }

    /// <summary>The names it could use.</summary>
    public FormulaScope Scope { get; }

    internal ExpressionPool Pool { get; }

    internal int Root { get; }

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The formula, at most 4,096 characters.</param>
    /// <param name="scope">Names it may use.</param>
    /// <exception cref="FormulaException">It cannot be read; the message says at which character and what would be accepted.</exception>
    public static Formula Parse(string text, FormulaScope scope)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(scope);
        return new Formula(text, scope);
    }

    /// <summary>Whether the energy depends on a coordinate or symbol, after simplification.</summary>
    /// <param name="name">The name.</param>
    public bool Uses(string name)
    {
        for (var node = 0; node <= Root; node++)
        {
            if (_needed[node] && Pool[node] is { Operation: Operation.Variable } variable && NameOf(variable.A) == name)
                return true;
        }

        return false;
    }

    /// <summary>Whether a symbol is written in the text, whatever becomes of it.</summary>
    internal bool Mentions(string name)
    {
        var number = Scope.Symbols.ToList().IndexOf(name) + Scope.Coordinates.Count;
        return Pool.Find(new(Operation.Variable, number)) is >= 0 and var node && node < _written;
    }

    /// <summary>The energy, one number at a time.</summary>
    /// <param name="coordinates">[coordinates of the scope].</param>
    /// <param name="symbols">[symbols of the scope].</param>
    public double Evaluate(ReadOnlySpan<double> coordinates, ReadOnlySpan<double> symbols)
    {
        var values = Values(coordinates, symbols);
        return values[Root].Value;
    }

    /// <summary>Where and why the energy or its slope is not finite at a place; null where both are.</summary>
    /// <param name="coordinates">[coordinates of the scope].</param>
    /// <param name="symbols">[symbols of the scope].</param>
    public string? Fault(ReadOnlySpan<double> coordinates, ReadOnlySpan<double> symbols)
    {
        var values = Values(coordinates, symbols);
        for (var node = 0; node <= Root; node++)
        {
            // A root at zero is finite, but its slope is not.
            var steep = Pool[node].Operation == Operation.Sqrt && _needed[node] && values[node].Value == 0;
            if (_needed[node] && (steep || !double.IsFinite(values[node].Value)))
                return Describe(node, values);
        }

        return null;
    }

    internal static int[] Variables(ExpressionPool pool, int count)
    {
        var variables = new int[count];
        for (var k = 0; k < count; k++)
        {
            variables[k] = pool.Variable(k);
        }

        return variables;
    }

    private string Describe(int node, ReadOnlySpan<RealNumber> values)
    {
        var entry = Pool[node];
        var argument = entry.HasFirst ? values[entry.A].Value : 0;
        var cause = entry.Operation switch
        {
            Operation.Variable => $"{NameOf(entry.A)} is {values[node].Value}",
            Operation.Log or Operation.Sqrt when IsOfPower(node) =>
                $"{argument:g4} to a power that is not written as a whole number, whose base must stay positive",
            Operation.Log => $"the logarithm of {argument:g4}, which must stay positive",
            Operation.Sqrt => $"the root of {argument:g4}, which must stay positive",
            Operation.Divide => $"a division of {argument:g4} by {values[entry.B].Value:g4}",
            Operation.Power => $"{argument:g4} to the power {entry.B}",
            Operation.Exp or Operation.Cosh or Operation.Sinh => $"{entry.Operation.ToString().ToLowerInvariant()} of {argument:g4} is beyond the largest number",
            _ => $"numbers beyond the largest one ({argument:g4})",
        };
        return _places.TryGetValue(node, out var place)
            ? $"'{Text.Substring(place.Position, place.Length)}' at character {place.Position + 1} of {Shown}: {cause}"
            : $"in {Shown}: {cause}";
    }

    // Such a power is exp(b log a), or a root of a.
    private bool IsOfPower(int node) => _places.TryGetValue(node, out var place) && Text[place.Position] == '^';

    private string Shown => $"'{(Text.Length > 60 ? Text[..60] + "..." : Text)}'";

    private string NameOf(int variable) => variable < Scope.Coordinates.Count
        ? Scope.Coordinates[variable]
        : Scope.Symbols[variable - Scope.Coordinates.Count];

    private RealNumber[] Values(ReadOnlySpan<double> coordinates, ReadOnlySpan<double> symbols)
    {
        if (coordinates.Length != Scope.Coordinates.Count || symbols.Length != Scope.Symbols.Count)
        {
            throw new ArgumentException(
                $"a formula of {Scope.Coordinates.Count} coordinates and {Scope.Symbols.Count} symbols got {coordinates.Length} and {symbols.Length} values");
        }

        var variables = new RealNumber[coordinates.Length + symbols.Length];
        for (var k = 0; k < variables.Length; k++)
        {
            variables[k] = new(k < coordinates.Length ? coordinates[k] : symbols[k - coordinates.Length]);
        }

        var values = new RealNumber[_needed.Length];
        Scalars.Evaluate<RealNumber>(Pool, _needed, variables, values);
        return values;
    }
}
