using System.Numerics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Machines;

/// <summary>What the world does to a machine beside its own dynamics: a loss, a mirror's error, noise.</summary>
/// <remarks>One object serves float and double fields. It may count its calls; it allocates nothing when called.</remarks>
public interface IInfluence
{
    /// <summary>Acts on the whole evaluation field, ancillas included.</summary>
    /// <param name="field">[coordinates × lanes], changed in place; only active lanes count.</param>
    /// <param name="moment">When.</param>
    void Act<T>(PhaseView<T> field, in Moment moment)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Acts on the learning field, right after the evaluation field.</summary>
    /// <param name="learning">Θ, changed in place.</param>
    /// <param name="moment">When.</param>
    void Act(LearningField learning, in Moment moment)
    {
    }
}
