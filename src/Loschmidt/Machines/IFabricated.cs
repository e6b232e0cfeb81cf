namespace Loschmidt.Machines;

/// <summary>A machine whose parameters are not quite those that it was programmed with.</summary>
internal interface IFabricated : IMachine
{
    /// <summary>θ that it has where its learning field holds what was programmed.</summary>
    /// <param name="theta">[parameters], overwritten.</param>
    void RealTheta(Span<double> theta);
}
