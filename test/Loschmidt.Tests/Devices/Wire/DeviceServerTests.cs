using System.Text;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>The device's end: a step is done once, an error changes nothing, an evaluation goes home.</summary>
public sealed class DeviceServerTests
{
    private const string Echo = """{"verb":"prepare","input":[1,0]},{"verb":"evolve"},{"verb":"inject","target":[1],"epsilon":0.01},{"verb":"reverse"},{"verb":"evolve"},{"verb":"reverse"},{"verb":"decay","rate":0.1}""";

    private readonly StrangersBox _box = new([]);
    private readonly DeviceServer _server;

    public DeviceServerTests() => _server = new DeviceServer(_box);

    /// <summary>Mutation: the repeated step is done again.</summary>
    [Fact]
    public void A_step_that_is_repeated_is_answered_from_memory()
    {
        Ask($$"""{"id":1,"step":1,"do":[{{Echo}}]}""").Error.ShouldBeNull();
        var after = _box.Content();
        var again = Ask($$"""{"id":2,"step":1,"do":[{{Echo}}]}""");
        (again.Id, again.Step, again.Error, again.Results.Count).ShouldBe((2, 1, null, 7));
        _box.Content().ShouldBe(after);
        Ask($$"""{"id":3,"step":3,"do":[{{Echo}}]}""").Error!.Fault.ShouldBe(WireFault.State);
        Ask($$"""{"id":4,"step":0,"do":[{{Echo}}]}""").Error!.Fault.ShouldBe(WireFault.State);
        Ask($$"""{"id":5,"step":2,"do":[{{Echo}}]}""").Error.ShouldBeNull();
        _box.Content().ShouldNotBe(after);
    }

    [Theory]
    [InlineData("""{"verb":"prepare","input":[3,0]},{"verb":"evolve"}""", WireFault.Range, "input 0 = 3 V lies outside 0 to 1", 0)]
    [InlineData("""{"verb":"prepare","input":[1]}""", WireFault.Shape, "input has 1 numbers, but this device takes 2", 0)]
    [InlineData("""{"verb":"prepare","input":[1,0]},{"verb":"inject","target":[1],"epsilon":0.5}""", WireFault.Range, "epsilon = 0.5 lies outside -0.1 to 0.1", 1)]
    [InlineData("""{"verb":"evolve"}""", WireFault.State, "'evolve' before anything was prepared", 0)]
    [InlineData("""{"verb":"prepare","input":[1,0]},{"verb":"theta"}""", WireFault.Verb, "'theta' is not a verb of this device", 1)]
    [InlineData("""{"verb":"prepare","input":[1,0]},{"verb":"listen"}""", WireFault.Verb, "'listen' is not a verb of this device", 1)]
    [InlineData("""{"verb":"decay","rate":0}""", WireFault.Range, "rate > 0", 0)]
    [InlineData("""{"verb":"restore","snapshot":"1.x"}""", WireFault.State, "request of its own", 0)]
    public void A_request_that_does_not_fit_changes_nothing(string verbs, WireFault fault, string why, int at)
    {
        var before = _box.Content();
        var reply = Ask($$"""{"id":1,"step":1,"do":[{{verbs}}]}""");
        reply.Error!.ShouldSatisfyAllConditions(e => e.Fault.ShouldBe(fault), e => e.Message.ShouldContain(why), e => e.At.ShouldBe(at));
        _box.Content().ShouldBe(before);
        Ask($$"""{"id":2,"step":1,"do":[{{Echo}}]}""").Error.ShouldBeNull("the step was not done, so its number is free");
    }

    [Fact]
    public void An_evaluation_goes_home_or_is_refused()
    {
        Ask("""{"id":1,"do":[{"verb":"prepare","input":[1,0]},{"verb":"evolve"},{"verb":"read"}]}""").Error!.Message.ShouldContain("goes home");
        Ask("""{"id":2,"do":[{"verb":"decay","rate":1}]}""").Error!.Message.ShouldContain("needs a 'step'");
        var theta = _box.Theta.ToArray();
        Ask("""{"id":3,"do":[{"verb":"prepare","input":[1,0]},{"verb":"evolve"},{"verb":"read"},{"verb":"reverse"},{"verb":"evolve"},{"verb":"reverse"}]}""")
            .Results[2].Numbers!.Length.ShouldBe(1);
        _box.Theta.ShouldBe(theta);
        _box.Pi.Max(Math.Abs).ShouldBeLessThan(1e-12, "what the way out kicked, the way home takes back");
    }

    [Fact]
    public void A_snapshot_brings_back_the_state_and_the_number_of_the_step()
    {
        Ask($$"""{"id":1,"step":1,"do":[{{Echo}}]}""");
        var name = Ask("""{"id":2,"do":[{"verb":"snapshot"}]}""").Results[0].Text!;
        var kept = _box.Content();
        Ask($$"""{"id":3,"step":2,"do":[{{Echo}}]}""");
        Ask($$"""{"id":4,"do":[{"verb":"restore","snapshot":"{{name}}"}]}""").Error.ShouldBeNull();
        _box.Content().ShouldBe(kept);
        _server.About.Step.ShouldBe(1);
        Ask("""{"id":5,"do":[{"verb":"restore","snapshot":"7.nonsense"}]}""").Error!.Fault.ShouldBe(WireFault.Fault);
        Ask("""{"id":6,"do":[{"verb":"restore","snapshot":"nonsense"}]}""").Error!.Fault.ShouldBe(WireFault.State);
    }

    [Fact]
    public void Versions_are_agreed_on_or_refused()
    {
        Text("""{"hello":{"protocols":[3,1],"from":"x"}}""").ShouldContain("\"protocol\":1");
        Text("""{"hello":{"protocols":[2]}}""").ShouldBe(
            """{"error":{"code":"protocol","message":"this device speaks protocol 1; the trainer offers 2","protocols":[1]}}""" + "\n");
    }

    /// <summary>Mutation: a long line is kept whole, or ends the conversation.</summary>
    [Fact]
    public void A_line_that_is_too_long_is_passed_over_and_answered()
    {
        using var input = new MemoryStream([.. new byte[WireLimits.Line + 10].Select(_ => (byte)' '), (byte)'\n', .. "{\"hello\":{\"protocols\":[1]}}\n"u8]);
        using var output = new MemoryStream();
        _server.Serve(input, output);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain("more than 4194304 bytes");
        lines[1].ShouldContain("stranger's box");
    }

    private WireReply Ask(string line) => WireReader.ReadReply(_server.Answer(Encoding.UTF8.GetBytes(line)).Span);

    private string Text(string line) => Encoding.UTF8.GetString(_server.Answer(Encoding.UTF8.GetBytes(line)).Span);
}
