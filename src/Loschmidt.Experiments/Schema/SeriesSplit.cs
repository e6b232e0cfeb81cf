namespace Loschmidt.Experiments.Schema;

/// <summary>How labelled series are divided.</summary>
public enum SeriesSplit
{
    /// <summary>Training and test are what the archive says; validation is drawn from the training samples.</summary>
    Archive,

    /// <summary>Training and test are merged, exact duplicates dropped, and what is left divided 70/15/15 by the
    /// seed, as most published tables do.</summary>
    Published,

    /// <summary>Training and test are merged, exact duplicates dropped, and what is left divided into folds.</summary>
    CrossValidation,
}
