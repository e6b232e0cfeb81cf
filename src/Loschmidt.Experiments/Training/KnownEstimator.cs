using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>An estimator that experiments and reports can name.</summary>
/// <param name="Name">The word of the command line, of YAML and of JSON.</param>
/// <param name="Trial">How a comparison asks it.</param>
/// <param name="At">The estimator for a machine, at an ε (a difference step, a shift); null is the customary one.</param>
internal sealed record KnownEstimator(string Name, Trial Trial, Func<IMachine, double?, IGradientEstimator> At)
{
    /// <summary>Relative error to expect of it at its best ε, in double: more is a fault to be named.</summary>
    public double Accuracy { get; init; } = Trial == Trial.Once ? 1e-6 : 1e-4;

    /// <summary>Whether its direction alone is to be compared: it follows a local rule whose length has other units than the gradient.</summary>
    public bool DirectionOnly { get; init; }

    /// <summary>Whether it runs in a computer alone: it asks for stored states, derivatives or a solve that no device can do.</summary>
    public bool InSilico { get; init; }
}
