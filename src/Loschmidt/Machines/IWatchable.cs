namespace Loschmidt.Machines;

/// <summary>A machine whose fields can be looked at while it runs.</summary>
public interface IWatchable : IEvolves
{
    /// <summary>The pictures it offers; the first is the evaluation field.</summary>
    IReadOnlyList<FieldShape> Fields { get; }

    /// <summary>Steps (or layers) per pass.</summary>
    int Steps { get; }

    /// <summary>Called after every step of a pass with the number of steps done; null costs nothing. It may look, not touch.</summary>
    Action<int>? Watcher { get; set; }

    /// <summary>Copies one picture of one lane, row by row.</summary>
    /// <param name="field">Index into <see cref="Fields"/>.</param>
    /// <param name="lane">Which sample.</param>
    /// <param name="values">[height × width], overwritten.</param>
    void CopyField(int field, int lane, Span<double> values);
}
