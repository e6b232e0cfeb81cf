namespace Loschmidt.Graphs;

/// <summary>What a sample says of the ball's launch.</summary>
public enum PinballInput
{
    /// <summary>Where it starts, (x, y).</summary>
    Position,

    /// <summary>How fast it starts, (v_x, v_y).</summary>
    Velocity,
}
