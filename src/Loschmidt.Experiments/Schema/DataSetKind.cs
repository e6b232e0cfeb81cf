using System.Runtime.Serialization;

namespace Loschmidt.Experiments.Schema;

/// <summary>The data sets an experiment can name.</summary>
public enum DataSetKind
{
    /// <summary>The four pairs of bits, labelled by their exclusive or.</summary>
    Xor,

    /// <summary>Two interleaved half circles with noise, made from the seed.</summary>
    Moons,

    /// <summary>Spins coupled by +1 or −1 at random, made from the seed: one problem, to be solved rather than generalised from.</summary>
    Ising,

    /// <summary>Handwritten digits, 28 × 28.</summary>
    Mnist,

    /// <summary>Handwritten digits, 8 × 8, by thirty writers to learn from and thirteen others to be tested by.</summary>
    Digits,

    /// <summary>Inputs and targets written in the experiment itself.</summary>
    Pattern,

    /// <summary>Random inputs and targets that fit the machine, drawn from the seed: for comparing gradients.</summary>
    Random,

    /// <summary>A table in a file: inputs, then targets or a label, one sample a line.</summary>
    Csv,

    /// <summary>A series of numbers in a file: windows of it, and what follows each.</summary>
    Series,

    /// <summary>A set of the UEA archive of multivariate time series, by its name.</summary>
    Uea,

    /// <summary>BCI Competition II, data set Ia: the six true electrodes behind SelfRegulationSCP1.</summary>
    [EnumMember(Value = "bci2-ia")]
    BciIa,

    /// <summary>Handwritten digits pixel by pixel: 784 steps of one channel.</summary>
    Smnist,

    /// <summary>Handwritten digits pixel by pixel, in one order that was drawn by chance.</summary>
    Psmnist,

    /// <summary>Handwritten digits row by row: 28 steps of 28 channels.</summary>
    Rmnist,

    /// <summary>Two numbers far apart in a long series are to be added; made from the seed.</summary>
    Adding,

    /// <summary>Symbols at the beginning of a long series are to be repeated at its end; made from the seed.</summary>
    Copy,

    /// <summary>A long series of sines and a little noise, made from the seed: windows of it, to forecast.</summary>
    Sines,

    /// <summary>A long series in a file, one step a line: windows of it, to forecast.</summary>
    SeriesFile,

    /// <summary>Labelled series in files of one's own: .ts, .arff, tables, or a folder a class.</summary>
    SeriesSamples,

    /// <summary>Heart rate from a wrist device, PPG-DaLiA.</summary>
    PpgDalia,
}
