namespace Loschmidt.Machines;

/// <summary>A machine that can be prepared, run forward and judged.</summary>
public interface IEvolves : IMachine
{
    /// <summary>Output numbers per sample that <see cref="Read"/> gives (brightness of each answer, say).</summary>
    int Outputs { get; }

    /// <summary>Writes the input of every sample into the evaluation field and empties all ancillas; Θ is not touched.</summary>
    /// <exception cref="ArgumentException">The batch has another shape than the machine, or more samples than lanes.</exception>
    void Prepare(Batch batch);

    /// <summary>The forward pass F: joint evolution of field and learning field for one pass.</summary>
    void Evolve();

    /// <summary>C of the present state, summed over samples.</summary>
    double Cost();

    /// <summary>Reads the outputs of the present state without disturbing it.</summary>
    /// <param name="outputs">[<see cref="Outputs"/> × <see cref="IMachine.Lanes"/>], overwritten.</param>
    void Read(Span<double> outputs);

    /// <summary>Where the present state is not finite and the likely cause, or null when all is well.</summary>
    string? DescribeFault();
}
