using Loschmidt.Machines;

namespace Loschmidt.Imperfections;

/// <summary>An imperfect machine that runs forward only.</summary>
internal sealed class ImperfectForwardMachine(IEvolves inner, IEvolves model, ImperfectionSettings settings, ulong seed)
    : ImperfectMachine(inner, model, settings, seed);
