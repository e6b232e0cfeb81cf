namespace Loschmidt.Devices.Wire;

/// <summary>What a device stands.</summary>
/// <param name="From">Smallest value.</param>
/// <param name="To">Largest value.</param>
public readonly record struct DeviceRange(double From, double To)
{
    /// <summary>Whether a value lies inside, ends included.</summary>
    public bool Contains(double value) => value >= From && value <= To;
}
