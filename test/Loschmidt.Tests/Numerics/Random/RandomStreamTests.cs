using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Numerics.Random;

public class RandomStreamTests
{
    private const int Draws = 100_000;

    [Fact]
    public void A_number_depends_on_its_place_alone_and_not_on_the_order_of_asking()
    {
        var stream = new RandomStream(7, "theta");
        var forwards = Enumerable.Range(0, 50).Select(i => stream.Uniform(3, (uint)i)).ToArray();
        var backwards = Enumerable.Range(0, 50).Reverse().Select(i => new RandomStream(7, "theta").Uniform(3, (uint)i));
        backwards.Reverse().ToArray().ShouldBe(forwards);
    }

    [Fact]
    public void The_bits_of_a_stream_never_change_between_versions()
    {
        // FNV-1a("theta") is the second key word, so these pin the name's hash as well
        new RandomStream(1, "theta").Words(2, 3, 5, 7).ShouldBe(Philox.Block(2, 3, 5, 7, 1, 0xd0dcf09bu));
        new RandomStream(1UL << 32, "").Words(0).ShouldBe(Philox.Block(0, 0, 0, 0, 0x85EBCA6B, 2166136261));
    }

    [Theory]
    [InlineData(7UL, "theta", 7UL, "batches")]
    [InlineData(7UL, "theta", 8UL, "theta")]
    [InlineData(7UL, "theta", 7UL + (1UL << 32), "theta")]
    public void Streams_of_another_name_or_seed_are_uncorrelated(ulong seed, string name, ulong otherSeed, string otherName)
    {
        var (one, other) = (new RandomStream(seed, name), new RandomStream(otherSeed, otherName));
        var correlation = 0.0;
        for (var i = 0u; i < Draws; i++)
            correlation += one.Normal(0, i) * other.Normal(0, i) / Draws;

        Math.Abs(correlation).ShouldBeLessThan(4 / Math.Sqrt(Draws));
    }

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval_evenly()
    {
        var stream = new RandomStream(11, "uniform");
        var bins = new int[100];
        for (var i = 0u; i < Draws; i++)
        {
            var u = stream.Uniform(i);
            u.ShouldBeInRange(0, 1 - double.Epsilon);
            bins[(int)(u * 100)]++;
        }

        // χ² with 99 degrees of freedom: mean 99, deviation 14
        bins.Sum(n => (n - 1000.0) * (n - 1000.0) / 1000).ShouldBeInRange(99 - 4 * 14, 99 + 4 * 14);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_a_normal_law_and_come_in_independent_pairs()
    {
        var stream = new RandomStream(13, "normal");
        var moments = new double[5];
        var product = 0.0;
        for (var i = 0u; i < Draws; i++)
        {
            var (a, b) = stream.Normals(i);
            product += a * b / Draws;
            for (var k = 1; k <= 4; k++)
                moments[k] += (Math.Pow(a, k) + Math.Pow(b, k)) / (2 * Draws);
        }

        // four standard errors: variances of x, x², x³, x⁴ are 1, 2, 15, 96
        var error = 4 / Math.Sqrt(2 * Draws);
        moments[1].ShouldBe(0, error);
        moments[2].ShouldBe(1, error * Math.Sqrt(2));
        moments[3].ShouldBe(0, error * Math.Sqrt(15));
        moments[4].ShouldBe(3, error * Math.Sqrt(96));
        product.ShouldBe(0, 4 / Math.Sqrt(Draws));
    }

    [Fact]
    public void Integers_stay_in_their_range_and_are_all_reached()
    {
        var stream = new RandomStream(17, "index");
        var seen = new int[7];
        for (var i = 0u; i < 7000; i++)
            seen[stream.Index(7, i)]++;

        // binomial deviation √(7000/7) ≈ 29
        seen.ShouldAllBe(n => Math.Abs(n - 1000) < 4 * 32);
        Should.Throw<ArgumentOutOfRangeException>(() => stream.Index(0, 0));
    }

    [Fact]
    public void A_permutation_names_every_number_once_and_changes_with_the_epoch()
    {
        var stream = new RandomStream(19, "batches");
        var (first, second, again) = (new int[1000], new int[1000], new int[1000]);
        stream.Permutation(first, 0);
        stream.Permutation(second, 1);
        stream.Permutation(again, 0);
        first.Order().ShouldBe(Enumerable.Range(0, 1000));
        first.ShouldBe(again);
        first.ShouldNotBe(second);
    }

    [Fact]
    public void All_six_orders_of_three_are_equally_likely()
    {
        var stream = new RandomStream(23, "orders");
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var order = new int[3];
        for (var i = 0u; i < 6000; i++)
        {
            stream.Permutation(order, i);
            var key = string.Join(' ', order);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        counts.Count.ShouldBe(6);
        counts.Values.ShouldAllBe(n => Math.Abs(n - 1000) < 4 * 32);
    }
}
