using System.Numerics;
using Loschmidt.Formulas;
using Loschmidt.Numerics.Random;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

/// <summary>The formulas of settings, read, each with the symbols it uses.</summary>
internal sealed class FormulaReading
{
    private static readonly string[] SiteConstants = ["i", "n", "x", "y"];
    private static readonly string[] BondConstants = ["i", "j", "n"];
    private static readonly string[] Reserved = ["q", "p", "a", "b", "q1", "q2"];

    private readonly FormulaSettings _settings;
    private readonly Graph _graph;

    /// <summary>Reads them.</summary>
    /// <exception cref="FormulaMisfitException">One cannot be read, or a parameter has no place.</exception>
    public FormulaReading(FormulaSettings settings, Graph graph)
    {
        (_settings, _graph) = (settings, graph);
        foreach (var name in settings.Parameters.Keys)
        {
            if (!FormulaScope.IsName(name) || Reserved.Contains(name, StringComparer.Ordinal))
            {
                throw Misfit(
                    $"'{name}' cannot be the name of a parameter: names are a letter, then letters, digits and underscores, and neither those of functions nor pi, "
                    + string.Join(", ", Reserved));
            }
        }

        Site = Read(settings.Site, nameof(settings.Site), FormulaScope.Site, SiteConstants);
        Bond = Read(settings.Bond, nameof(settings.Bond), FormulaScope.Bond, BondConstants);
        Kinetic = Read(settings.Kinetic, nameof(settings.Kinetic), FormulaScope.Kinetic, SiteConstants);
        if (Kinetic is not null && settings.Mass != 1)
            throw new FormulaMisfitException(nameof(settings.Mass), "has no meaning beside a kinetic energy; remove it, or write it into the formula");
        if (Bond is not null && graph.Bonds.Count == 0)
            throw new FormulaMisfitException(nameof(settings.Bond), "has no bonds to be on; remove it, or choose another graph");
        foreach (var (name, parameter) in settings.Parameters)
        {
            ThrowIfMisplaced(name, parameter);
        }
    }

    /// <summary>V; null for none.</summary>
    public Formula? Site { get; }

    /// <summary>W; null for none.</summary>
    public Formula? Bond { get; }

    /// <summary>T; null for p²/2m.</summary>
    public Formula? Kinetic { get; }

    /// <summary>A formula on its places.</summary>
    /// <param name="name">The term's name.</param>
    /// <param name="formula">One of those read.</param>
    /// <param name="seed">Draws deviations.</param>
    /// <param name="isKick">Whether it is a potential.</param>
    public FormulaTerm<T> Term<T>(string name, Formula formula, ulong seed, bool isKick = true)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bonds = ReferenceEquals(formula, Bond);
        int[] stencil = bonds ? [.. _graph.Bonds.SelectMany(bond => new[] { bond.From, bond.To })] : [.. Enumerable.Range(0, _graph.Sites)];
        var places = bonds ? _graph.Bonds.Count : _graph.Sites;
        FormulaSymbol[] symbols = [.. formula.Scope.Symbols.Select(symbol => _settings.Parameters.TryGetValue(symbol, out var parameter)
            ? new FormulaSymbol(symbol, Draw(symbol, parameter, places, seed), parameter.Trained)
            : new FormulaSymbol(symbol, [.. Enumerable.Range(0, places).Select(place => ConstantOf(symbol, place, bonds))]))];
        return new(name, formula, stencil, symbols, isKick);
    }

    private static double[] Draw(string name, FormulaParameterSettings parameter, int places, ulong seed)
    {
        var count = parameter.Per == FormulaPlace.All ? 1 : places;
        var random = new RandomStream(seed, $"formula/{name}");
        return [.. Enumerable.Range(0, count).Select(i => parameter.Value + (parameter.Spread * ((2 * random.Uniform(0, (uint)i)) - 1)))];
    }

    private double ConstantOf(string symbol, int place, bool bonds)
    {
        var width = _settings.Graph is { Kind: FormulaGraphKind.Grid, Width: { } columns } ? columns : _graph.Sites;
        return symbol switch
        {
            "n" => _graph.Sites,
            "j" => _graph.Bonds[place].To,
            "x" => place % width,
            "y" => place / width,
            _ => bonds ? _graph.Bonds[place].From : place,
        };
    }

    private Formula? Read(string? text, string key, Func<IReadOnlyList<string>, FormulaScope> scope, string[] constants)
    {
        if (text is null)
            return null;
        try
        {
            string[] names = [.. _settings.Parameters.Keys, .. constants.Where(name => !_settings.Parameters.ContainsKey(name))];
            var wide = Formula.Parse(text, scope(names));
            return Formula.Parse(text, scope([.. names.Where(wide.Mentions)]));
        }
        catch (FormulaException problem)
        {
            throw new FormulaMisfitException(key, $"at {problem.Message}", problem);
        }
    }

    private void ThrowIfMisplaced(string name, FormulaParameterSettings parameter)
    {
        (string Key, FormulaPlace Place)[] users =
        [
            .. Site?.Uses(name) == true ? [("site", FormulaPlace.Site)] : Array.Empty<(string, FormulaPlace)>(),
            .. Bond?.Uses(name) == true ? [("bond", FormulaPlace.Bond)] : Array.Empty<(string, FormulaPlace)>(),
            .. Kinetic?.Uses(name) == true ? [("kinetic", FormulaPlace.Site)] : Array.Empty<(string, FormulaPlace)>(),
        ];
        if (users.Length == 0)
            throw Misfit($"'{name}' is in no formula, or falls out of it; remove it, or use it");
        if (users.Length > 1 && (parameter.Trained || (parameter.Spread > 0 && parameter.Per != FormulaPlace.All)))
        {
            throw Misfit(
                $"'{name}' is in {string.Join(" and ", users.Select(user => $"'{user.Key}'"))}: a parameter that is trained or spread belongs to one formula; "
                + "give each its own, or set trained: false and spread: 0");
        }

        if (parameter.Per is { } place && place != FormulaPlace.All && users[0].Place != place)
        {
            throw Misfit(
                $"'{name}' has a value per {place.ToString().ToLowerInvariant()} but is in '{users[0].Key}'; use per: "
                + $"{users[0].Place.ToString().ToLowerInvariant()} or all");
        }
    }

    private static FormulaMisfitException Misfit(string message) => new(nameof(FormulaSettings.Parameters), message);
}
