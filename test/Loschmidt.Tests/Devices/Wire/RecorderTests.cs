using System.Text;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>What was said can be said again.</summary>
public sealed class RecorderTests
{
    private const string Conversation = """
        {"hello":{"protocols":[1],"from":"a"}}
        {"id":1,"step":1,"do":[{"verb":"prepare","input":[1,0]},{"verb":"evolve"},{"verb":"read"}]}
        garbage
        {"id":2,"do":[{"verb":"snapshot"}]}

        """;

    /// <summary>Mutation: a line is changed on its way into the file, or out of it.</summary>
    [Fact]
    public void A_recording_plays_the_device_to_the_byte_and_refuses_other_questions()
    {
        using var record = new MemoryStream();
        var answers = Run((input, output) => new DeviceRecorder(new BenchTransport(() => new StrangersBox([])), record).Run(input, output), Conversation);
        Encoding.UTF8.GetString(record.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(8);
        record.Position = 0;
        var player = new DevicePlayer(record, "box.jsonl");
        Run(player.Run, Conversation.Replace("\"a\"", "\"another version\"", StringComparison.Ordinal)).ShouldBe(answers);
        Run(player.Run, "{\"id\":9,\"do\":[{\"verb\":\"evolve\"}]}\n").ShouldBe(
            "{\"id\":9,\"error\":{\"code\":\"state\",\"message\":\"box.jsonl ends after 4 exchanges\"}}\n");
        record.Position = 0;
        Run(new DevicePlayer(record, "box.jsonl").Run, "{\"id\":9,\"do\":[{\"verb\":\"evolve\"}]}\n").ShouldContain("exchange 1 of box.jsonl is another");
    }

    [Theory]
    [InlineData("x\n", 1)]
    [InlineData("{\"to\":\"device\",\"line\":{}}\n{\"to\":\"nobody\"}\n", 2)]
    [InlineData("{\"to\":\"trainer\",\"line\":{}}\n", 1)]
    public void A_file_that_is_no_recording_is_refused_with_its_line(string content, int line) =>
        Should.Throw<WireException>(() => new DevicePlayer(new MemoryStream(Encoding.UTF8.GetBytes(content)), "x.jsonl"))
            .Message.ShouldStartWith($"x.jsonl({line}): ");

    private static string Run(Action<Stream, Stream> end, string lines)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(lines));
        using var output = new MemoryStream();
        end(input, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
