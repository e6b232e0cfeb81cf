using Loschmidt.PhaseSpace;

namespace Loschmidt.Tests.Protocol;

public class PhasePointTests
{
    [Theory]
    [InlineData(1, 8, 16)]
    [InlineData(8, 8, 16)]
    [InlineData(9, 16, 16)]
    [InlineData(17, 24, 32)]
    public void Lanes_are_padded_to_whole_vectors(int active, int doubles, int floats)
    {
        PhasePoint<double>.PaddedLanes(active).ShouldBe(doubles);
        PhasePoint<float>.PaddedLanes(active).ShouldBe(floats);
        var x = new PhasePoint<double>(3, active);
        (x.Coordinates, x.Lanes, x.Active, x.View.Coordinates).ShouldBe((3, doubles, active, 3));
    }

    [Fact]
    public void Time_reversal_turns_momenta_and_nothing_else_and_is_its_own_inverse()
    {
        var x = new PhasePoint<double>(2, 3);
        x.View.Q.Fill(0.5);
        x.View.P.Fill(-0.25);
        x.View.Reverse();
        x.View.Q.ToArray().ShouldAllBe(q => q == 0.5);
        x.View.P.ToArray().ShouldAllBe(p => p == 0.25);
        x.View.Reverse();
        x.View.P.ToArray().ShouldAllBe(p => p == -0.25);
    }

    [Fact]
    public void A_view_borrows_and_a_copy_does_not()
    {
        var (x, y) = (new PhasePoint<double>(2, 3), new PhasePoint<double>(2, 5));
        x.View.Q[4] = 7;
        x.View.Q[4].ShouldBe(7);
        y.CopyFrom(x);
        x.View.Q[4] = 8;
        y.View.Q[4].ShouldBe(7);
        y.Active.ShouldBe(3);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var x = new PhasePoint<double>(2, 3);
        Should.Throw<ArgumentException>(() => x.CopyFrom(new PhasePoint<double>(3, 3))).Message.ShouldContain("[3 x 8]");
        Should.Throw<ArgumentOutOfRangeException>(() => x.Active = 9);
        Should.Throw<ArgumentOutOfRangeException>(() => new PhasePoint<double>(0, 1));
        Should.Throw<ArgumentException>(() => _ = new PhaseView<double>(new double[4], new double[6], 2, 2).Lanes);
        Should.Throw<ArgumentException>(() => _ = new PhaseView<double>(new double[5], new double[5], 2, 2).Lanes);
        Should.Throw<ArgumentException>(() => _ = new PhaseView<double>(new double[4], new double[4], 2, 3).Lanes);
    }
}
