using Loschmidt.Experiments.Data;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Runs cases and holds a reader to its promise: a valid result or the typed exception, within a bound on
/// memory.</summary>
internal static class FuzzLoop
{
    private const long Announced = 100_000;

    /// <summary>Runs the cases one after another on this thread.</summary>
    /// <param name="target">What is fuzzed.</param>
    /// <param name="cases">How many.</param>
    /// <param name="seed">Seed of the mutations.</param>
    /// <param name="log">Hears about every hundred thousandth case and the end.</param>
    /// <param name="bound">Most bytes that one case may allocate.</param>
    /// <param name="accepts">Runs one case: true where the input is valid, false where it is refused as it should be;
    /// throws otherwise.</param>
    public static FuzzReport Run(
        string target, long cases, ulong seed, TextWriter log, long bound, Func<long, bool> accepts)
    {
        ArgumentNullException.ThrowIfNull(log);
        long accepted = 0, largest = 0;
        for (long number = 0; number < cases; number++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                accepted += accepts(number) ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new FuzzFailureException(target, seed, number, $"{e.GetType().Name}: {e.Message}", e);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            largest = Math.Max(largest, allocated);
            if (allocated > bound)
                throw new FuzzFailureException(
                    target, seed, number, $"allocated {allocated} bytes; at most {bound} are allowed");
            if ((number + 1) % Announced == 0)
                log.WriteLine($"{target}: {number + 1} of {cases} cases, {accepted} accepted");
        }

        log.WriteLine(
            $"{target}: {cases} cases, {accepted} accepted, {cases - accepted} refused, at most {largest} bytes each");
        return new FuzzReport(cases, accepted, cases - accepted, largest);
    }

    /// <summary>Fails where a property of an outcome does not hold.</summary>
    public static void Require(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException(what);
    }

    /// <summary>Fails where a refusal of a table is not one line that names the file and the place, or what is wrong
    /// with all of it.</summary>
    public static void RequirePlace(DataException refusal, string file) => Require(
        refusal.File == file && !refusal.Message.Any(char.IsControl)
            && (refusal.Where is { Line: > 0, Column: > 0 } || refusal.Message.Contains("gzip") || refusal.Message.Contains("no number")),
        $"a refusal without a place or in more than one line: {refusal.Message}");
}
