using Loschmidt.Machines;

namespace Loschmidt.Imperfections;

/// <summary>An imperfect machine that runs forward only and is judged by what is read of it.</summary>
internal sealed class ImperfectJudgingMachine(IJudges inner, IEvolves model, ImperfectionSettings settings, ulong seed)
    : ImperfectMachine(inner, model, settings, seed), IJudges
{
    /// <inheritdoc/>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) => inner.Judge(outputs, batch, slope);
}
