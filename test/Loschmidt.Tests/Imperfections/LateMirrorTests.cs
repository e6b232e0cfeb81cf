using Loschmidt.Fields;
using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Tests.Fields.Waves;

namespace Loschmidt.Tests.Imperfections;

/// <summary>A mirror that is late by τ: R F_τ in place of R.</summary>
public sealed class LateMirrorTests
{
    /// <summary>F_T⁻¹ F_τ F_T = F_τ: the echo ends where a pass of duration τ would have brought the field. Mutation: no second reversal.</summary>
    [Fact]
    public void The_echo_ends_as_far_from_its_start_as_the_mirror_is_late()
    {
        var settings = Flawed.Still;
        var late = 3 * settings.Duration / settings.Steps;
        var machine = Flawed.Wave(new() { Reversal = new ReversalSettings { Delay = late } });
        machine.Prepare(WaveCases.Pattern(1));
        machine.Evolve();
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        var journey = new WaveMachine<double>(settings, 1);
        journey.Prepare(WaveCases.Pattern(1));
        journey.Linger(late);
        Intensity((IWatchable)machine).ShouldBe(Intensity(journey), 1e-10);
    }

    [Fact]
    public void Light_that_has_left_its_last_layer_does_nothing_while_a_mirror_is_late() =>
        Should.Throw<NotSupportedException>(() => Flawed.Photonic(new() { Reversal = new ReversalSettings { Delay = 0.1 } }, lanes: 1))
            .Message.ShouldContain("remove reversal.delay");

    private static double[] Intensity(IWatchable machine)
    {
        var shape = machine.Fields[0];
        var values = new double[shape.Width * shape.Height];
        machine.CopyField(0, 0, values);
        return values;
    }
}
