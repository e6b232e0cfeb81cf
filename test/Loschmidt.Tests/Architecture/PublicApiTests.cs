using System.Reflection;
using System.Text;

namespace Loschmidt.Tests.Architecture;

/// <summary>What is public is what we promise: the snapshot makes every change of it a visible decision.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_does_not_change_unnoticed()
    {
        var snapshot = Path.Combine(Checkout.Root, "test", "Loschmidt.Tests", "Architecture", "PublicApi.txt");
        var actual = Describe(typeof(Loschmidt.Machines.IMachine).Assembly);
        if (Environment.GetEnvironmentVariable("LOSCHMIDT_ACCEPT_API") == "1")
        {
            File.WriteAllText(snapshot, actual);
        }

        var expected = File.Exists(snapshot) ? File.ReadAllText(snapshot) : "";
        var added = Lines(actual).Except(Lines(expected), StringComparer.Ordinal).Select(line => "+ " + line);
        var removed = Lines(expected).Except(Lines(actual), StringComparer.Ordinal).Select(line => "- " + line);
        string.Join('\n', added.Concat(removed)).ShouldBeEmpty("run with LOSCHMIDT_ACCEPT_API=1 to accept");
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            var members = type
                .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(member => member is not MethodBase { IsSpecialName: true } || member is ConstructorInfo)
                .Select(member => $"{type.FullName}: {member}")
                .Where(line => !line.Contains('<', StringComparison.Ordinal) && !line.Contains("PrintMembers", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal);
            foreach (var line in members.Prepend(type.FullName!))
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }
}
