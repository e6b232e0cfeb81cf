namespace Loschmidt.Machines;

/// <summary>A machine that can be sent home: the laboratory side of an echo.</summary>
/// <remarks>
/// One echo: Prepare, Evolve, <see cref="Reverse"/>, <see cref="Nudge"/>(ε), <see cref="Return"/>, <see cref="Reverse"/>.
/// From π = 0 it leaves π = +ε ∂C/∂θ + O(ε²): the nudge is the flow of C∘R <i>after</i> the reversal, which equals the flow of C
/// for −ε before it. Hence the gradient is (π₊ − π₋)/2ε.
/// </remarks>
public interface IReverses : IEvolves
{
    /// <summary>Time reversal R of everything: p → −p (Ψ → Ψ*) of all coordinates and ancillas, π → −π.</summary>
    void Reverse();

    /// <summary>The exact flow, for time ε, of C∘R; to be used between a reversal and <see cref="Return"/>.</summary>
    void Nudge(double epsilon);

    /// <summary>The echo pass: the same dynamics as <see cref="IEvolves.Evolve"/>, layers and drive in the opposite order.</summary>
    void Return();

    /// <summary>Remembers the whole present state (field, ancillas, Θ) in the machine's one snapshot.</summary>
    void Keep();

    /// <summary>Goes back to the state last kept.</summary>
    /// <exception cref="InvalidOperationException">Nothing was kept.</exception>
    void Recall();

    /// <summary>How far the present state lies from the one last kept; after an echo without a nudge, the echo error.</summary>
    /// <exception cref="InvalidOperationException">Nothing was kept.</exception>
    HomeDistance DistanceFromKept();
}
