namespace Loschmidt.Machines;

/// <summary>A machine with named parameters.</summary>
public interface IMachine
{
    /// <summary>What it is, such as <c>wave</c> or <c>photonic</c>; the word experiments use.</summary>
    string Kind { get; }

    /// <summary>Names and shapes of the parameters.</summary>
    ParameterLayout Parameters { get; }

    /// <summary>Θ = (θ, π), part of the machine's state.</summary>
    LearningField Learning { get; }

    /// <summary>Samples that travel side by side; 1 where θ recoils.</summary>
    int Lanes { get; }

    /// <summary>Input numbers a <see cref="Batch"/> must bring per sample.</summary>
    int Features { get; }

    /// <summary>Target numbers a <see cref="Batch"/> must bring per sample.</summary>
    int Targets { get; }
}
