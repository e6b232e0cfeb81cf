using Loschmidt.Machines;

namespace Loschmidt.Learning;

/// <summary>The one place that knows every matter: from settings to what θ is made of.</summary>
public static class MatterFactory
{
    /// <summary>Builds the matter.</summary>
    /// <exception cref="ArgumentException">The settings name none, or several.</exception>
    public static LearningMatter Of(MatterSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        LearningMatter?[] named = [.. Kinds(settings).Where(kind => kind is not null)];
        return named switch
        {
            [{ } matter] when settings.Pinning is { } pinning => new BrokenDegeneracy(matter, pinning.Height, pinning.Wavenumber),
            [{ } matter] => matter,
            _ => throw new ArgumentException($"exactly one kind of matter, not {named.Length}", nameof(settings)),
        };
    }

    /// <summary>One line a kind; null where the settings do not name it.</summary>
    internal static IEnumerable<LearningMatter?> Kinds(MatterSettings settings) =>
    [
        settings.FreeParticle is { } free ? new FreeParticle(free.InverseMass) : null,
        settings.DoubleWell is { } well ? new DoubleWell(well.Barrier, well.InverseMass, well.Resolution) : null,
        settings.OpoPhase is { } opo ? new OpoPhase(opo.Drive, opo.Kerr, opo.Resolution) : null,
        settings.MexicanHat is { } hat ? new MexicanHat(hat.Drive, hat.Kerr, hat.Step) : null,
    ];
}
