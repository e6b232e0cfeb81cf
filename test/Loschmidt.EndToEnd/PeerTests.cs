using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>The same machines written by others' means: NumPy, C and the benchmark's own check of cost and gradient.</summary>
public sealed class PeerTests
{
    [Fact]
    public void A_wave_machine_written_in_NumPy_and_in_C_has_the_same_cost_and_the_same_gradient()
    {
        Assert.SkipUnless(
            Launcher.Succeeds("/usr/bin/python3", "-c", "import numpy, scipy.fft") && Launcher.Succeeds("gcc", "--version")
            && File.Exists("/usr/include/fftw3.h"),
            "needs NumPy, SciPy, gcc, FFTW and OpenBLAS: ./test.sh --install");
        var program = Path.Combine(Checkout.Root, "artifacts", "bin", "Loschmidt.Benchmarks", "release", "Loschmidt.Benchmarks.dll");

        // The harness ends with an error where costs or gradients disagree by more than 1e-6 (double) or 1e-3 (float).
        var outcome = Launcher.Dotnet(program, "xor", "--quick");
        outcome.ExitCode.ShouldBe(0, outcome.Error + outcome.Out);
        outcome.Out.ShouldContain("NumPy, scipy.fft.dstn");
        outcome.Out.ShouldContain("C, FFTW sine transform");
    }
}
