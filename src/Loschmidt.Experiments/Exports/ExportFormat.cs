namespace Loschmidt.Experiments.Exports;

/// <summary>As what kind of file a run is written for other programs.</summary>
public enum ExportFormat
{
    /// <summary>Metrics as comma-separated values: a row a step, a column a metric.</summary>
    Csv,

    /// <summary>Settings, metrics, result and names of figures as one JSON document.</summary>
    Json,

    /// <summary>Metrics and the tensors of a checkpoint as arrays of NumPy.</summary>
    Npz,

    /// <summary>A figure in vectors.</summary>
    Svg,

    /// <summary>A figure in pixels.</summary>
    Png,

    /// <summary>One echo of the trained machine as a moving picture that plays everywhere.</summary>
    Gif,

    /// <summary>The same as animated PNG, which browsers play.</summary>
    Apng,

    /// <summary>An event file of TensorBoard.</summary>
    TensorBoard,
}
