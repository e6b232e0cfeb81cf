namespace Loschmidt.Devices.Checks;

/// <summary>A device did not answer as the protocol wants it; the check ends here.</summary>
/// <param name="fault">The word for what is broken.</param>
/// <param name="message">One line: what happened.</param>
/// <param name="inner">What was underneath.</param>
internal sealed class DeviceTrouble(string fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Fault { get; } = fault;
}
