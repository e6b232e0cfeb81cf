using Loschmidt.Machines;

namespace Loschmidt.Imperfections;

/// <summary>An imperfect machine that is sent home and is judged by what is read.</summary>
internal sealed class ImperfectJudgingEchoMachine(
    IExposed inner, IJudges judge, IEvolves model, ImperfectionSettings settings, ulong seed)
    : ImperfectEchoMachine(inner, model, settings, seed), IJudges
{
    /// <inheritdoc/>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) => judge.Judge(outputs, batch, slope);
}
