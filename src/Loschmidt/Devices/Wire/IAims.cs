namespace Loschmidt.Devices.Wire;

/// <summary>A device whose injection must be aimed before the sample is prepared, as simulators are; a server that sees the whole line tells it in time.</summary>
public interface IAims
{
    /// <summary>What the next injection will aim at.</summary>
    /// <param name="target">[targets].</param>
    void Aim(ReadOnlySpan<double> target);
}
