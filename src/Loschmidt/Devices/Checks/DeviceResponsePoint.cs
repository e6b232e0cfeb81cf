namespace Loschmidt.Devices.Checks;

/// <summary>How much one learning step moved the cost at one ε, with Γ in proportion to ε so that an ideal device moves it by the same at every ε.</summary>
/// <param name="Epsilon">ε.</param>
/// <param name="Change">Half the difference of the costs after a step with −ε and one with +ε; of host-updated devices the slope along one direction.</param>
/// <param name="Deviation">Standard deviation of <paramref name="Change"/> over repetitions.</param>
public sealed record DeviceResponsePoint(double Epsilon, double Change, double Deviation);
