namespace Loschmidt.Machines;

/// <summary>A machine that draws random numbers while it runs, such as initial phases or the noise of a detector.</summary>
public interface IDrawsNoise : IMachine
{
    /// <summary>Names the numbers of what follows, so that they depend on neither threads nor order.</summary>
    /// <param name="moment">The training step; negative outside of training.</param>
    /// <param name="block">Which block of samples of that step.</param>
    void Name(long moment, int block);
}
