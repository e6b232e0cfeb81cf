using System.Numerics;
using Loschmidt.Numerics.Fourier;
using MathNet.Numerics.IntegralTransforms;

namespace Loschmidt.Tests.Numerics.Fourier;

public sealed class FourierTransformTests
{
    private static readonly int[] Awkward = [81, 97, 101, 102, 128, 151, 167, 302, 509, 1000];

    /// <summary>Every way to do a length: single butterflies, passes, dense primes, Rader (97, 151), Bluestein (509).</summary>
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 64), .. Awkward];

    private static readonly int[] LaneCounts = [1, 3, 8, 16, 24];

    [Theory, MemberData(nameof(Lengths))]
    public void Every_length_agrees_with_the_plain_sum(int n)
    {
        foreach (var lanes in n > 128 ? [3] : LaneCounts)
        {
            // Fast algorithms err by ε·log n; the plain sum in double by less than ε·√n.
            var x = Planes.Noise<double>(n * lanes);
            var expected = Planes.PlainFourier(x, n, lanes);
            new FourierTransform<double>(n).Forward(x.Re, x.Im, lanes);
            Planes.Error(x, expected).ShouldBeLessThan(1e-15 * (1 + Math.Log2(n)));

            var single = Planes.Noise<float>(n * lanes);
            var wide = Planes.PlainFourier(Planes.Round<float, double>(single), n, lanes);
            new FourierTransform<float>(n).Forward(single.Re, single.Im, lanes);
            Planes.Error(Planes.Round<float, double>(single), wide).ShouldBeLessThan(1e-6);
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void The_transform_keeps_the_norm_and_its_inverse_undoes_it(int n)
    {
        var x = Planes.Noise<double>(8 * n);
        var original = Planes.Copy(x);
        var plan = new FourierTransform<double>(n);
        plan.Forward(x.Re, x.Im, 8);
        Planes.Power(x).ShouldBe(Planes.Power(original), 2e-14 * Planes.Power(original));
        plan.Inverse(x.Re, x.Im, 8);
        Planes.Error(x, original).ShouldBeLessThan(1e-14);
    }

    /// <summary>The mutation: the opposite sign of the exponent delays instead of advancing, and the property breaks.</summary>
    [Theory]
    [InlineData(31)]
    [InlineData(48)]
    [InlineData(151)]
    [InlineData(509)]
    public void A_shift_in_space_is_a_phase_in_the_spectrum(int n)
    {
        var x = Planes.Noise<double>(n);
        var shifted = (Re: new double[n], Im: new double[n]);
        for (var j = 0; j < n; j++)
        {
            (shifted.Re[(j + 1) % n], shifted.Im[(j + 1) % n]) = (x.Re[j], x.Im[j]);
        }

        var plan = new FourierTransform<double>(n);
        plan.Forward(x.Re, x.Im, 1);
        plan.Forward(shifted.Re, shifted.Im, 1);
        Planes.Error(shifted, Turned(-1)).ShouldBeLessThan(1e-13);
        Planes.Error(shifted, Turned(+1)).ShouldBeGreaterThan(0.1);

        (double[] Re, double[] Im) Turned(int sign)
        {
            var turned = Planes.Copy(x);
            for (var k = 0; k < n; k++)
            {
                var z = new Complex(x.Re[k], x.Im[k]) * Complex.FromPolarCoordinates(1, sign * 2 * Math.PI * k / n);
                (turned.Re[k], turned.Im[k]) = (z.Real, z.Imaginary);
            }

            return turned;
        }
    }

    [Theory]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(101)]
    public void The_spectrum_of_a_superposition_is_the_superposition_of_spectra(int n)
    {
        var (a, b) = (Planes.Noise<double>(n, "a"), Planes.Noise<double>(n, "b"));
        var sum = (Re: new double[n], Im: new double[n]);
        Superpose();
        var plan = new FourierTransform<double>(n);
        plan.Forward(a.Re, a.Im, 1);
        plan.Forward(b.Re, b.Im, 1);
        plan.Forward(sum.Re, sum.Im, 1);
        var transformed = Planes.Copy(sum);
        Superpose();
        Planes.Error(transformed, sum).ShouldBeLessThan(1e-14);

        void Superpose()
        {
            for (var j = 0; j < n; j++)
            {
                (sum.Re[j], sum.Im[j]) = (a.Re[j] - 3 * b.Im[j], a.Im[j] + 3 * b.Re[j]);
            }
        }
    }

    [Theory]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(64)]
    [InlineData(101)]
    [InlineData(509)]
    public void A_lane_has_the_same_bits_whatever_lies_beside_it(int n)
    {
        var alone = Planes.Noise<float>(n);
        var original = Planes.Copy(alone);
        var plan = new FourierTransform<float>(n);
        plan.Forward(alone.Re, alone.Im, 1);
        foreach (var lanes in new[] { 5, 16, 24, 33 })
        {
            var together = Planes.Noise<float>(n * lanes, $"{lanes} neighbours");
            var lane = lanes - 1;
            for (var j = 0; j < n; j++)
            {
                (together.Re[j * lanes + lane], together.Im[j * lanes + lane]) = (original.Re[j], original.Im[j]);
            }

            plan.Forward(together.Re, together.Im, lanes);
            for (var k = 0; k < n; k++)
            {
                together.Re[k * lanes + lane].ShouldBe(alone.Re[k]);
                together.Im[k * lanes + lane].ShouldBe(alone.Im[k]);
            }
        }
    }

    [Theory]
    [InlineData(12)]
    [InlineData(61)]
    [InlineData(256)]
    [InlineData(337)]
    public void A_foreign_library_agrees(int n)
    {
        var x = Planes.Noise<double>(n);
        var z = x.Re.Zip(x.Im, (a, b) => new Complex(a, b)).ToArray();
        MathNet.Numerics.IntegralTransforms.Fourier.Forward(z, FourierOptions.Default);
        new FourierTransform<double>(n).Forward(x.Re, x.Im, 1);
        Planes.Error(x, ([.. z.Select(c => c.Real)], [.. z.Select(c => c.Imaginary)])).ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void Transforming_allocates_nothing()
    {
        int[] lengths = [1, 4, 15, 31, 64, 97, 509];
        foreach (var n in lengths)
        {
            var plan = new FourierTransform<float>(n);
            var x = Planes.Noise<float>(17 * n);
            plan.Forward(x.Re, x.Im, 17);
            var before = GC.GetAllocatedBytesForCurrentThread();
            plan.Forward(x.Re, x.Im, 17);
            plan.Inverse(x.Re, x.Im, 17);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        }
    }

    [Fact]
    public void Planes_that_cannot_hold_the_shape_are_refused()
    {
        var plan = new FourierTransform<double>(6);
        Should.Throw<ArgumentException>(() => plan.Forward(new double[12], new double[11], 2));
        Should.Throw<ArgumentOutOfRangeException>(() => plan.Forward(new double[12], new double[12], 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new FourierTransform<double>(0));
    }
}
