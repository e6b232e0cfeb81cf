namespace Loschmidt.Studio.Lab;

/// <summary>What a film begins with: what it shows, and in which order its numbers come.</summary>
internal sealed record LabHeader
{
    /// <summary>Version of the record stream.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Its machine, see <see cref="LabMachine"/>.</summary>
    public required string Machine { get; init; }

    /// <summary>How it is drawn, see <see cref="LabMachine"/>.</summary>
    public required string View { get; init; }

    /// <summary>Steps of one pass.</summary>
    public int Steps { get; init; }

    /// <summary>T.</summary>
    public double Duration { get; init; }

    /// <summary>Unit of the time.</summary>
    public string TimeUnit { get; init; } = "";

    /// <summary>All moments, in the order of the frames.</summary>
    public required IReadOnlyList<LabMoment> Moments { get; init; }

    /// <summary>The arrays of a frame, in their order; each only in the legs that it names.</summary>
    public required IReadOnlyList<LabField> Fields { get; init; }

    /// <summary>Names of the parameters, where they are few.</summary>
    public IReadOnlyList<string>? Parameters { get; init; }

    /// <summary>How many there are.</summary>
    public int ParameterCount { get; init; }

    /// <summary>Inputs of the sample.</summary>
    public required IReadOnlyList<double> Inputs { get; init; }

    /// <summary>Targets of the sample; empty where the input says everything.</summary>
    public required IReadOnlyList<double> Targets { get; init; }

    /// <summary>The same on the command line.</summary>
    public required string Command { get; init; }
}

/// <summary>A moment of a film.</summary>
/// <param name="Leg">0 on the way out, 1 on the way back, 2 home and reversed again.</param>
/// <param name="Step">Steps done in that leg.</param>
/// <param name="Time">0 … 2T.</param>
internal sealed record LabMoment(int Leg, int Step, double Time);

/// <summary>An array of a frame.</summary>
/// <param name="Name"><c>field</c>, <c>difference</c>, <c>kick</c>, <c>predicted</c> or <c>theta</c>.</param>
/// <param name="Label">What people read.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Signed">Whether zero is the middle of its scale.</param>
/// <param name="Legs">Legs whose frames have it.</param>
internal sealed record LabField(string Name, string Label, int Width, int Height, string Unit, bool Signed, IReadOnlyList<int> Legs)
{
    /// <summary>Smallest value in the film.</summary>
    public double Low { get; set; } = double.PositiveInfinity;

    /// <summary>Largest value in the film.</summary>
    public double High { get; set; } = double.NegativeInfinity;

    /// <summary>What runs from left to right.</summary>
    public string Across { get; init; } = "";

    /// <summary>What runs from top to bottom.</summary>
    public string Down { get; init; } = "";

    /// <summary>Column of the evaluation field at which it begins, where it lies in a window of it.</summary>
    public int First { get; init; }
}
