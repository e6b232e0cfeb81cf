namespace Loschmidt.Devices.Wire;

/// <summary>What stands behind a server: does one verb after another.</summary>
internal abstract class WireVerbs(DeviceHello about)
{
    private readonly double[] _outputs = new double[about.Outputs];

    /// <summary>What the device says of itself.</summary>
    public DeviceHello About { get; } = about;

    /// <summary>Does one verb.</summary>
    /// <param name="line">All verbs of the line.</param>
    /// <param name="at">Which of them.</param>
    public abstract WireResult Do(IReadOnlyList<WireAction> line, int at);

    /// <summary>What the sample prepared here is going to be aimed at in the same line; null where the line does not say.</summary>
    protected static double[]? AimOf(IReadOnlyList<WireAction> line, int prepare)
    {
        for (var at = prepare + 1; at < line.Count && line[at].Verb != WireVerb.Prepare; at++)
        {
            if (line[at].Verb == WireVerb.Inject)
            {
                return line[at].Numbers;
            }
        }

        return null;
    }

    /// <summary>Outputs as a result, in an array of its own: a reply is kept for the case that it is asked for again.</summary>
    protected WireResult Read(ReadOutputs read)
    {
        read(_outputs);
        return new WireResult(_outputs.ToArray());
    }

    /// <summary>Reads outputs.</summary>
    protected delegate void ReadOutputs(Span<double> outputs);
}
