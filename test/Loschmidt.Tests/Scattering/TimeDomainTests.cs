using System.Numerics;
using Loschmidt.Numerics.Random;
using Loschmidt.Scattering;

namespace Loschmidt.Tests.Scattering;

public sealed class TimeDomainTests
{
    /// <summary>Forgetting √κ in the source, or the other sign of ω, ends elsewhere by order one: red.</summary>
    [Theory]
    [InlineData("layered", 0)]
    [InlineData("layered", 0.7)]
    [InlineData("racetrack", -0.4)]
    [InlineData("complex", 0.3)]
    [InlineData("lossy", 0)]
    [Trait("check", "S15")]
    public void Fields_ring_up_to_the_steady_state_that_the_matrix_says(string name, double frequency)
    {
        var network = Networks.Of(name);
        var machine = new ScatteringMachine<double>(network, Networks.Theta(network)) { Frequency = frequency };
        machine.Prepare(Networks.Samples(machine, 2, machine.Lanes));
        var probe = new Complex[network.Modes];
        probe[network.Readout.Outputs[0]] = new Complex(1, 0.5);
        probe[2] = new Complex(0, -2);
        var frames = 0;

        // Couplers lose 0.3, so fields in them need some hundred 1/κ; the scheme itself is exact at rest.
        machine.RingUp(probe, 300, 3, (_, _) => frames++).ShouldBeLessThan(1e-10);
        frames.ShouldBe(4);
    }

    /// <summary>Leaving out the noise that comes in through losses, or a factor 2 in its strength, misses n̄ by a tenth: red.</summary>
    [Fact]
    public void Noise_in_every_port_and_loss_fills_every_mode_alike()
    {
        var network = Networks.Of("lossy");
        var equation = new LangevinEquation(network, Networks.Theta(network), []);
        var stream = new RandomStream(1, "noise");
        var step = 0.2 * equation.LongestStep;
        var (sums, count) = (new double[network.Modes], 0);
        for (uint n = 0; equation.Time < 700; n++)
        {
            equation.Advance([], step, 3, stream, n);
            if (equation.Time > 10)
            {
                for (var mode = 0; mode < network.Modes; mode++)
                {
                    sums[mode] += equation.Fields[mode].Magnitude * equation.Fields[mode].Magnitude;
                }

                count++;
            }
        }

        // About 900 independent values a mode, 22 modes: the mean is known to 1 %, a single mode to 4 %.
        (sums.Sum() / count / network.Modes).ShouldBe(3, 0.1);
        sums.Max(sum => Math.Abs(sum / count - 3)).ShouldBeLessThan(0.6);
    }
}
