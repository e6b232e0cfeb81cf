using Loschmidt.Machines;

namespace Loschmidt.Scattering;

/// <summary>The couplings between two groups of modes, or within one.</summary>
/// <remarks>
/// Entry (i, j) joins mode i of <see cref="Rows"/> and mode j of <see cref="Columns"/>. Within one group only i &lt; j counts. Shared entries
/// (a convolution) name the same parameter.
/// </remarks>
/// <param name="Name">Such as <c>input-hidden</c>; its tensors are <c>coupling/name</c>, for complex ones <c>coupling/name.imag</c> too, and
/// <c>coupler/name</c> for couplers.</param>
/// <param name="Rows">One group.</param>
/// <param name="Columns">The other, or the same.</param>
/// <param name="Form">Real, complex or through auxiliary modes.</param>
/// <param name="Shape">Extents of the parameter tensor.</param>
/// <param name="Parameters">[rows × columns]: index within the tensor, or −1 where two modes are not coupled.</param>
public sealed record CouplingBlock(
    string Name, ModeGroup Rows, ModeGroup Columns, CouplingForm Form, IReadOnlyList<int> Shape, int[] Parameters)
{
    /// <summary>g: fixed coupling of an auxiliary mode to both of its neighbours; of <see cref="CouplingForm.Coupler"/> only.</summary>
    public double CouplerStrength { get; init; }

    /// <summary>κ' of the auxiliary modes; of <see cref="CouplingForm.Coupler"/> only.</summary>
    public double CouplerLoss { get; init; }

    /// <summary>Whether both groups are the same.</summary>
    public bool IsWithin => Rows == Columns;
}
