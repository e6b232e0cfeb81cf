using System.Numerics;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Terms;

public sealed class EnergyOnlyTwinTests
{
    [Fact]
    public void A_term_derived_from_its_energy_is_the_hand_written_one_in_double() => Agree<double>(1e-13);

    [Fact]
    public void A_term_derived_from_its_energy_is_the_hand_written_one_in_float() => Agree<float>(2e-5);

    private static void Agree<T>(double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var derived = new BondTerm<T, QuarticSpring>("springs", Graph.Ring(TermTwins.Sites));
        var written = new QuarticRing<T>(TermTwins.Sites);
        derived.Tensors.Select(tensor => tensor.Name).ShouldBe(written.Tensors.Select(tensor => tensor.Name));
        TermTwins.ShouldAgree(derived, written, tolerance);
    }
}
