namespace Loschmidt.Studio.Lab;

/// <summary>What the live wave can be asked for.</summary>
/// <param name="Sites">Columns x rows unless told otherwise.</param>
/// <param name="Rate">Frames per second unless told otherwise.</param>
/// <param name="MostRate">Frames per second at most.</param>
/// <param name="MostSteps">Steps of the way out at most.</param>
internal sealed record LiveOffer(string Sites, int Rate, int MostRate, int MostSteps)
{
    /// <summary>The wave of the papers.</summary>
    public static LiveOffer Usual { get; } = new("50x150", 40, 60, 400);
}

/// <summary>What a live stream begins with.</summary>
/// <param name="Width">Rows of the lattice, along z, which runs from left to right.</param>
/// <param name="Height">Its columns, along x.</param>
/// <param name="Steps">Steps of one way; a round is 2·(steps + 1) frames and a rest.</param>
/// <param name="StepTime">Time of a step, of which T = 1 has 50.</param>
/// <param name="Rate">Frames per second.</param>
/// <param name="High">Largest |Ψ|² on the way out.</param>
internal sealed record LiveHeader(int Width, int Height, int Steps, double StepTime, int Rate, double High);

/// <summary>How one round ended.</summary>
/// <param name="Round">From 1.</param>
/// <param name="EchoError">max|x − x₀|/max|x₀|.</param>
/// <param name="Infidelity">1 − |⟨Ψ₀|Ψ⟩|², normalised.</param>
internal sealed record LiveRound(int Round, double EchoError, double Infidelity);
