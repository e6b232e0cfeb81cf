using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Loschmidt.Costs;
using Loschmidt.Formulas;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Benchmarks;

/// <summary>A Hamiltonian as a formula against the same energy on a struct and against kicks written by hand on vectors.</summary>
internal static class FormulaRace
{
    private static readonly (string Name, string Text, bool Bonds)[] Cases =
    [
        ("Duffing sites", "first*q^2/2 + second^2*q^4/4", false),
        ("junctions and coils on sites", "first*(1-cos(q)) + second*q^2/2", false),
        ("quartic springs on bonds", "first*(a-b)^2/2 + second^2*(a-b)^4/4", true),
        ("junctions and coils on bonds", "first*(1-cos(a-b)) + second*(a-b)^2/2", true),
    ];

    public static string Run(Options options)
    {
        var text = new StringBuilder();
        text.AppendLine("## A formula against the same term written by hand (one thread)");
        text.AppendLine();
        foreach (var echo in (ReadOnlySpan<bool>)[true, false])
        {
            text.AppendLine(echo
                ? "Cost and gradient of a ring by a pair of echoes, 50 steps, µs; all three do the same work, and their gradients are compared."
                : "Response and kick of the term alone, µs.");
            text.AppendLine();
            var table = new MarkdownTable(
                "term", "numbers", "sites", "batch", "formula", "energy struct", "by hand", "formula / hand", "formula / struct", "agrees to");
            for (var which = 0; which < Cases.Length; which++)
            {
                foreach (var (sites, batch) in options.Quick ? [(16, 1)] : (ReadOnlySpan<(int, int)>)[(16, 1), (16, 64), (256, 1), (256, 64)])
                {
                    Add<double>(table, which, sites, batch, echo, options);
                    if (batch > 1)
                        Add<float>(table, which, sites, batch, echo, options);
                }
            }

            text.AppendLine(table.ToString());
        }

        return text.ToString();
    }

    private static void Add<T>(MarkdownTable table, int which, int sites, int batch, bool echo, Options options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var graph = Graph.Ring(sites);
        ITerm<T>[] terms = [ByFormula<T>(which, graph), ByEnergy<T>(which, graph), ByHand<T>(which, graph)];
        var contenders = terms.Select(term => echo ? Echo(term, sites, batch) : Kick(term, sites, batch)).ToArray();
        var results = Race.Run(contenders, options);
        var (formula, energy, hand) = (results[0].Median, results[1].Median, results[2].Median);
        var difference = echo ? Math.Max(results[0].Check!.DifferenceTo(results[2].Check!), results[0].Check!.DifferenceTo(results[1].Check!)) : 0;
        var tolerance = typeof(T) == typeof(double) ? 1e-9 : 1e-3;
        table.Add(
            Cases[which].Name, typeof(T).Name == "Double" ? "double" : "float", $"{sites}", $"{batch}", Text(1e3 * formula / Repeats(echo)),
            Text(1e3 * energy / Repeats(echo)), Text(1e3 * hand / Repeats(echo)), Text(formula / hand), Text(formula / energy),
            !echo ? "-" : difference <= tolerance ? FormattableString.Invariant($"{difference:0e+00}") : RaceReport.Disagreement);
    }

    private static int Repeats(bool echo) => echo ? 1 : 1000;

    private static IContender Echo<T>(ITerm<T> term, int sites, int batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var graph = Graph.Ring(sites);
        var machine = new HamiltonianMachine<T>(new()
        {
            Hamiltonian = new(sites, [new KineticTerm<T>(graph)], [term]),
            Schedule = new(4, 50, SplittingScheme.KickDriftKick),
            Input = SiteEncoder.Positions(0, 3, 7),
            Output = [0, 7],
            Cost = new PositionCost<T>([0, 7]),
            Lanes = batch,
        });
        Draw(machine.Learning.Theta);
        var samples = new Batch(3, 2, batch) { Active = batch };
        Draw(samples.Inputs);
        Draw(samples.Targets);
        var gradient = new double[machine.Parameters.Count];
        // Rounding over ε is what a gradient in float is off by; its check allows for it.
        var estimator = new EchoEstimator(typeof(T) == typeof(double) ? 1e-4 : 1e-2);
        var cost = estimator.Estimate(machine, samples, gradient);
        var (checksum, norm) = (0.0, 0.0);
        for (var k = 0; k < gradient.Length; k++)
        {
            checksum += gradient[k] * (1 + (0.1 * Math.Cos(k)));
            norm += gradient[k] * gradient[k];
        }

        return new OwnContender(term.Name, () => estimator.Estimate(machine, samples, gradient), new Check(cost, checksum, Math.Sqrt(norm)));
    }

    private static IContender Kick<T>(ITerm<T> term, int sites, int batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = new PhasePoint<T>(sites, batch);
        for (var i = 0; i < x.View.Q.Length; i++)
        {
            x.View.Q[i] = T.CreateTruncating(Math.Sin(i));
        }

        var (θ, response) = (new double[2 * sites], new double[2 * sites]);
        Draw(θ);
        return new OwnContender(
            term.Name,
            () =>
            {
                for (var n = 0; n < Repeats(false); n++)
                {
                    term.Response(x.View, new(θ), 0.01, response);
                    term.Flow(x.View, new(θ), 0.01);
                }
            },
            null);
    }

    private static FormulaTerm<T> ByFormula<T>(int which, Graph graph)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (_, text, bonds) = Cases[which];
        int[] stencil = bonds ? [.. graph.Bonds.SelectMany(bond => new[] { bond.From, bond.To })] : [.. Enumerable.Range(0, graph.Sites)];
        var values = new double[graph.Sites];
        var scope = bonds ? FormulaScope.Bond("first", "second") : FormulaScope.Site("first", "second");
        return new("formula", Formula.Parse(text, scope), stencil, [new("first", values, true), new("second", values, true)]);
    }

    private static ITerm<T> ByEnergy<T>(int which, Graph graph)
        where T : unmanaged, IFloatingPointIeee754<T> => which switch
        {
            0 => new SiteTerm<T, DuffingSite>("struct", graph),
            1 => new SiteTerm<T, Junction>("struct", graph),
            2 => new BondTerm<T, QuarticSpring>("struct", graph),
            _ => new BondTerm<T, Junction>("struct", graph),
        };

    private static ITerm<T> ByHand<T>(int which, Graph graph)
        where T : unmanaged, IFloatingPointIeee754<T> => which % 2 == 0
        ? new WrittenTerm<T, WrittenQuartic<T>>("hand", graph.Sites, Cases[which].Bonds)
        : new WrittenTerm<T, WrittenJunction<T>>("hand", graph.Sites, Cases[which].Bonds);

    private static void Draw(Span<double> values)
    {
        var random = new RandomStream(1, "formulas");
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = 0.3 + random.Uniform((uint)i);
        }
    }

    private static string Text(double value) => FormattableString.Invariant($"{value:0.00}");

    private readonly struct Junction : ISiteEnergy, IBondEnergy
    {
        private static readonly string[] Names = ["first", "second"];

        static IReadOnlyList<string> ISiteEnergy.Parameters => Names;

        static IReadOnlyList<string> IBondEnergy.Parameters => Names;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static R Energy<R>(R q, ReadOnlySpan<R> theta)
            where R : struct, IReal<R> => theta[0] * (1 - R.Cos(q)) + theta[1] * q * q / 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static R Energy<R>(R a, R b, ReadOnlySpan<R> theta)
            where R : struct, IReal<R> => Energy(a - b, theta);
    }
}
