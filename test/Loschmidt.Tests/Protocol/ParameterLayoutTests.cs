using Loschmidt.Machines;

namespace Loschmidt.Tests.Protocol;

public class ParameterLayoutTests
{
    private static readonly ParameterLayout Layout = new(("wave/theta", [3, 4]), ("ring/stiffness", [2]), ("ring/offset", []));

    [Fact]
    public void Tensors_lie_one_behind_another()
    {
        Layout.Count.ShouldBe(15);
        Layout.Tensors.Select(t => (t.Offset, t.Count)).ShouldBe([(0, 12), (12, 2), (14, 1)]);
    }

    [Theory]
    [InlineData(0, "wave/theta[0,0]")]
    [InlineData(6, "wave/theta[1,2]")]
    [InlineData(11, "wave/theta[2,3]")]
    [InlineData(13, "ring/stiffness[1]")]
    [InlineData(14, "ring/offset[]")]
    public void Every_parameter_has_a_name(int index, string name) => Layout.NameOf(index).ShouldBe(name);

    [Fact]
    public void What_does_not_exist_has_no_name_and_no_name_is_given_twice()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Layout.NameOf(15)).Message.ShouldContain("15 parameters");
        Should.Throw<ArgumentOutOfRangeException>(() => Layout.NameOf(-1));
        Should.Throw<ArgumentException>(() => new ParameterLayout(("a/b", [1]), ("a/b", [2]))).Message.ShouldContain("a/b");
    }
}
