namespace Loschmidt.Machines;

/// <summary>A machine whose field the world can reach, in the middle of a pass and between passes.</summary>
public interface IExposed : IReverses
{
    /// <summary>Acts behind every step (or layer) on the way out, and before it on the way home: at the same places in the opposite order.</summary>
    /// <remarks>So its inverse on the way home would undo it. Null costs nothing.</remarks>
    IInfluence? Passage { get; set; }

    /// <summary>Lets an influence act once on the present state, <see cref="Moment.Step"/> = 0.</summary>
    void Expose(IInfluence influence);
}
