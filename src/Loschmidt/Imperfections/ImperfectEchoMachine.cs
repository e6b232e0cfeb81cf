using Loschmidt.Machines;

namespace Loschmidt.Imperfections;

/// <summary>An imperfect machine that is sent home: its reversal has errors, which act after the error signal was injected.</summary>
internal class ImperfectEchoMachine : ImperfectMachine, IReverses
{
    private readonly IExposed _inner;
    private readonly ReversalErrors? _reversal;

    public ImperfectEchoMachine(IExposed inner, IEvolves model, ImperfectionSettings settings, ulong seed)
        : base(inner, model, settings, seed)
    {
        _inner = inner;
        _reversal = settings.Reversal is { } reversal ? new ReversalErrors(reversal, inner, seed, Occasion) : null;
    }

    /// <inheritdoc/>
    public void Reverse()
    {
        _inner.Reverse();
        Hear();
    }

    /// <inheritdoc/>
    public void Nudge(double epsilon) => _inner.Nudge(epsilon);

    /// <inheritdoc/>
    public void Return()
    {
        if (_reversal is not null)
        {
            _inner.Expose(_reversal);
        }

        _inner.Return();
        Occasion.NextPass();
        Hear();
    }

    /// <inheritdoc/>
    public void Keep() => _inner.Keep();

    /// <inheritdoc/>
    public void Recall()
    {
        _inner.Recall();
        Hear();
    }

    /// <inheritdoc/>
    public HomeDistance DistanceFromKept() => _inner.DistanceFromKept();
}
