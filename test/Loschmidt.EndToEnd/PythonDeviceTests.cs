using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>Devices written by a stranger in plain Python: what they are is found out, and they train without anybody knowing their Hamiltonian.</summary>
public sealed class PythonDeviceTests(Workplace place) : IClassFixture<Workplace>
{
    private const string Python = "python3";

    private static readonly string Samples = Path.Combine(Checkout.Root, "samples", "devices");

    /// <summary>Mutations: an echo error, a bias or a drift that is judged without its limit; a null step that is not compared with one that learns.</summary>
    [Theory]
    [InlineData("xor_device.py", "self-learning")]
    [InlineData("pinball_device.py", "self-learning")]
    [InlineData("host_device.py", "echo")]
    public void A_sound_device_is_fit_for_training(string file, string by)
    {
        var verdict = Check(file, expected: 0);
        verdict.GetProperty("faults").GetArrayLength().ShouldBe(0);
        verdict.GetProperty("trainableBy")[0].GetString().ShouldBe(by);
        var ε = verdict.GetProperty("epsilon").GetDouble();
        ε.ShouldBeLessThan(verdict.GetProperty("largestEpsilon").GetDouble());
        ε.ShouldBeGreaterThan(verdict.GetProperty("smallestEpsilon").GetDouble());
    }

    /// <summary>Each planted fault is called what it is. Mutation: any of the tests of a device left out, or two of them in the wrong order.</summary>
    [Theory]
    [InlineData("death", "dead")]
    [InlineData("decay", "restless")]
    [InlineData("drift", "drift")]
    [InlineData("frozen", "frozen")]
    [InlineData("hang", "silent")]
    [InlineData("host", "listen-sign")]
    [InlineData("junk", "junk")]
    [InlineData("learning", "learning-not-reversed")]
    [InlineData("length", "shape")]
    [InlineData("load", "stuck")]
    [InlineData("loss", "lossy")]
    [InlineData("memory", "snapshot")]
    [InlineData("mirror", "mirror")]
    [InlineData("nan", "not-finite")]
    [InlineData("noise", "noisy")]
    [InlineData("ranges", "ranges")]
    [InlineData("shaky", "shaky-mirror")]
    [InlineData("sign", "sign-blind")]
    [InlineData("squeeze", "mirror-not-involutive")]
    [InlineData("steps", "not-idempotent")]
    [InlineData("uphill", "uphill")]
    public void A_broken_device_is_called_what_it_is(string name, string fault)
    {
        var faults = Check($"broken_{name}.py", expected: 1).GetProperty("faults");
        faults.GetArrayLength().ShouldBe(1);
        faults[0].GetString().ShouldBe(fault);
    }

    [Fact]
    public void Every_broken_device_of_the_samples_is_tried()
    {
        var tried = typeof(PythonDeviceTests).GetMethod(nameof(A_broken_device_is_called_what_it_is))!
            .GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!);
        var there = Directory.GetFiles(Samples, "broken_*.py").Select(file => Path.GetFileNameWithoutExtension(file)["broken_".Length..]);
        tried.Order(StringComparer.Ordinal).ShouldBe(there.Order(StringComparer.Ordinal));
    }

    /// <summary>XOR 4/4 in another program's Hamiltonian. Mutations: an injection of the wrong sign; momenta not reversed on the way home.</summary>
    [Theory]
    [InlineData("xor_device.py", "estimator: self-learning\n  decay: { rate: 3.0e-4 }", 1600, 1)]
    [InlineData("host_device.py", "estimator: echo\n  optimiser: { kind: sgd, rate: 0.1 }", 200, 4)]
    public void A_machine_in_plain_Python_learns_XOR(string file, string how, int steps, int batch)
    {
        NeedPython();
        var experiment = place.Write(
            file + ".yaml",
            $$"""
            name: strangers-xor
            machine: { kind: device, command: '{{Python}} "{{Path.Combine(Samples, file)}}"' }
            data: { set: xor }
            training:
              {{how}}
              epsilon: 0.01
              steps: {{steps}}
              batch: {{batch}}
            """);
        var result = Launcher.Loschmidt("train", experiment, "--runs", place.Runs, "--json").ShouldSucceed().Document;
        result.GetProperty("metrics").GetProperty("accuracy").GetDouble().ShouldBe(1);
    }

    private static System.Text.Json.JsonElement Check(string file, int expected)
    {
        NeedPython();
        var outcome = Launcher.Loschmidt("device", "check", $"{Python} \"{Path.Combine(Samples, file)}\"", "--patience", "3", "--json");
        outcome.ExitCode.ShouldBe(expected, outcome.Error);
        return outcome.Document.GetProperty("verdict");
    }

    private static void NeedPython() => Assert.SkipUnless(Launcher.Succeeds(Python, "--version"), "needs python3 on the PATH");
}
