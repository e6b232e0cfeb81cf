using System.ComponentModel.DataAnnotations;
using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Formulas;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

/// <summary>Machines whose Hamiltonian is written as formulas.</summary>
public static class FormulaMachines
{
    /// <summary>Builds a machine.</summary>
    /// <param name="settings">Its description.</param>
    /// <param name="seed">Draws the parameters' deviations.</param>
    /// <param name="arithmetic">Numbers the phase point is kept in.</param>
    /// <exception cref="FormulaException">A formula cannot be read.</exception>
    /// <exception cref="ArgumentException">Formulas, parameters, graph and sites do not fit together; the message says which.</exception>
    public static HamiltonianMachine<T> Build<T>(FormulaSettings settings, ulong seed, Arithmetic arithmetic = Arithmetic.Floating)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(settings);
        var graph = settings.Graph.Build();
        var reading = new FormulaReading(settings, graph);
        ITerm<T> kinetic = reading.Kinetic is { } formula
            ? reading.Term<T>("kinetic", formula, seed, isKick: false)
            : new KineticTerm<T>(graph, settings.Mass);
        ITerm<T>[] potential =
        [
            .. reading.Site is { } site ? [reading.Term<T>("site", site, seed)] : Array.Empty<ITerm<T>>(),
            .. reading.Bond is { } bond ? [reading.Term<T>("bond", bond, seed)] : Array.Empty<ITerm<T>>(),
        ];
        return new HamiltonianMachine<T>(new()
        {
            Kind = "formula",
            Hamiltonian = potential.Length == 0 ? new(graph.Sites, [kinetic]) : new(graph.Sites, [kinetic], potential),
            Schedule = new(settings.Duration, settings.Steps, SplittingScheme.Named(settings.Splitting)),
            Input = settings.Encoder.Build(graph.Sites),
            Output = settings.Outputs,
            Readout = settings.Readout,
            Cost = CostOf<T>(settings),
            Lanes = settings.Lanes,
            InverseMass = settings.InverseMass,
            DecayInverseMass = settings.DecayInverseMass,
            Arithmetic = arithmetic,
        });
    }

    /// <summary>What is wrong with the formulas and their parameters, each at its key; nothing where they can be built.</summary>
    internal static IEnumerable<ValidationResult> Problems(FormulaSettings settings)
    {
        Graph graph;
        try
        {
            graph = settings.Graph.Build();
        }
        catch (ArgumentException problem)
        {
            return [new ValidationResult($"is refused: {problem.Message}", [nameof(settings.Graph)])];
        }

        try
        {
            var reading = new FormulaReading(settings, graph);
            if (reading.Kinetic is { } kinetic)
                reading.Term<double>("kinetic", kinetic, seed: 1, isKick: false);
            return [];
        }
        catch (FormulaMisfitException problem)
        {
            return [problem.InnerException is FormulaException formula
                ? new FormulaProblem(problem.Message, problem.Key, formula.Position)
                : new ValidationResult(problem.Message, [problem.Key])];
        }
        catch (ArgumentException problem)
        {
            return [new ValidationResult(problem.Message.Replace("kinetic ", "", StringComparison.Ordinal), [nameof(settings.Kinetic)])];
        }
    }

    private static ICost<T> CostOf<T>(FormulaSettings settings)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (sites, level) = (settings.Outputs, settings.Level);
        if (settings.Judged == FormulaJudgement.Targets)
            return settings.Readout == Readout.Intensities ? new IntensityCost<T>(sites) : new PositionCost<T>(sites);
        if (settings.Readout == Readout.Intensities)
            return IntensityCost<T>.OneHot(sites, level);
        double[][] high = settings.Readout == Readout.Signs
            ? [[-level], [level]]
            : [.. sites.Select(right => sites.Select(site => site == right ? level : -level).ToArray())];
        return new PositionCost<T>(sites, [1], high);
    }
}
