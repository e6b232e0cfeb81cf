namespace Loschmidt.Formulas;

/// <summary>The names a formula may use: coordinates that move, and symbols that stand still while they do.</summary>
/// <param name="Coordinates">One or two names, such as <c>q</c>, or <c>a</c> and <c>b</c>; none of them twice.</param>
/// <param name="Symbols">Parameters and constants.</param>
public sealed record FormulaScope(IReadOnlyList<string> Coordinates, IReadOnlyList<string> Symbols)
{
    private static readonly string[] Functions = ["sin", "cos", "tan", "exp", "log", "ln", "sqrt", "tanh", "sinh", "cosh", "sech"];

    /// <summary>Other spellings of coordinates: <c>q1</c> for <c>a</c>.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names that are refused with a reason of their own.</summary>
    public IReadOnlyDictionary<string, string> Refused { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Of V(q): the energy of one site.</summary>
    /// <param name="symbols">Parameters and constants.</param>
    public static FormulaScope Site(params IReadOnlyList<string> symbols) => new(["q"], symbols)
    {
        Refused = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["p"] = "a site's potential depends on q alone: H = T(p) + V(q) is run by flows of T and of V in turn, each exact; "
                + "write T(p) under 'kinetic', and leave out products of q and p",
            ["a"] = "a site has one position, q; what depends on two sites belongs under 'bond'",
            ["b"] = "a site has one position, q; what depends on two sites belongs under 'bond'",
        },
    };

    /// <summary>Of W(a, b): the energy of two bonded sites at a and b, also called q1 and q2.</summary>
    /// <param name="symbols">Parameters and constants.</param>
    public static FormulaScope Bond(params IReadOnlyList<string> symbols) => new(["a", "b"], symbols)
    {
        Aliases = new Dictionary<string, string>(StringComparer.Ordinal) { ["q1"] = "a", ["q2"] = "b" },
        Refused = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["q"] = "a bond joins two sites, at a and b (or q1 and q2); what depends on one site belongs under 'site'",
            ["p"] = "a bond's energy depends on positions alone: H = T(p) + V(q) is run by flows of T and of V in turn, each exact",
        },
    };

    /// <summary>Of T(p): the kinetic energy of one site.</summary>
    /// <param name="symbols">Parameters and constants.</param>
    public static FormulaScope Kinetic(params IReadOnlyList<string> symbols) => new(["p"], symbols)
    {
        Refused = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["q"] = "a kinetic energy depends on p alone: H = T(p) + V(q) is run by flows of T and of V in turn, each exact; "
                + "write V(q) under 'site', and leave out products of q and p",
        },
    };

    /// <summary>Whether a name is one: a letter, then letters, digits and underscores; not that of a function nor <c>pi</c>.</summary>
    /// <param name="name">The name.</param>
    public static bool IsName(string name) =>
        !string.IsNullOrEmpty(name) && char.IsLetter(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c == '_')
        && !IsConstant(name) && !Functions.Contains(name, StringComparer.Ordinal);

    internal static IReadOnlyList<string> FunctionNames => Functions;

    internal static bool IsConstant(string name) => name is "pi" or "π";
}
