using Loschmidt.Devices.Checks;

namespace Loschmidt.Tests.Cli;

/// <summary><c>loschmidt device check</c> as people and programs call it.</summary>
public sealed class DeviceCheckVerbTests
{
    /// <summary>Mutation: exit code 0 whatever the verdict.</summary>
    [Fact]
    public void A_device_that_is_not_fit_leaves_with_exit_code_one()
    {
        var line = new CommandLineFixture();
        line.Run("device", "check", "python3 mine.py", "--steps", "50", "--patience", "2.5", "--json").ShouldBe(0);
        line.DeviceCheck.ShouldBe(new("python3 mine.py", 50, null, 2.5));
        line.Document.GetProperty("verdict").GetProperty("trainableBy")[0].GetString().ShouldBe("self-learning");

        var unfit = new CommandLineFixture();
        unfit.Checked = unfit.Checked with { Verdict = new DeviceVerdict(false, [], ["lossy"], "not fit for training: it loses energy on the way") };
        unfit.Run("device", "check", "tcp://127.0.0.1:7070").ShouldBe(1);
        unfit.Out.ShouldContain("it loses energy on the way");
        unfit.Out.ShouldContain("trainable by  nothing");
    }

    /// <summary>Mutation: as many digits as a number has.</summary>
    [Theory]
    [InlineData(1.805373, "181 %")]
    [InlineData(0.012345, "1.23 %")]
    [InlineData(0.5, "50 %")]
    [InlineData(0, "0 %")]
    [InlineData(1.23456e-9, "1.23e-7 %")]
    public void A_share_is_told_in_three_digits(double share, string told) => CheckWords.Percent(share).ShouldBe(told);

    [Fact]
    public void A_table_says_what_was_found()
    {
        var line = new CommandLineFixture();
        line.Run("device", "check", "python3 mine.py").ShouldBe(0);
        line.Out.ShouldContain("echo comes home");
        line.Out.ShouldContain("above noise from 1.0e-6, linear to 3.0e-3");
    }
}
