namespace Loschmidt.Machines;

/// <summary>The samples of a batch where they are series: read piece by piece, so that none need be in memory as a whole.</summary>
/// <remarks>Time runs over steps 0 … Steps−1. Lanes may differ in length; what lies beyond a lane's end is never read.</remarks>
public interface ISeries
{
    /// <summary>Number of lanes, one sample each.</summary>
    int Lanes { get; }

    /// <summary>Input numbers per step.</summary>
    int Channels { get; }

    /// <summary>Numbers of one target; 0 where samples have labels, or are their own targets.</summary>
    int TargetChannels { get; }

    /// <summary>Number of steps of one lane, at least 1.</summary>
    int StepsOf(int lane);

    /// <summary>Number of targets of one lane, in the order of time; 0 without targets.</summary>
    int TargetsOf(int lane);

    /// <summary>Reads some steps of one lane. Several threads may read at once.</summary>
    /// <param name="lane">Which lane.</param>
    /// <param name="start">First step.</param>
    /// <param name="count">Number of steps.</param>
    /// <param name="values">[count × channels], channels innermost; overwritten.</param>
    void Read(int lane, int start, int count, Span<double> values);

    /// <summary>Reads some targets of one lane. Several threads may read at once.</summary>
    /// <param name="lane">Which lane.</param>
    /// <param name="start">First target.</param>
    /// <param name="count">Number of targets.</param>
    /// <param name="values">[count × target channels], channels innermost; overwritten.</param>
    void ReadTargets(int lane, int start, int count, Span<double> values);
}
