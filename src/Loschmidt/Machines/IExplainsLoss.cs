namespace Loschmidt.Machines;

/// <summary>A machine that knows what in it its own time reversal does not turn round, should it miss home.</summary>
public interface IExplainsLoss : IReverses
{
    /// <summary>What breaks R F R = F⁻¹, and the cure, in a line; null where nothing does.</summary>
    string? BrokenReversal { get; }
}
