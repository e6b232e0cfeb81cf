using System.Text.Json;
using Loschmidt.EndToEnd.Support;
using Loschmidt.Experiments.Files;

namespace Loschmidt.EndToEnd;

/// <summary><c>python/loschmidt.py</c>: a device in ten lines, runs, and what they leave.</summary>
public sealed class PythonClientTests : IDisposable
{
    private const string Python = "python3";

    private const string Swing = """
        class Swing(loschmidt.Device):
            def __init__(self): self.theta, self.pi, self.q, self.p = 0.5, 0.0, 0.0, 0.0
            def prepare(self, input): self.q, self.p = input[0], 0.0
            def evolve(self):
                for _ in range(50):
                    self.q += 0.05 * self.p
                    self.p -= 0.1 * (self.theta * self.q + self.q ** 3)
                    self.pi -= 0.1 * self.q ** 2 / 2
                    self.q += 0.05 * self.p
            def inject(self, target, epsilon): self.p -= epsilon * (self.q - target[0])
            def reverse(self): self.p, self.pi = -self.p, -self.pi
            def decay(self, rate, time): self.theta, self.pi = self.theta + self.pi / rate * (1 - math.exp(-rate * time)), self.pi * math.exp(-rate * time)
            def read(self): return [self.q]
        loschmidt.serve(Swing(), *sys.argv[1:])
        """;

    private readonly Workplace _place = new();

    /// <summary>Mutation: a snapshot that leaves an attribute out, or a step that is done twice.</summary>
    [Fact]
    public void A_device_of_ten_lines_passes_the_check()
    {
        NeedPython();
        var file = Script("swing.py", "import math\n" + Swing);
        var report = Launcher.Loschmidt("device", "check", $"{Python} \"{file}\"", "--json").ShouldSucceed().Document;
        report.GetProperty("device").GetString().ShouldBe("Swing");
        report.GetProperty("verdict").GetProperty("trainableBy")[0].GetString().ShouldBe("self-learning");
    }

    /// <summary>Mutation: metrics that are read once the run is over; figures or tensors of another folder.</summary>
    [Fact]
    public void A_training_is_started_watched_and_read()
    {
        NeedPython();
        var lines = Run($"""
            seen = []
            run = loschmidt.train("ring", steps=40, seed=3, set={"{"}"training.evaluateEvery": 10{"}"}, runs={Text(_place.Runs)}, watch=seen.append)
            assert seen == run.metrics, (seen, run.metrics)
            assert run.result["steps"] == 40, run.result
            print(len(seen), run.metrics[-1]["step"], len(run.figures) > 0, sorted(run.tensors())[0], len(loschmidt.runs({Text(_place.Runs)})))
            try:
                loschmidt.train("no-such-preset", runs={Text(_place.Runs)})
            except loschmidt.LoschmidtError as error:
                print(error.code, "no-such-preset" in str(error))
            """);
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("5 40 True ");
        lines[1].ShouldBe("2 True");
    }

    /// <summary>Mutation: metrics that come when the run is over; a run looked for under the wrong process.</summary>
    [Fact]
    public void A_training_that_is_stopped_at_its_first_point_ends_there()
    {
        NeedPython();
        Run($"""
            training = loschmidt.start("ring", steps=100000, seed=3, set={"{"}"training.evaluateEvery": 10{"}"}, runs={Text(_place.Runs)})
            for point in training:
                training.stop()
            print(training.result().metrics[-1]["step"] < 100000)
            """).ShouldBe(["True"]);
    }

    /// <summary>Mutations: a fault that names no verb or line; a number that is read as a list, or a NaN that is sent on.</summary>
    [Fact]
    public void A_verb_that_fails_says_where_and_reading_says_what_is_wanted()
    {
        NeedPython();
        var lines = Run("""
            class Odd(loschmidt.Device):
                answer = 0.5
                def prepare(self, input): input[0] / 0
                def read(self): return self.answer
            session = loschmidt._Session(Odd())
            def ask(**words): print(json.loads(session.line(json.dumps({"id": 1, "do": [words]}))).get("error", {}).get("message"))
            ask(verb="prepare", input=[1])
            ask(verb="read")
            Odd.answer = [float("nan")]
            ask(verb="read")
            Odd.answer = [1]
            ask(verb="read")
            """);
        lines[0].ShouldBe("prepare: ZeroDivisionError: division by zero (script.py, line 7)");
        lines[1].ShouldBe("read must return a list of 1 finite numbers, and returned 0.5");
        lines[2].ShouldBe("read must return a list of 1 finite numbers, and returned [nan]");
        lines[3].ShouldBe("None");
    }

    /// <summary>With NumPy and without. Mutations: Fortran order read as C order; a checkpoint's offset counted from the file's start.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Arrays_that_we_write_are_read_to_the_bit(bool without)
    {
        NeedPython();
        double[] numbers = [0.1, -0.0, double.Epsilon, 1e300, 7, 8];
        Tensor[] tensors = [new("a", numbers, 2, 3), new("f", new[] { 0.1f, -3, 4, 5 }, 2, 2)];
        Write("one.npy", file => Npy.Write(file, tensors[0]));
        Write("all.npz", file => Npz.Write(file, tensors, true));
        Write("all.safetensors", file => Safetensors.Write(file, tensors));
        var lines = Run(
            $"""
            def show(a): print(json.dumps([list(a.shape), a.tolist()]))
            one, npz, safe = (loschmidt.load({Text(_place.Root)} + name) for name in ("/one.npy", "/all.npz", "/all.safetensors"))
            for a in (one, npz["a"], safe["a"], npz["f"], safe["f"]): show(a)
            loschmidt.save({Text(_place.Root)} + "/back.npy", safe["a"])
            """, without);
        lines.Take(3).Distinct().Single().ShouldBe("[[2, 3], [[0.1, -0.0, 5e-324], [1e+300, 7.0, 8.0]]]");
        lines.Skip(3).Distinct().Single().ShouldBe("[[2, 2], [[0.10000000149011612, -3.0], [4.0, 5.0]]]");
        Npy.Read(Path.Combine(_place.Root, "back.npy")).Doubles.ToArray().ShouldBe(numbers);
    }

    public void Dispose() => _place.Dispose();

    private static void NeedPython() => Assert.SkipUnless(Launcher.Succeeds(Python, "--version"), "needs python3 on the PATH");

    private static string Text(string text) => JsonSerializer.Serialize(text);

    private void Write(string name, Action<Stream> write)
    {
        using var file = File.Create(Path.Combine(_place.Root, name));
        write(file);
    }

    private string Script(string name, string body, bool without = false) => _place.Write(
        name,
        $"import json, os, sys\n{(without ? "sys.modules['numpy'] = None\n" : "")}sys.path.insert(0, {Text(Path.Combine(Checkout.Root, "python"))})\n"
        + $"os.environ['LOSCHMIDT'] = {Text($"dotnet \"{Checkout.CommandLine}\"")}\nimport loschmidt\n{body}\n");

    private string[] Run(string body, bool without = false) =>
        [.. Launcher.Start(Python, Script("script.py", body, without)).ShouldSucceed().Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
