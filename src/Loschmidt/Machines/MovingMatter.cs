namespace Loschmidt.Machines;

/// <summary>What a machine cannot do whose θ is made of matter that moves during a pass.</summary>
internal static class MovingMatter
{
    /// <summary>Why not; null where the matter is held, there is none, or it does not matter.</summary>
    /// <remarks>Derivatives are those of a machine with free or frozen θ; what is measured by running it needs none.</remarks>
    public static string? Refusal<TCapability>(LearningField learning)
        where TCapability : IMachine
    {
        var differentiates = typeof(TCapability) == typeof(IDifferentiates) || typeof(TCapability) == typeof(IStepsComplex)
            || typeof(TCapability) == typeof(ISensesForward) || typeof(TCapability).IsAssignableTo(typeof(IPullsBack))
            || typeof(TCapability) == typeof(IPullsOutputsBack);
        return learning.Flows && differentiates
            ? $"θ is made of {learning.Matter!.Name} matter that moves during a pass, whose derivatives nobody worked out; use echo, or hold it (learning.held: true)"
            : null;
    }
}
