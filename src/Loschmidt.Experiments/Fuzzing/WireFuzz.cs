using System.Text;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Throws spoilt lines at both ends of the wire: a device answers each with one line and goes on, a trainer brings the device back or refuses with one line.</summary>
public static class WireFuzz
{
    // The longest spoilt line is 16 KiB; numbers take four times their text at most, twice while an array grows.
    private const long MemoryBound = 4L << 20;

    private static readonly byte[] Foreign = [.. "[]{}:,\"-+.eE0123456789 \t\n\r\0\\/nulltrue"u8, 0x7F, 0xC3, 0xED, 0xFF];

    private static readonly string[] Requests =
    [
        """{"hello":{"protocols":[1,2],"from":"loschmidt 0.7.0"}}""",
        """{"id":7,"step":1,"do":[{"verb":"prepare","input":[0.1,1]},{"verb":"evolve"},{"verb":"inject","target":[1,0],"epsilon":0.001},{"verb":"reverse"},{"verb":"evolve"},{"verb":"reverse"},{"verb":"decay","rate":0.01,"time":1e3,"temperature":0}]}""",
        """{"id":8,"do":[{"verb":"prepare","input":{"f64":"AAAAAAAA8D8AAAAAAAAAQA=="}},{"verb":"evolve"},{"verb":"read"},{"verb":"reverse"},{"verb":"evolve"},{"verb":"reverse"}]}""",
        """{"id":9,"do":[{"verb":"snapshot"}]}""",
        """{"id":10,"do":[{"verb":"restore","snapshot":"0.0.1/0"}]}""",
        """{"id":11,"step":2,"do":[{"verb":"reinject","re":[0.5],"im":[-0.25]},{"verb":"reverse","only":"learning"},{"verb":"measure"},{"verb":"decay","rate":1}]}""",
        """{"do":[{"epsilon":-1e-3,"target":[-1.5e0,2],"verb":"inject"}],"step":1,"id":0}""",
    ];

    private static readonly string[] Replies =
    [
        """{"hello":{"protocol":1,"name":"fuzz","kind":"self-learning","features":2,"outputs":2,"targets":2,"verbs":["prepare","evolve","inject","reverse","decay","read","snapshot","restore"],"ranges":{"input":[-1,1],"epsilon":[1e-6,0.1]},"units":{"input":"V"},"settle":{"decay":0.0},"noise":{"read":0.0},"duration":{"evolve":1e-6},"conjugates":true,"arrays":["plain","base64"],"step":0}}""",
        """{"hello":{"protocol":1,"kind":"host-updated","features":1,"outputs":2,"targets":2,"verbs":["load","theta","listen","probe","prepare","read"],"parameters":[{"name":"a/b","shape":[2,3],"range":[-1,1],"unit":"rad"}]}}""",
        """{"hello":{"protocol":1,"kind":"host-updated","features":1,"outputs":1,"targets":1,"verbs":["load","theta","probe","prepare","evolve","read"],"parameters":[{"name":"a","shape":[5]}],"scattering":{"groups":[{"name":"input","modes":1},{"name":"output","modes":1}],"ports":[0,1.5],"reciprocal":false,"knobs":[{"kind":"detuning","parameters":[0],"modes":[1]},{"kind":"coupling","parameters":[1],"modes":[0],"partners":[1]},{"kind":"flux","parameters":[2],"modes":[0],"partners":[1]},{"kind":"port-rate","parameters":[3],"modes":[1]},{"kind":"quadrature","parameters":[4],"outputs":[0]}],"readout":{"modes":[1],"phases":[1.5],"probe":{"re":[0,1],"im":[0,-0.5]}}}}}""",
        """{"id":1,"results":["0.0.1/0"]}""",
        """{"id":2,"step":1,"results":[null,null,[0.2,0.9],null,null,null,null,null]}""",
        """{"id":3,"results":[null,null,{"f64":"AAAAAAAA8D8AAAAAAAAAQA=="},null,null,null]}""",
        """{"id":3,"step":null,"results":[{"re":[1],"im":[2]},null]}""",
        """{"id":2,"error":{"code":"range","message":"input 0 = 3 V lies outside −1 to 1","at":0}}""",
        """{"id":null,"error":{"code":"busy","message":"later"}}""",
        """{"error":{"code":"protocol","message":"no","protocols":[2]}}""",
    ];

    /// <summary>Feeds a device's end.</summary>
    /// <param name="cases">How many lines; fifty thousand take a second.</param>
    /// <param name="seed">Seed of the mutations.</param>
    /// <param name="log">Hears about progress.</param>
    /// <exception cref="FuzzFailureException">A line broke the promise.</exception>
    public static FuzzReport Device(long cases, ulong seed, TextWriter log)
    {
        var mutator = new Mutator(seed, [.. Requests.Select(Encoding.UTF8.GetBytes)], Foreign);
        var server = new DeviceServer(new FuzzDevice());
        return FuzzLoop.Run("device", cases, seed, log, MemoryBound, number => Answers(server, mutator.Case(number)));
    }

    /// <summary>Feeds a trainer's end with replies.</summary>
    /// <inheritdoc cref="Device"/>
    public static FuzzReport Trainer(long cases, ulong seed, TextWriter log)
    {
        var mutator = new Mutator(seed, [.. Replies.Select(Encoding.UTF8.GetBytes)], Foreign);
        return FuzzLoop.Run("trainer", cases, seed, log, MemoryBound, number => Survives((int)(number % 4), mutator.Case(number)));
    }

    private static bool Answers(DeviceServer server, byte[] line)
    {
        var before = server.About.Step;
        var reply = server.Answer(line).Span;
        FuzzLoop.Require(reply[^1] == '\n' && !reply[..^1].Contains((byte)'\n'), "an answer that is not one line");
        if (reply.StartsWith("{\"hello\""u8))
        {
            WireReader.ReadHello(reply);
            return true;
        }

        var read = WireReader.ReadReply(reply);
        FuzzLoop.Require(read.Error is null || server.About.Step == before, "a step that failed was counted");
        FuzzLoop.Require(read.Error is null || (read.Error.Message.Length > 0 && !read.Error.Message.Any(char.IsControl)), "an error without one clear line");
        return read.Error is null;
    }

    /// <summary>A small training with one spoilt reply in it: it ends where it would have ended, or with the one exception.</summary>
    private static bool Survives(int spoilt, byte[] reply)
    {
        var end = Array.FindIndex(reply, value => value == '\n');
        try
        {
            using var client = new DeviceClient(
                new FuzzTransport(spoilt, end < 0 ? reply : reply[..end]), new DeviceClientOptions { Restarts = 1 });
            var about = client.About;
            if (about.Kind == DeviceKind.SelfLearning && about is { Features: 2, Targets: 2 })
            {
                client.Change([.. EchoTimetable.Echo([0.5, 0.25], [1, 0], 0.001, read: true), WireAction.Decay(1)]);
                var outputs = client.Ask(EchoTimetable.Evaluation([0.5, 0.25]))[2].Numbers!;
                FuzzLoop.Require(outputs.Length == about.Outputs && Array.TrueForAll(outputs, double.IsFinite), "outputs that are none");
            }

            return true;
        }
        catch (WireException refusal)
        {
            FuzzLoop.Require(refusal.Message.Length > 0 && !refusal.Message.Any(char.IsControl), $"a refusal in more than one line: {refusal.Message}");
            return false;
        }
    }
}
