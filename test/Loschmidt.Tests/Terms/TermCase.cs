using Loschmidt.Formulas;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Terms;

/// <summary>A term with parameters, drive and a state to try it on; printed by its name.</summary>
public sealed class TermCase(string name, Func<ITerm<double>> term, int sites)
{
    public const int Active = 11;

    public static readonly Graph Graph = Graph.Random(5, 7, 3);

    public static IEnumerable<TermCase> All =>
    [
        new("kinetic", () => new KineticTerm<double>([0.5, 1, 2, 1.5, 0.7]), 5),
        new("kinetic with trained masses", () => new KineticTerm<double>([0.5, 1, 2, 1.5, 0.7], trained: true), 5),
        new("Duffing sites", () => new SiteTerm<double, DuffingSite>("duffing", Graph), 5),
        new("some rippled sites", () => new SiteTerm<double, RippledWell>("wells", 1, 4), 5),
        new("quartic springs", () => new BondTerm<double, QuarticSpring>("springs", Graph), 5),
        new("saturating bonds", () => new BondTerm<double, SaturatingBond>("bonds", Graph), 5),
        new("hardening wells", () => new SiteTerm<double, DuffingWell>("wells", [1, 4], [0.7]), 5),
        new("linear springs", () => new BondTerm<double, LinearSpring>("springs", Graph), 5),
        new("Josephson junctions", () => new SiteTerm<double, JosephsonJunction>("junctions", [0, 1, 3], [0.5, 1.5, 0.9]), 5),
        new("Josephson links", () => new BondTerm<double, JosephsonLink>("links", Graph, 0.8), 5),
        new("a ball on a rail", () => new BondTerm<double, SoftRepulsion>("rail", Graph, 0.3, 0.2), 5),
        new("formula on sites", () => Formula("site", "k*(1-cos(q)) + h^2*q^4/4", FormulaScope.Site("k", "h"), [0, 1, 2, 3, 4]), 5),
        new("formula on some sites", () => Formula("site", "k*tanh(h*q)^2 + log(2 + q^2)", FormulaScope.Site("k", "h"), [4, 1]), 5),
        new("formula on bonds", () => Formula("bond", "k*(a-b)^2/2 + h*sin(a)*exp(-b^2)", FormulaScope.Bond("k", "h"),
            [.. Graph.Bonds.SelectMany(bond => new[] { bond.From, bond.To })]), 5),
        new("kinetic formula", () => Formula("kinetic", "sqrt(k^2 + p^2) + h*p^4/8", FormulaScope.Kinetic("k", "h"), [0, 1, 2, 3, 4], isKick: false), 5),
        new("hand-written ring", () => new QuarticRing<double>(5), 5),
        new("drive", () => new DriveTerm<double>(0, 3), 5),
        new("driven sites", () => new DrivenSiteTerm<double, PumpedSite>("pump", (0, 1), (4, 0), (4, 1)), 5),
    ];

    public ITerm<double> Term { get; } = term();

    public int Parameters => Term.Tensors.Sum(tensor => tensor.Shape[0]);

    public double[] Theta(string stream = "theta") =>
        [.. Enumerable.Range(0, Parameters).Select(i => 0.4 + new RandomStream(1, stream).Uniform(0, (uint)i))];

    public PhasePoint<double> Point(string stream, int active = Active)
    {
        var point = new PhasePoint<double>(sites, active);
        var view = point.View;
        for (var i = 0; i < sites; i++)
            for (var lane = 0; lane < active; lane++)
                (view.Q[i * view.Lanes + lane], view.P[i * view.Lanes + lane]) =
                    new RandomStream(7, stream).Normals(0, (uint)i, (uint)lane);

        return point;
    }

    public double[] Drive(int lanes) => [.. Enumerable.Range(0, 2 * lanes).Select(i => Math.Sin(1.0 + i % lanes))];

    public override string ToString() => name;

    private static FormulaTerm<double> Formula(string name, string text, FormulaScope scope, int[] stencil, bool isKick = true)
    {
        var places = stencil.Length / scope.Coordinates.Count;
        return new(
            name, Loschmidt.Formulas.Formula.Parse(text, scope), stencil,
            [new("k", new double[places], Trained: true), new("h", [0.7], Trained: true)], isKick);
    }
}
