namespace Loschmidt.Benchmarks;

internal static class Program
{
    private static readonly (string Verb, bool NeedsPeers, bool InReport, Func<Options, string> Run)[] Verbs =
    [
        ("xor", NeedsPeers: true, InReport: true, XorRace.Run),
        ("photonic", NeedsPeers: true, InReport: true, PhotonicRace.Run),
        ("fft", NeedsPeers: true, InReport: true, FourierRace.Run),
        ("memory", NeedsPeers: false, InReport: true, EchoMemory.Run),
        ("peak", NeedsPeers: false, InReport: true, PropagatorPeak.Run),
        ("rows", NeedsPeers: true, InReport: false, RowRace.Run),
        ("sequences", NeedsPeers: true, InReport: false, SequenceRace.Run),
        ("memory-sequences", NeedsPeers: false, InReport: false, SequenceMemory.Run),
        ("scattering", NeedsPeers: true, InReport: false, ScatteringRace.Run),
        ("scattering-shapes", NeedsPeers: false, InReport: false, ScatteringShapes.Run),
        ("formulas", NeedsPeers: false, InReport: false, FormulaRace.Run),
        ("runs", NeedsPeers: false, InReport: false, RunStore.Run),
        ("devices", NeedsPeers: false, InReport: false, DeviceEchoes.Run),
        ("studio", NeedsPeers: false, InReport: false, StudioTimes.Run),
        ("transforms", NeedsPeers: false, InReport: false, _ => TimeTransforms()),
    ];

    private static int Main(string[] args)
    {
        switch (args)
        {
            case [SequenceServer.Verb, var folder]:
                SequenceServer.Run(folder);
                return 0;
            case [DeviceEchoes.Verb]:
                DeviceEchoes.Serve();
                return 0;
            case [FirstGradient.Verb]:
                FirstGradient.Work();
                return 0;
        }

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
        var chosen = Array.FindAll(Verbs, v => options.Verb == "heb" ? v.InReport : options.Verb == v.Verb);
        if (Array.Exists(chosen, v => v.NeedsPeers))
        {
            Peers.Build();
        }

        var sections = new List<string>();
        foreach (var verb in chosen)
        {
            sections.Add(verb.Run(options));
            Console.WriteLine();
            Console.WriteLine(sections[^1]);
        }

        var title = options.Verb switch
        {
            "heb" => "Echo machines against their peers",
            "sequences" => "Sequence machines against their peers",
            "memory-sequences" => "Memory of sequence machines",
            "runs" => "Keeping runs",
            "devices" => "Devices over the wire",
            "studio" => "The studio",
            "formulas" => "Hamiltonians as formulas",
            "scattering" => "Scattering machines against their peers",
            "scattering-shapes" => "Solvers of scattering networks",
            _ => null,
        };
        if (title is not null && (!options.Quick || options.Out is not null))
        {
            Write(title, sections, options);
        }

        return sections.Exists(s => s.Contains(RaceReport.Disagreement, StringComparison.Ordinal)) ? 1 : 0;
    }

    private static string TimeTransforms()
    {
        using var text = new StringWriter();
        FourierTimings.Run(text);
        return text.ToString();
    }

    private static void Write(string title, List<string> sections, Options options)
    {
        var folder = options.Out ?? Path.Combine(Host.BenchmarkFolder(), "results", Host.Slug);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, options.Verb + ".md");
        var head = $"# {title}\n\n{Host.Describe(options)}\n";
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
