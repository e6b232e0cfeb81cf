using System.Text;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>Lines mean one thing or are refused with the byte.</summary>
public sealed class WireReaderTests
{
    [Fact]
    public void A_request_survives_writing_and_reading_to_the_last_bit()
    {
        double[] numbers = [0.1, -0.0, double.Epsilon, double.MaxValue, 1.0 / 3];
        WireAction[] verbs =
        [
            WireAction.Prepare(numbers), WireAction.Evolve, WireAction.Read, WireAction.Inject([1, 0], -1e-3), WireAction.Reverse,
            WireAction.ReverseLearning, WireAction.Decay(0.01), WireAction.Decay(0.01, 1e3, 0.5), WireAction.TakeSnapshot, WireAction.Restore("ä\"\n"),
            WireAction.Measure, WireAction.Reinject([1, 2], [3, 4]), WireAction.Load(numbers), WireAction.Theta, WireAction.Listen,
            WireAction.Probe([1], [2], 0.5),
        ];
        foreach (var packed in new[] { false, true })
        {
            var long_ = Enumerable.Range(0, 100).Select(i => Math.Sin(i)).ToArray();
            var line = new WireWriter { Base64 = packed }.Write(new WireRequest(7, 5, [.. verbs, WireAction.Prepare(long_)]));
            Encoding.UTF8.GetString(line.Span).Contains("f64", StringComparison.Ordinal).ShouldBe(packed);
            var read = WireReader.ReadRequest(line.Span).Request!;
            (read.Id, read.Step, read.Do.Count).ShouldBe((7L, 5L, verbs.Length + 1));
            for (var i = 0; i < verbs.Length; i++)
            {
                var (was, now) = (verbs[i], read.Do[i]);
                (now.Verb, now.Epsilon, now.Rate, now.Time, now.Temperature, now.OnlyLearning, now.Snapshot, now.Frequency)
                    .ShouldBe((was.Verb, was.Epsilon, was.Rate, was.Time, was.Temperature, was.OnlyLearning, was.Snapshot, was.Frequency));
                Bits(now.Numbers).ShouldBe(Bits(was.Numbers));
                Bits(now.Imaginary).ShouldBe(Bits(was.Imaginary));
            }

            Bits(read.Do[^1].Numbers).ShouldBe(Bits(long_));
        }
    }

    [Fact]
    public void What_a_device_says_of_itself_survives_writing_and_reading()
    {
        var hello = new DeviceHello
        {
            Name = "box", Kind = DeviceKind.HostUpdated, Features = 2, Outputs = 3, Targets = 3, Verbs = new List<WireVerb> { WireVerb.Prepare, WireVerb.Load },
            Ranges = new Dictionary<string, DeviceRange> { ["input"] = new(-1, 1) }, Units = new Dictionary<string, string> { ["input"] = "V" },
            Settle = new Dictionary<string, double> { ["decay"] = 2 }, Duration = new Dictionary<string, double> { ["evolve"] = 0.5 },
            Noise = new Dictionary<string, double> { ["read"] = 0.01 }, Cost = "field", Conjugates = false, Base64 = true, Step = 12,
            Parameters = new List<DeviceTensor> { new("a/b", new List<int> { 2, 3 }, new DeviceRange(0, 1), "rad") },
        };
        var read = WireReader.ReadHello(new WireWriter().Write(hello).Span);
        read.ShouldBeEquivalentTo(hello);
        read.SecondsFor([WireAction.Evolve, WireAction.Evolve, WireAction.Decay(1)]).ShouldBe(3);
    }

    /// <summary>Mutation: any one of these checks left out.</summary>
    [Theory]
    [InlineData("", "not JSON", 0)]
    [InlineData("{\"id\":1,\"do\":[{\"verb\":\"evolve\"}]} x", "not JSON", 34)]
    [InlineData("{\"id\":1,\"id\":2,\"do\":[{\"verb\":\"evolve\"}]}", "each once", 8)]
    [InlineData("{\"id\":-1,\"do\":[{\"verb\":\"evolve\"}]}", "whole number", 6)]
    [InlineData("{\"id\":1.5,\"do\":[{\"verb\":\"evolve\"}]}", "whole number", 6)]
    [InlineData("{\"id\":1,\"do\":[]}", "at least one verb", 15)]
    [InlineData("{\"id\":1,\"do\":[{\"verb\":\"dance\"}]}", "unknown verb 'dance'", 22)]
    [InlineData("{\"id\":1,\"do\":[{\"verb\":\"prepare\"}]}", "has no 'input'", 31)]
    [InlineData("{\"id\":1,\"do\":[{\"verb\":\"evolve\",\"input\":[1]}]}", "takes no 'input'", 42)]
    [InlineData("{\"id\":1,\"do\":[{\"verb\":\"prepare\",\"input\":[1],\"input\":[2]}]}", "twice", 44)]
    [InlineData("{\"id\":1,\"do\":[{\"verb\":\"prepare\",\"input\":[1e999]}]}", "finite", 41)]
    [InlineData("{\"id\":1,\"do\":[{\"verb\":\"prepare\",\"input\":[null]}]}", "finite", 41)]
    [InlineData("{\"id\":1,\"do\":[{\"verb\":\"prepare\",\"input\":{\"f64\":\"AAAA\"}}]}", "whole doubles", 47)]
    [InlineData("{\"id\":1,\"do\":[{\"verb\":\"prepare\",\"input\":{\"f64\":\"AAAAAAAA+H8=\"}}]}", "is NaN", 47)]
    [InlineData("{\"id\":1,\"do\":[{\"verb\":\"reverse\",\"only\":\"field\"}]}", "\"learning\" alone", 39)]
    [InlineData("{\"hello\":{\"protocols\":[1],\"x\":[[[[[[[[[[", "not JSON", 36)]
    [InlineData("{\"id\":1,\"do\":[{\"verb\":\"restore\",\"snapshot\":\"\\ud800\"}]}", "surrogate", 43)]
    public void A_line_that_is_no_message_is_refused_with_the_byte(string line, string why, int at)
    {
        var fault = Should.Throw<WireException>(() => WireReader.ReadRequest(Encoding.UTF8.GetBytes(line)));
        fault.Message.ShouldContain(why);
        fault.Position.ShouldBe(at);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_with_the_byte() =>
        Should.Throw<WireException>(() => WireReader.ReadReply([(byte)'{', (byte)'"', 0xC3, 0x28])).Position.ShouldBe(2);

    [Fact]
    public void A_line_of_more_than_four_mebibytes_is_not_looked_at() =>
        Should.Throw<WireException>(() => WireReader.ReadReply(new byte[WireLimits.Line + 1])).Message.ShouldContain("at most 4194304");

    [Fact]
    public void The_refusal_of_a_verb_says_which_verb_and_which_request()
    {
        var reply = new DeviceServer(new StrangersBox([])).Answer("{\"id\":3,\"do\":[{\"verb\":\"evolve\"},{\"verb\":\"dance\"}]}"u8);
        var read = WireReader.ReadReply(reply.Span);
        (read.Id, read.Error!.Fault, read.Error.At).ShouldBe((3, WireFault.Verb, 1));
    }

    private static long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);
}
