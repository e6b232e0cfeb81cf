namespace Loschmidt.Devices.Wire;

/// <summary>Who changes the parameters.</summary>
public enum DeviceKind
{
    /// <summary>The device itself: nothing of θ, π, a response or a gradient can be had from it.</summary>
    SelfLearning,

    /// <summary>The computer: it loads θ and reads what it needs for a gradient.</summary>
    HostUpdated,
}
