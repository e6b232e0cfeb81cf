using Loschmidt.Devices.Wire;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>Commands are cut as a shell cuts them, and nothing in them is ever run by one.</summary>
public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("python3 box.py", "python3|box.py")]
    [InlineData("  python3\t 'my box.py'  --gain=2 ", "python3|my box.py|--gain=2")]
    [InlineData("a \"b 'c' \\\"d\\\"\" e\\ f", "a|b 'c' \"d\"|e f")]
    [InlineData("a '' \"\"", "a||")]
    [InlineData("x$(rm -rf /);y|z `w` *", "x$(rm|-rf|/);y|z|`w`|*")]
    [InlineData("C:\\lab\\box.exe \"C:\\my lab\\box\"", "C:\\lab\\box.exe|C:\\my lab\\box")]
    [InlineData("a'b c'd", "ab cd")]
    public void A_command_is_cut_into_words(string command, string words)
    {
        // A pipe in the command stays where it is; the expectation names words with one between them.
        string.Join('|', CommandWords.Split(command)).ShouldBe(words);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData("a 'b", "does not end")]
    [InlineData("a \"b", "does not end")]
    public void A_command_that_is_none_is_refused(string command, string why) =>
        Should.Throw<ArgumentException>(() => CommandWords.Split(command)).Message.ShouldContain(why);
}
