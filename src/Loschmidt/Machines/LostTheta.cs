namespace Loschmidt.Machines;

/// <summary>Why a parameter stopped being finite.</summary>
internal static class LostTheta
{
    /// <summary>The likely causes: where θ moves during a pass it may have run away by itself, without any training.</summary>
    /// <param name="learning">The learning field.</param>
    /// <param name="step">What makes the steps of training too large, and the cure.</param>
    public static string Cause(LearningField learning, string step) => learning.Recoils
        ? $"θ ran away during the pass ({(learning.Flows ? $"its {learning.Matter!.Name} matter moves" : $"Ω = {learning.InverseMass} lets it recoil")}; "
            + $"a parameter that turns negative may leave the energy without a floor), or {step}"
        : step;
}
