using System.Text;
using Loschmidt.Experiments.Data;

namespace Loschmidt.Tests.Data;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("1,2\n3,4\n")]
    [InlineData("1,2\r\n3,4")]
    [InlineData("1;2\n3;4\n")]
    [InlineData("1\t2\n3\t4\n")]
    [InlineData("  1   2\n3 4  \n")] // as numpy.savetxt writes
    [InlineData("# a remark\n1, 2\n\n   \n # more\n 3 ,4\n\n")]
    [InlineData("\"1\",\"2\"\n3,\" 4\"\n")]
    [InlineData("\uFEFF1,2\n3,4\n")]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("\"a, first\",b\n1,2\n3,4\n")]
    [InlineData("+1,2e0\n.3e1,4.\n")]
    public void A_table_is_read_however_it_is_written(string text) => Read(text).ShouldBe([[1, 2], [3, 4]]);

    [Fact]
    public void Names_are_told_from_numbers_unless_one_is_told()
    {
        Open("time, \"value, new\"\n1,2").Header.ShouldBe(["time", "value, new"]);
        Open("1,2\n3,4").Header.ShouldBeNull();
        Open("1,2\n3,4", header: true).Header.ShouldBe(["1", "2"]);
        Open("value\n1\n").Header.ShouldBe(["value"]);
        Complaint("a,b\n1,2", header: false).ShouldStartWith("t.csv:1:1: expected a finite number");
    }

    [Theory]
    [InlineData("1,2\n3,x\n", "t.csv:2:3: expected a finite number such as 0.5 or 1e-3, found 'x'")]
    [InlineData("1,2\n\n# r\n 3 , nan\n", "t.csv:4:6: expected a finite number such as 0.5 or 1e-3, found 'nan'")]
    [InlineData("1,2\n3,1e999\n", "t.csv:2:3: expected a finite number such as 0.5 or 1e-3, found '1e999'")]
    [InlineData("1,2\n3,\n", "t.csv:2:3: expected a finite number such as 0.5 or 1e-3, found nothing")]
    [InlineData("1;2\n3;4,5\n", "t.csv:2:3: expected a finite number such as 0.5 or 1e-3, found '4,5'")]
    [InlineData("1,2\n3\n", "t.csv:2:2: expected 2 numbers as on the lines before, found 1")]
    [InlineData("1,2\n3,4,5\n", "t.csv:2:5: expected 2 numbers as on the lines before, found 3")]
    [InlineData("a,b\n1,2,3\n", "t.csv:2:1: expected 2 numbers, one for each name in the first line, found 3")]
    [InlineData("a,1\n1,2\n", "t.csv:1:1: expected a finite number such as 0.5 or 1e-3, found 'a'")] // a slip, and no line of names
    [InlineData("1,\"2\n3\",4\n", "t.csv:1:3: a quote begins here that does not end on this line")]
    [InlineData("ä,ö\nü,2\n", "t.csv:2:1: expected a finite number such as 0.5 or 1e-3, found 'ü'")]
    [InlineData("1,2\nüü,ö\n", "t.csv:2:1:")]
    [InlineData("1,2\n3 ü,x\n", "t.csv:2:1: expected a finite number such as 0.5 or 1e-3, found '3 ü'")]
    [InlineData("1,2\n3,\0\n", "t.csv:2:3: expected a finite number such as 0.5 or 1e-3, found '?'")]
    [InlineData("", "t.csv: there is no number in it")]
    [InlineData("a,b\n", "t.csv: there is no number in it")]
    public void What_is_no_table_is_refused_with_line_and_column(string text, string message) =>
        Complaint(text).ShouldStartWith(message);

    [Fact]
    public void Columns_count_letters_and_not_bytes() =>
        Complaint("# äöü\n1,2\n\"3\",ü\n").ShouldStartWith("t.csv:3:5:");

    [Fact]
    public void Limits_hold_before_memory_is_taken()
    {
        var limits = new CsvLimits(LineBytes: 100_000, Columns: 3);
        Complaint("1,2,3,4\n", limits: limits).ShouldBe("t.csv:1:7: more than 3 numbers on one line");
        Complaint("1\n" + new string('1', 300_000),
            limits: limits).ShouldStartWith("t.csv:2:1: a line longer than 100000 bytes");
    }

    [Fact]
    public void A_line_longer_than_the_buffer_is_read_whole()
    {
        var numbers = Enumerable.Range(0, 40_000).Select(i => (double)i).ToArray();
        Read(string.Join(',', numbers) + "\n" + string.Join(',', numbers) + "\n").ShouldBe([numbers, numbers]);
    }

    [Fact]
    public void A_line_allocates_nothing()
    {
        // The promise behind files larger than memory; turns red with one string or list a line.
        using var reader = new CsvReader(new Endless("0.25,-1e-3,3\n"u8.ToArray(), lines: 200_000), "t.csv");
        for (var i = 0; i < 1000; i++)
            reader.Next();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var lines = 1000;
        while (reader.Next())
            lines++;

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1024);
        lines.ShouldBe(200_000);
    }

    [Fact]
    public void A_packed_table_is_read_and_a_damaged_one_refused()
    {
        using var data = new TemporaryData();
        var packed = Idx.Pack(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i =>
            $"{i},{i * i}\n"))));
        File.WriteAllBytes(data.Path("a.csv.gz"), packed);
        using (var reader = new CsvReader(DataStream.Open(data.Path("a.csv.gz")), "a"))
        {
            var lines = 0;
            while (reader.Next())
                lines++;
            lines.ShouldBe(5000);
        }

        packed[packed.Length / 2] ^= 0xFF;
        File.WriteAllBytes(data.Path("b.csv.gz"), packed);
        Should.Throw<DataException>(() =>
        {
            using var reader = new CsvReader(DataStream.Open(data.Path("b.csv.gz")), "b");
            while (reader.Next())
            {
            }
        }).Message.ShouldStartWith("b");
    }

    internal static CsvReader Open(string text, bool? header = null, CsvLimits? limits = null) =>
        new(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.csv", header, limits);

    private static List<double[]> Read(string text)
    {
        using var reader = Open(text);
        var rows = new List<double[]>();
        while (reader.Next())
            rows.Add(reader.Row.ToArray());
        return rows;
    }

    private static string Complaint(string text, bool? header = null, CsvLimits? limits = null) =>
        Should.Throw<DataException>(() =>
        {
            using var reader = Open(text, header, limits);
            while (reader.Next())
            {
            }
        }).Message;

    /// <summary>The same line over and over, made as it is read.</summary>
    private sealed class Endless(byte[] line, int lines) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, ((long)line.Length * lines) - _at);
            for (var i = 0; i < count; i++)
                buffer[i] = line[_at++ % line.Length];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
