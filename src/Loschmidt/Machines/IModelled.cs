namespace Loschmidt.Machines;

/// <summary>A device that has a computer model beside it, which may be wrong.</summary>
public interface IModelled : IEvolves
{
    /// <summary>The model: same parameters, same inputs, same outputs; its θ is set by whoever asks it.</summary>
    IEvolves Model { get; }
}
