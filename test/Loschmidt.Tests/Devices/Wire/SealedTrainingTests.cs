using System.Globalization;
using System.Text;
using System.Text.Json;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Training;
using Loschmidt.Tests.Reports;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>A machine that nobody here knows teaches itself, and nothing of its inside ever passes the wire.</summary>
public sealed class SealedTrainingTests : IDisposable
{
    private const double Epsilon = 1e-3;

    private static readonly HashSet<string> Keys =
    [
        "to", "line", "hello", "protocols", "from", "protocol", "name", "kind", "features", "outputs", "targets", "verbs", "ranges", "units",
        "input", "target", "epsilon", "conjugates", "arrays", "step", "id", "do", "verb", "rate", "results", "snapshot",
    ];

    private static readonly HashSet<string> Verbs = ["prepare", "evolve", "inject", "reverse", "decay", "read", "snapshot", "restore"];

    private readonly ReportPlace _place = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, byte[]> _shelf = [];
    private readonly StrangersBox _box;
    private readonly TcpDeviceHost _host;

    public SealedTrainingTests()
    {
        _box = new StrangersBox(_shelf);
        _host = new TcpDeviceHost(new DeviceServer(_box), 0);
        new Thread(() => _host.Run(_stop.Token)) { IsBackground = true }.Start();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _host.Dispose();
        _stop.Dispose();
        _place.Dispose();
    }

    /// <summary>Mutation: a snapshot that carries its content, a reply that repeats π, a verb that answers θ.</summary>
    [Fact]
    public void A_strangers_machine_learns_exclusive_or_and_neither_theta_nor_pi_nor_a_gradient_is_ever_said()
    {
        using var proxy = new RecordingProxy(_host.Port);
        var result = Train(Experiment(proxy.Port, steps: 120));
        result.Metrics["accuracy"].ShouldBe(1);
        result.Metrics["cost"].ShouldBeLessThan(0.01);

        var (words, numbers) = Read(proxy.Recording());
        numbers.Count.ShouldBeGreaterThan(1000);
        words.Except(Keys).ShouldBeEmpty();
        var secrets = new HashSet<string>(_box.Secrets.SelectMany(value => new[] { value, value / Epsilon }).Where(value => value != 0).Select(Digits));
        secrets.Count.ShouldBeGreaterThan(10_000);
        numbers.Where(value => secrets.Contains(Digits(value))).ShouldBeEmpty();
        secrets.ShouldContain(Digits(_box.Theta[3]), "the eye that looks for secrets sees one when it is there");
    }

    /// <summary>Mutation: the trainer forgets which snapshot belongs to its checkpoint, or evaluates a device that it did not bring back.</summary>
    [Fact]
    public void What_was_learned_is_found_again_by_the_name_of_its_snapshot()
    {
        var run = Train(Experiment(_host.Port, steps: 120));
        _box.Decay(1e-9, 1e-9, 0); // whatever somebody else did to it in between
        Array.Fill(_box.Theta, 0.25);
        var judged = EvaluateCommand.Run(
            new EvaluateRequest(run.Folder, 1, null, null), new ReportPlace.Ears([]), CancellationToken.None);
        judged.Metrics["accuracy"].ShouldBe(1);
        judged.Metrics["cost"].ShouldBe(run.Metrics["cost"], 1e-9);
    }

    [Fact]
    public void What_a_sealed_device_cannot_do_is_refused_with_the_cure()
    {
        Refused(Experiment(_host.Port, 5).Replace("self-learning", "echo", StringComparison.Ordinal).Replace("batch: 4", "optimiser: { kind: sgd, rate: 1 }", StringComparison.Ordinal))
            .ShouldContain("of which no gradient can be had; use estimator: self-learning");
        Refused(Experiment(_host.Port, 5).Replace("epsilon: 0.001", "epsilon: 0.5", StringComparison.Ordinal)).ShouldContain("the device stands -0.1 to 0.1");
        Refused(Experiment(_host.Port, 5).Replace("epsilon: 0.001", "protocol: two-sided", StringComparison.Ordinal)).ShouldContain("use one-sided, pair or symmetric");
        Refused(Experiment(_host.Port, 5) + "imperfections: { reversal: { noise: 0.1 } }\n").ShouldContain("remove the keys");
        Refused(Experiment(1, 5)).ShouldContain("nobody answers at tcp://127.0.0.1:1");
        Refused(Experiment(1, 5).Replace("address: tcp://127.0.0.1:1", "command: /no/such/device", StringComparison.Ordinal)).ShouldContain("could not be started");
        Should.Throw<Experiments.InputException>(() => Train(Experiment(1, 5).Replace("address: tcp://127.0.0.1:1,", "", StringComparison.Ordinal)))
            .Message.ShouldContain("either 'command' or 'address', and has neither");
        Should.Throw<Experiments.InputException>(() => Train(Experiment(1, 5).Replace("address:", "command: x, address:", StringComparison.Ordinal)))
            .Message.ShouldContain("and has both");
        Refused(Experiment(1, 5).Replace("tcp://127.0.0.1:1", "ftp://127.0.0.1:1", StringComparison.Ordinal)).ShouldNotContain("Parameter");
    }

    /// <summary>Mutation: the data are looked over by nobody, so that the first step finds it.</summary>
    [Fact]
    public void A_target_that_the_device_does_not_stand_is_named_before_anything_is_written()
    {
        Refused(Experiment(_host.Port, 5).Replace("bright: 0.5", "bright: 3", StringComparison.Ordinal))
            .ShouldContain("target 0 of training sample 1 is 3, and the device stands -1 to 1");
        (!Directory.Exists(_place.Runs) || Directory.GetFileSystemEntries(_place.Runs).Length == 0).ShouldBeTrue();
    }

    internal static string Experiment(int port, int steps) => $$"""
        name: stranger
        machine: { kind: device, address: tcp://127.0.0.1:{{port}}, bright: 0.5, dark: -0.5 }
        data: { set: xor }
        training:
          estimator: self-learning
          epsilon: 0.001
          decay: { rate: 0.02, time: complete }
          batch: 4
          steps: {{steps}}
          evaluateEvery: 30

        """;

    private static string Digits(double value) => Math.Abs(value).ToString("E11", CultureInfo.InvariantCulture);

    /// <summary>All keys and all numbers of a recording, wherever they stand; verbs are checked on the way.</summary>
    private static (HashSet<string> Words, List<double> Numbers) Read(byte[] recording)
    {
        var (words, numbers) = (new HashSet<string>(), new List<double>());
        foreach (var line in Encoding.UTF8.GetString(recording).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            Walk(json.RootElement);
        }

        return (words, numbers);

        void Walk(JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in element.EnumerateObject())
                    {
                        words.Add(member.Name);
                        if (member.Name == "verb")
                        {
                            Verbs.ShouldContain(member.Value.GetString()!);
                        }

                        Walk(member.Value);
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var entry in element.EnumerateArray())
                    {
                        Walk(entry);
                    }

                    break;
                case JsonValueKind.Number:
                    numbers.Add(element.GetDouble());
                    break;
                case JsonValueKind.String when element.TryGetBytesFromBase64(out var bytes) && bytes.Length % 8 == 0:
                    numbers.AddRange(Enumerable.Range(0, bytes.Length / 8).Select(i => BitConverter.ToDouble(bytes, 8 * i)));
                    break;
                default:
                    break;
            }
        }
    }

    private string Refused(string yaml) => Should.Throw<UnsuitableException>(() => Train(yaml)).Message;

    private TrainResult Train(string yaml) => TrainCommand.Run(
        new TrainRequest(_place.Write(yaml), false, [], null, null, null, null, null, 1, null, _place.Runs), new ReportPlace.Ears([]), CancellationToken.None);
}
