namespace Loschmidt.Devices.Wire;

/// <summary>One tensor of a host-updated device's parameters.</summary>
/// <param name="Name">Its name, such as <c>coupler/phase</c>.</param>
/// <param name="Shape">Extents, slowest first.</param>
/// <param name="Range">What it stands; null where nothing was said.</param>
/// <param name="Unit">Its unit; empty where nothing was said.</param>
public sealed record DeviceTensor(string Name, IReadOnlyList<int> Shape, DeviceRange? Range = null, string Unit = "");
