namespace Loschmidt.Experiments.Schema;

/// <summary>The data sets an experiment can name.</summary>
public enum DataSetKind
{
    /// <summary>The four pairs of bits, labelled by their exclusive or.</summary>
    Xor,

    /// <summary>Handwritten digits, 28 × 28.</summary>
    Mnist,

    /// <summary>Inputs and targets written in the experiment itself.</summary>
    Pattern,

    /// <summary>Random inputs and targets that fit the machine, drawn from the seed: for comparing gradients.</summary>
    Random,

    /// <summary>A table in a file: inputs, then targets or a label, one sample a line.</summary>
    Csv,

    /// <summary>A series of numbers in a file: windows of it, and what follows each.</summary>
    Series,
}
