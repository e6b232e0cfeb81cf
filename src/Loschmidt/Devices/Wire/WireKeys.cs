namespace Loschmidt.Devices.Wire;

/// <summary>Keys that an entry of <c>do</c> can have.</summary>
[Flags]
internal enum WireKeys
{
    None = 0,
    Verb = 1,
    Input = 2,
    Target = 4,
    Epsilon = 8,
    Only = 16,
    Rate = 32,
    Time = 64,
    Temperature = 128,
    Snapshot = 256,
    Re = 512,
    Im = 1024,
    Theta = 2048,
    Frequency = 4096,
}
