namespace Loschmidt.Site;

/// <summary><c>./docs.sh</c>: the documentation as pages.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => SiteCommand.Run(arguments, Console.Out, Console.Error);
}
