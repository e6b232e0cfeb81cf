using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Numerics.Kernels;

public sealed class SinCosTests
{
    private static double WorstUlps<T>(double range, Func<double, (double Sin, double Cos)> reference)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = new RandomStream(1, "angles");
        var worst = 0.0;
        for (var block = 0u; block < 4000; block++)
        {
            var angles = new T[Vector512<T>.Count];
            for (var i = 0; i < angles.Length; i++)
                angles[i] = T.CreateChecked((2 * stream.Uniform(block, (uint)i) - 1) * range);

            // Every second block sits next to multiples of π/2, where the reduction cancels.
            for (var i = 0; block % 2 == 1 && i < angles.Length; i++)
                angles[i] = T.CreateChecked(Math.Round(double.CreateChecked(angles[i]) * 2 / Math.PI) * Math.PI / 2);

            var (sin, cos) = SinCos.Of(Vector512.Create(angles));
            for (var i = 0; i < angles.Length; i++)
            {
                var (s, c) = reference(double.CreateChecked(angles[i]));
                worst = Math.Max(worst, Ulps(sin[i], s));
                worst = Math.Max(worst, Ulps(cos[i], c));
            }
        }

        return worst;
    }

    private static double Ulps<T>(T value, double exact)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var near = T.CreateChecked(exact);
        var ulp = double.CreateChecked(T.BitIncrement(T.Abs(near)) - T.Abs(near));
        return Math.Abs(double.CreateChecked(value) - exact) / ulp;
    }

    [Fact]
    public void Float_sine_and_cosine_are_within_two_ulps_up_to_ten_thousand_radians()
    {
        WorstUlps<float>(SinCos.Range, Math.SinCos).ShouldBeLessThan(2);
        WorstUlps<float>(3, Math.SinCos).ShouldBeLessThan(2);
    }

    [Fact]
    public void Double_sine_and_cosine_are_within_two_ulps_up_to_ten_thousand_radians()
    {
        // The library's own half ulp is part of the difference.
        WorstUlps<double>(SinCos.Range, Math.SinCos).ShouldBeLessThan(2);
        WorstUlps<double>(3, Math.SinCos).ShouldBeLessThan(2);
    }

    [Fact]
    public void Special_angles_are_exact()
    {
        var (sin, cos) = SinCos.Of(Vector512<double>.Zero);
        sin.ShouldBe(Vector512<double>.Zero);
        cos.ShouldBe(Vector512<double>.One);
        var (nanSin, nanCos) = SinCos.Of(Vector512.Create(double.PositiveInfinity));
        double.IsNaN(nanSin[0]).ShouldBeTrue();
        double.IsNaN(nanCos[0]).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(37)]
    public void Rotation_turns_every_element_by_its_own_intensity(int count)
    {
        var stream = new RandomStream(2, "rotation");
        var (q, p, offset, intensity) = (new double[count], new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
            (q[i], p[i], offset[i]) = (stream.Normal(0, (uint)i), stream.Normal(1, (uint)i), stream.Normal(2, (uint)i));

        var before = q.Zip(p, (re, im) => new Complex(re, im)).ToArray();
        PhaseRotation.ByIntensity<double>(q, p, offset, 0.7, intensity);
        for (var i = 0; i < count; i++)
        {
            var own = before[i].Magnitude * before[i].Magnitude / 2;
            var expected = before[i] * Complex.Exp(-Complex.ImaginaryOne * (offset[i] + 0.7 * own));
            intensity[i].ShouldBe(own, 1e-14 * (1 + own));
            (new Complex(q[i], p[i]) - expected).Magnitude.ShouldBeLessThan(1e-14 * (1 + before[i].Magnitude));
        }
    }

    [Fact]
    public void An_element_does_not_depend_on_its_place_in_the_plane()
    {
        var (q, p) = (Enumerable.Repeat(0.3f, 37).ToArray(), Enumerable.Repeat(-1.1f, 37).ToArray());
        PhaseRotation.ByIntensity<float>(q, p, new float[37], 0.9f, new float[37]);
        q.Distinct().Count().ShouldBe(1);
        p.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void The_bits_of_a_number_depend_neither_on_its_place_nor_on_its_neighbours()
    {
        // The framework's vectorised cosine fails this: its last bit changes with the offset of the span.
        const int Count = 1003;
        var stream = new RandomStream(2, "angles");
        var angles = new double[Count];
        for (var i = 0; i < Count; i++)
            angles[i] = (2 * stream.Uniform((uint)i) - 1) * (i % 50 == 0 ? 1e6 : 5);
        var (sin, cos) = (new double[Count], new double[Count]);
        SinCos.Of<double>(angles, sin, cos);

        for (var offset = 1; offset < 16; offset++)
        {
            var shifted = new double[Count + 16];
            var (s, c) = (new double[Count + 16], new double[Count + 16]);
            angles.CopyTo(shifted, offset);
            SinCos.Of(shifted.AsSpan(offset, Count), s.AsSpan(offset), c.AsSpan(offset));
            s.AsSpan(offset, Count).ToArray().ShouldBe(sin);
            c.AsSpan(offset, Count).ToArray().ShouldBe(cos);
        }

        for (var i = 0; i < Count; i++)
        {
            var (s, c) = (new double[1], new double[1]);
            SinCos.Of<double>([angles[i]], s, c);
            (s[0], c[0]).ShouldBe((sin[i], cos[i]));
            s[0].ShouldBe(Math.Sin(angles[i]), 3e-16);
            c[0].ShouldBe(Math.Cos(angles[i]), 3e-16);
        }
    }
}
