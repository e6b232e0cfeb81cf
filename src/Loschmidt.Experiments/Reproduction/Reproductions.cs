using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Every figure and table that can be computed anew.</summary>
internal static class Reproductions
{
    /// <summary>The word for all of them.</summary>
    public const string Everything = "all";

    /// <summary>All, in the order of the papers.</summary>
    public static IReadOnlyList<IReproduction> All { get; } =
    [
        new XorEcho(), new Heb3(), new Heb4a(), new Heb4b(), new Heb4c(), new Heb4d(), new Pinball(), new Heb6(), new Heb7a(), new Heb7b(), new Heb7c(), new Heb7d(), new Heb7e(), new Heb7f(), new Heb7g(), new HebTwoSamples(), new HebProbes(), new Platforms(),
        new Rhel4(), new RhelMemory(), new RhelHorizon(), new RhelGradients(), new RhelTable(),
        new ScatteringDigits(), new ScatteringSize(), new ScatteringRobustness(),
        new EstimatorBias(), new GradientFrontier(), new ToleranceFigure(), new PhysicsAware(), new QuantumFloor(), new EchoHorizon(),
        new MexicanHatFigure(), new MemoryLifetimeFigure(), new ProbeLightFigure(), new PseudoDissipative(),
        new Thermal(), new AnnealedParameters(),
    ];

    /// <summary>The one of that name, or all.</summary>
    /// <exception cref="ReproductionException">There is no such name; names the nearest.</exception>
    public static IReadOnlyList<IReproduction> Named(string name)
    {
        if (name == Everything)
            return All;
        string[] names = [.. All.Select(one => one.Name), Everything];
        return All.FirstOrDefault(one => one.Name == name) is { } found
            ? [found]
            : throw new ReproductionException(
                $"no figure is called '{ScalarNode.Printable(name)}'{NearestName.Hint(name, names)} "
                + $"figures: {string.Join(", ", names)}");
    }
}
