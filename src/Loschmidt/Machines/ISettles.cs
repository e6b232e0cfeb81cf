namespace Loschmidt.Machines;

/// <summary>A machine that has a last word on θ after an update: what it counted itself, or what no such machine can have.</summary>
public interface ISettles : IMachine
{
    /// <summary>Puts right what an update does not know of; entries that the machine has no say in are left alone.</summary>
    /// <remarks>Running statistics that the last gradient saw, where θ keeps them; port rates that an update would have made negative.</remarks>
    /// <param name="theta">θ as an update left it, [parameters].</param>
    void Settle(Span<double> theta);
}
