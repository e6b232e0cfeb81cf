namespace Loschmidt.Benchmarks;

/// <summary>Memory of an echo against the number of time steps: flat, where a stored trajectory grows.</summary>
internal static class EchoMemory
{
    public static string Run(Options options)
    {
        var table = new MarkdownTable(
            "time steps per pass", "echo: peak growth, KiB", "echo: allocated, KiB", "reverse sweep: peak growth, KiB");
        var growths = new List<long>();
        foreach (var steps in (ReadOnlySpan<int>)(options.Quick ? [10, 100, 1000] : [100, 300, 1000, 3000, 10_000]))
        {
            var machine = XorRace.AgreedMachine<double>(steps);
            var cycle = XorRace.AgreedCycle();
            var batch = XorRace.Input(0, 1);

            // One echo beforehand, of few steps, so that neither the compiler's memory nor first touches count.
            cycle.Kick(XorRace.AgreedMachine<double>(10), batch);
            var echo = Memory.Above(() => cycle.Kick(machine, batch));
            growths.Add(echo.Peak);

            // 0.2 MB a step: a stored trajectory of 10,000 steps would need gigabytes.
            var stored = steps <= 1000 ? Kib(SweepGrowth(steps)) : "(not run)";
            table.Add($"{steps}", Kib(echo.Peak), Kib(echo.Allocated), stored);
        }

        return $"""
            ## Peak memory of an echo (XOR lattice, f64)

            Growth of the resident set's high-water mark above the level before the echo; a page is 4 KiB.

            {table}
            Largest minus smallest growth of the echo: {Kib(growths.Max() - growths.Min())} KiB.
            """;
    }

    private static long SweepGrowth(int steps)
    {
        var machine = XorRace.AgreedMachine<double>(steps);
        var gradient = new double[machine.Parameters.Count];
        return Memory.Above(() => machine.PullBack(XorRace.Input(0, 1), gradient, [])).Peak;
    }

    private static string Kib(long bytes) => $"{bytes / 1024.0:N0}";
}
