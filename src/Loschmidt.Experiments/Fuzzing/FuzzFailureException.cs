namespace Loschmidt.Experiments.Fuzzing;

/// <summary>A mutated input did what no input may do; names the seed and case that show it again.</summary>
public sealed class FuzzFailureException : Exception
{
    /// <summary>Reports a case.</summary>
    /// <param name="target">What was fuzzed.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="number">The case within the run.</param>
    /// <param name="what">What happened.</param>
    /// <param name="innerException">The exception that should not have been thrown.</param>
    public FuzzFailureException(string target, ulong seed, long number, string what, Exception? innerException = null)
        : base($"{target}: case {number} of seed {seed}: {what}", innerException)
    {
    }
}
