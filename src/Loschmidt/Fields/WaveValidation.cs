namespace Loschmidt.Fields;

/// <summary>Refuses settings no machine can be built from, in the words of the settings.</summary>
internal static class WaveValidation
{
    // A million sites are 140 times the paper's lattice and take seconds a pass; more is a slip of the keyboard.
    private const long MaximumSites = 1 << 20;

    /// <summary>Throws for the first setting out of range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static void ThrowUnlessSound(WaveSettings settings)
    {
        var lattice = settings.Lattice;
        ThrowUnless(lattice.Columns >= 2, nameof(lattice.Columns), lattice.Columns, "at least 2");
        ThrowUnless(lattice.Rows >= 2, nameof(lattice.Rows), lattice.Rows, "at least 2");
        ThrowUnless(
            (long)lattice.Columns * lattice.Rows <= MaximumSites, "Columns x Rows", (long)lattice.Columns * lattice.Rows,
            $"at most {MaximumSites} sites");
        ThrowUnlessPositive(lattice.Width, nameof(lattice.Width));
        ThrowUnlessPositive(lattice.Length, nameof(lattice.Length));
        ThrowUnlessPositive(settings.Duration, nameof(settings.Duration));
        ThrowUnless(settings.Steps >= 1, nameof(settings.Steps), settings.Steps, "at least 1");
        ThrowUnlessFinite(settings.Beta, nameof(settings.Beta));
        ThrowUnlessFinite(settings.Nonlinearity, nameof(settings.Nonlinearity));
        ThrowUnlessFinite(settings.Coupling, nameof(settings.Coupling));
        ThrowUnlessFinite(settings.Packet.Carrier, nameof(settings.Packet.Carrier));
        ThrowUnlessPositive(settings.Packet.Waist, nameof(settings.Packet.Waist));
        ThrowUnlessPositive(settings.Target.Width, nameof(settings.Target.Width));
        ThrowUnless(
            double.IsFinite(settings.Packet.Intensity) && settings.Packet.Intensity >= 0,
            nameof(settings.Packet.Intensity), settings.Packet.Intensity, "a finite number >= 0");
        ThrowUnless(
            double.IsFinite(settings.InverseMass) && settings.InverseMass >= 0, nameof(settings.InverseMass),
            settings.InverseMass, "a finite number >= 0");
        ThrowUnless(
            lattice.RowsBetween(settings.Window.From, settings.Window.To).Count > 0, nameof(settings.Window),
            $"{settings.Window.From} ... {settings.Window.To}",
            "a part of the length that holds at least one row of sites");
    }

    private static void ThrowUnlessPositive(double value, string name) =>
        ThrowUnless(double.IsFinite(value) && value > 0, name, value, "a finite number > 0");

    private static void ThrowUnlessFinite(double value, string name) =>
        ThrowUnless(double.IsFinite(value), name, value, "a finite number");

    private static void ThrowUnless(bool sound, string name, object value, string accepted)
    {
        if (!sound)
            throw new ArgumentException($"{name} is {value}; it must be {accepted}");
    }
}
