namespace Loschmidt.Benchmarks;

internal static class Program
{
    private static readonly (string Verb, Func<Options, string> Run)[] Verbs =
    [
        ("xor", XorRace.Run),
        ("photonic", PhotonicRace.Run),
        ("fft", FourierRace.Run),
        ("memory", EchoMemory.Run),
        ("peak", PropagatorPeak.Run),
    ];

    private static int Main(string[] args)
    {
        Options options;
        try
        {
            options = Options.Parse(args);
        }
        catch (FormatException error)
        {
            return Complain(error.Message);
        }

        if (options.Verb != "heb" && Array.TrueForAll(Verbs, v => v.Verb != options.Verb))
        {
            return Complain(options.Verb.Length == 0 ? "which benchmark?" : $"there is no benchmark '{options.Verb}'");
        }

        if (Host.RunAgainOnOneCore(args, options) is { } exitCode)
        {
            return exitCode;
        }

        Console.WriteLine(Host.Describe(options));
        Peers.Build();
        var sections = new List<string>();
        foreach (var (verb, run) in Verbs)
        {
            if (options.Verb == "heb" || options.Verb == verb)
            {
                sections.Add(run(options));
                Console.WriteLine();
                Console.WriteLine(sections[^1]);
            }
        }

        if (options.Verb == "heb" && (!options.Quick || options.Out is not null))
        {
            Write(sections, options);
        }

        return sections.Exists(s => s.Contains(RaceReport.Disagreement, StringComparison.Ordinal)) ? 1 : 0;
    }

    private static void Write(List<string> sections, Options options)
    {
        var folder = options.Out ?? Path.Combine(Host.BenchmarkFolder(), "results", Host.Slug);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "heb.md");
        var head = $"# Echo machines against their peers\n\n{Host.Describe(options)}\n";
        File.WriteAllText(file, $"{head}\n{string.Join('\n', sections)}");
        Console.WriteLine(file);
    }

    private static int Complain(string message)
    {
        Console.Error.WriteLine(message);
        Console.Error.WriteLine();
        Console.Error.WriteLine(Options.Usage);
        return 2;
    }
}
