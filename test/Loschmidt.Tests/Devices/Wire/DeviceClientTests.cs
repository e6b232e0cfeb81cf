using System.Text;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>The trainer's end: nothing dangerous is sent, nothing false believed, nothing lost.</summary>
public sealed class DeviceClientTests
{
    private static readonly WireAction[] Step = [.. EchoTimetable.Echo([1, 0], [1], 0.01, read: true), WireAction.Decay(0.1)];

    [Fact]
    public void What_a_device_does_not_stand_is_refused_before_it_is_sent()
    {
        var bench = new BenchTransport(() => new StrangersBox([]));
        using var client = new DeviceClient(bench);
        var sent = bench.Exchanges;
        Should.Throw<WireException>(() => client.Ask(EchoTimetable.Evaluation([3, 0]))).Message
            .ShouldBe("device bench: input 0 = 3 V lies outside 0 to 1");
        Should.Throw<WireException>(() => client.Change([.. EchoTimetable.Echo([1, 0], [1], 0.5, true)])).Message.ShouldContain("epsilon = 0.5");
        bench.Exchanges.ShouldBe(sent);
    }

    /// <summary>Mutation: any check of <c>ReplyRules</c> left out, or the device not restored before what follows is repeated.</summary>
    [Theory]
    [InlineData(nameof(Mishap.DiesBefore))]
    [InlineData(nameof(Mishap.DiesAfter))]
    [InlineData(nameof(Mishap.WrongId))]
    [InlineData(nameof(Mishap.Garbage))]
    [InlineData(nameof(Mishap.TooMany))]
    public void Whatever_happens_to_an_answer_the_device_ends_where_it_would_have_ended(string mishap)
    {
        var undisturbed = Trained(static _ => Mishap.None, out _);
        var disturbed = Trained(number => number is 2 or 9 or 10 or 17 ? Enum.Parse<Mishap>(mishap) : Mishap.None, out var restarts);
        restarts.ShouldBeInRange(3, 4, "a greeting has no results to spoil");
        disturbed.ShouldBe(undisturbed);
    }

    [Fact]
    public void A_device_that_fails_again_and_again_is_given_up_with_the_reason()
    {
        var bench = new BenchTransport(() => new StrangersBox([])) { Mishaps = number => number > 4 ? Mishap.WrongId : Mishap.None };
        using var client = new DeviceClient(bench, new DeviceClientOptions { Restarts = 2 });
        client.Change(Step);
        var why = Should.Throw<WireException>(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                client.Change(Step);
            }
        }).Message;
        why.ShouldStartWith("device bench: ");
        why.ShouldEndWith("given up after 2 restarts without a new reply");
    }

    [Fact]
    public void Another_device_in_its_place_is_noticed()
    {
        var opened = 0;
        var bench = new BenchTransport(() => opened++ == 0 ? new StrangersBox([]) : new MeasuredBox([])) { Mishaps = number => number == 3 ? Mishap.DiesBefore : Mishap.None };
        using var client = new DeviceClient(bench);
        client.Change(Step);
        Should.Throw<WireException>(() => client.Change(Step)).Message.ShouldContain("another device answers now: box without a mirror, not stranger's box");
    }

    [Fact]
    public void Steps_go_on_where_a_device_stands_that_was_used_before()
    {
        var box = new StrangersBox([]);
        var server = new DeviceServer(box);
        using var first = new DeviceClient(new SameServer(server));
        first.Change(Step);
        first.Change(Step);
        using var second = new DeviceClient(new SameServer(server));
        second.Step.ShouldBe(2);
        second.Change(Step);
        server.About.Step.ShouldBe(3);
    }

    [Theory]
    [InlineData("", "no answer within 0.2 s")]
    [InlineData("{\"error\":{\"code\":\"protocol\",\"message\":\"only 7\",\"protocols\":[7]}}\n", "only 7")]
    [InlineData("{\"hello\":{\"protocol\":2,\"features\":1,\"outputs\":1,\"targets\":1,\"verbs\":[\"read\"]}}\n", "protocol 2, which was not offered")]
    [InlineData("hello there\n", "byte 0 is not JSON")]
    public void A_device_that_does_not_greet_is_refused_in_time_and_in_words(string greeting, string why)
    {
        using var silent = new PipeTransport(greeting);
        Should.Throw<WireException>(() => new DeviceClient(silent, new DeviceClientOptions { Startup = TimeSpan.FromSeconds(0.2) }))
            .Message.ShouldContain(why);
    }

    [Fact]
    public void Lines_that_nobody_asked_for_are_noticed()
    {
        var hello = Encoding.UTF8.GetString(new WireWriter().Write(new StrangersBox([]).About).Span);
        using var flood = new PipeTransport(string.Concat(Enumerable.Repeat(hello, 100)));
        using var client = new DeviceClient(flood, new DeviceClientOptions { Restarts = 0 });
        Should.Throw<WireException>(() => client.Ask(EchoTimetable.Evaluation([1, 0]))).Message
            .ShouldSatisfyAllConditions(message => (message.Contains("nobody asked for", StringComparison.Ordinal) || message.Contains("each once", StringComparison.Ordinal)).ShouldBeTrue(message));
    }

    private static byte[] Trained(Func<int, Mishap> mishaps, out int restarts)
    {
        var shelf = new Dictionary<string, byte[]>();
        var bench = new BenchTransport(() => new StrangersBox(shelf)) { Mishaps = mishaps };
        using var client = new DeviceClient(bench, new DeviceClientOptions { SnapshotEvery = 3 });
        for (var i = 0; i < 6; i++)
        {
            client.Change(Step);
            client.Ask(EchoTimetable.Evaluation([0, 1]));
        }

        restarts = client.Restarted;
        client.Step.ShouldBe(6);
        return ((StrangersBox)bench.Device!).Content();
    }

    /// <summary>Several trainers one after another at a device that stays on.</summary>
    private sealed class SameServer(DeviceServer server) : IWireTransport
    {
        public string Place => "same";

        public void Open(TimeSpan patience)
        {
        }

        public ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan patience) => server.Answer(line.Span).ToArray();

        public void Dispose()
        {
        }
    }
}
