using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Data.Series;

public sealed class SeriesCacheTests : IDisposable
{
    private const string Text = "@equalLength false\n@classLabel true a b\n@data\n";

    private readonly TemporaryData _data = new();
    private int _reads;

    private string Cache => _data.Path("cache");

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("1,-2.5,3:4,5,6:a\n0.25,1e10:-0,8:b\n", 4)]
    [InlineData("1,2.1,3:4,5,6:a\n0.25,9:7,8:b\n", 8)] // Mutation: 2.1 kept as a float would be another number.
    public void A_set_survives_the_cache_bit_by_bit_in_floats_where_all_are_floats(string samples, int size)
    {
        var source = Source(Text + samples);
        var expected = Kept.Table(sink => source.Read(sink, SeriesLimits.Default));

        var first = new SeriesCache(Cache).Open(source);
        var again = new SeriesCache(Cache).Open(source);

        _reads.ShouldBe(2); // for the expected numbers, and for the cache
        foreach (var set in new[] { first, again })
        {
            (set.Count, set.Channels).ShouldBe((expected.Count, expected.Channels));
            set.ClassNames.ShouldBe(expected.ClassNames);
            for (var row = 0; row < set.Count; row++)
            {
                set.Values(row).Select(BitConverter.DoubleToInt64Bits)
                    .ShouldBe(expected.Values(row).Select(BitConverter.DoubleToInt64Bits));
                (set.LabelOf(row), set.DigestOf(row)).ShouldBe((expected.LabelOf(row), expected.DigestOf(row)));
            }
        }

        new FileInfo(File()).Length.ShouldBeInRange((10 * size) + 100, (10 * size) + 250);
    }

    [Fact]
    public void A_number_that_is_no_float_late_in_a_large_set_makes_all_of_it_doubles()
    {
        var numbers = Enumerable.Range(0, 200_000).Select(i => i / 4.0).ToArray();
        numbers[150_000] = 0.1;

        var set = new SeriesCache(Cache).Open(Source(Text + string.Join(',', numbers) + ":a\n"));

        set.Values(0).ShouldBe(numbers);
    }

    [Fact]
    public void Every_flipped_byte_and_every_cut_is_noticed_and_the_file_is_made_again()
    {
        var source = Source(Text + "1,2:a\n3,4:b\n");
        new SeriesCache(Cache).Open(source);
        var right = System.IO.File.ReadAllBytes(File());
        for (var at = 0; at < right.Length; at += 3)
        {
            var wrong = right.ToArray();
            wrong[at] ^= 0x10;
            Damage(at % 2 == 0 ? wrong : wrong[..at]);
        }

        void Damage(byte[] wrong)
        {
            System.IO.File.WriteAllBytes(File(), wrong);
            _reads = 0;
            var cache = new SeriesCache(Cache);
            cache.Open(source).Values(1).ShouldBe([3, 4]);
            _reads.ShouldBe(1);
            cache.Notes.ShouldBeEmpty();
            System.IO.File.ReadAllBytes(File()).ShouldBe(right);
        }
    }

    [Fact]
    public void A_source_with_other_content_is_read_again_and_one_with_another_time_is_not()
    {
        new SeriesCache(Cache).Open(Source(Text + "1,2:a\n")).Values(0).ShouldBe([1, 2]);
        System.IO.File.SetLastWriteTimeUtc(_data.Path("a.ts"), DateTime.UnixEpoch);
        new SeriesCache(Cache).Open(Source(null));
        _reads.ShouldBe(1);

        new SeriesCache(Cache).Open(Source(Text + "1,3:a\n")).Values(0).ShouldBe([1, 3]);
        _reads.ShouldBe(2);
        Directory.GetFiles(Cache).Length.ShouldBe(1); // it replaced the one before
    }

    [Fact]
    public void How_missing_numbers_are_treated_is_part_of_what_is_kept()
    {
        System.IO.File.WriteAllText(_data.Path("a.ts"), Text + "1,?:a\n");
        double[] Read(MissingValues missing) =>
            new SeriesCache(Cache).Open(SeriesSource.Of("a", _data.Path("a.ts"), missing)).Values(0);

        Read(MissingValues.Previous).ShouldBe([1, 1]);
        Read(MissingValues.Zero).ShouldBe([1, 0]);
        Should.Throw<DataException>(() => Read(MissingValues.Refuse)).Message.ShouldContain("a.ts:4:3: a missing number");
        Directory.GetFiles(Cache).Length.ShouldBe(2); // and nothing half made of the third
    }

    [Fact]
    public void Where_there_is_no_room_the_samples_are_held_in_memory_and_a_note_says_so()
    {
        System.IO.File.WriteAllText(_data.Path("file"), "");
        var cache = new SeriesCache(_data.Path("file", "cache"));

        cache.Open(Source(Text + "1,2.1:a\n")).Values(0).ShouldBe([1, 2.1]);

        cache.Notes.ShouldHaveSingleItem().ShouldContain("it is held in memory");
        Should.Throw<DataException>(() => new SeriesCache(null, new SeriesLimits(MemoryNumbers: 1)).Open(Source(null)))
            .Message.ShouldContain("too many to be held in memory, and there is no room for a cache");
    }

    [Fact]
    public void What_a_process_left_behind_is_removed()
    {
        var source = Source(Text + "1,2:a\n");
        new SeriesCache(Cache).Open(source);
        System.IO.File.WriteAllText(File() + ".tmp-0123", "left");
        System.IO.File.AppendAllText(File(), "damage");

        new SeriesCache(Cache).Open(source);

        Directory.GetFiles(Cache).Length.ShouldBe(1);
    }

    [Fact]
    public void Many_threads_read_the_same_bits()
    {
        var numbers = Enumerable.Range(0, 60_000).Select(i => Math.Sin(i)).ToArray();
        ISeriesSet set = new SeriesCache(Cache).Open(Source(
            Text + string.Join(',', numbers) + ":" + string.Join(',', numbers.Reverse()) + ":a\n"));

        Parallel.For(0, 2000, i =>
        {
            var (start, count) = (i * 29, 1 + (i % 64));
            var values = new double[2 * count];
            set.ReadSteps(0, start, values);
            for (var step = 0; step < count; step++)
            {
                values[2 * step].ShouldBe(numbers[start + step]);
                values[(2 * step) + 1].ShouldBe(numbers[^(start + step + 1)]);
            }
        });
    }

    [Fact]
    public void A_piece_beyond_the_end_of_a_sample_is_refused()
    {
        var set = new SeriesCache(Cache).Open(Source(Text + "1,2:3,4:a\n5,6:7,8:b\n"));
        Should.Throw<ArgumentOutOfRangeException>(() => set.ReadSteps(0, 1, new double[4])); // it would read the next sample
        Should.Throw<ArgumentOutOfRangeException>(() => set.ReadSteps(1, -1, new double[2]));
        Should.Throw<ArgumentException>(() => set.ReadSteps(0, 0, new double[3]));
    }

    private SeriesSource Source(string? text)
    {
        var path = _data.Path("a.ts");
        if (text is not null)
            System.IO.File.WriteAllText(path, text);
        var source = SeriesSource.Of("a", path, MissingValues.Refuse);
        return source with
        {
            Read = (sink, limits) =>
            {
                _reads++;
                source.Read(sink, limits);
            },
        };
    }

    private string File() => Directory.GetFiles(Cache, "*.series").ShouldHaveSingleItem();
}
