using Loschmidt.Cli;

namespace Loschmidt.Tests.Cli;

/// <summary>What the doctor finds.</summary>
[Collection(nameof(CommandLineTests))]
public sealed class DoctorVerbTests
{
    private readonly CommandLineFixture _given = new();

    [Fact]
    public void The_doctor_finds_a_computer_that_misses_home()
    {
        _given.Run("doctor", "--json").ShouldBe(0);
        _given.Document.GetProperty("healthy").GetBoolean().ShouldBeTrue();
        _given.Document.GetProperty("computer").GetProperty("cores").GetInt32().ShouldBe(Environment.ProcessorCount);

        var ill = new CommandLineFixture();
        ill.Services = ill.Services with { EchoError = _ => 1e-6 };
        ill.Run("doctor").ShouldBe(1);
        ill.Out.ShouldContain("failed: missed home by 1E-06");

        var lost = new CommandLineFixture();
        lost.Services = lost.Services with { EchoError = _ => double.NaN };
        lost.Run("doctor").ShouldBe(1);
    }

    [Fact]
    public void The_doctors_own_wave_comes_home()
    {
        // Left alone the wave is elsewhere; without the reversal the way "back" leads further away.
        SelfTest.EchoError(CancellationToken.None).ShouldBeLessThan(1e-10);
        Should.Throw<OperationCanceledException>(() => SelfTest.EchoError(new CancellationToken(canceled: true)));
    }

    [Fact]
    public void The_doctor_finds_a_run_folder_that_cannot_be_written()
    {
        var file = Path.GetTempFileName();
        try
        {
            _given.Run("doctor", "--runs", Path.Combine(file, "runs")).ShouldBe(1);
            _given.Out.ShouldContain("name a folder you may write to by --runs");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
