namespace Loschmidt.Experiments.Data.Series;

/// <summary>BCI Competition II (2003), data set Ia: six electrodes, 896 steps, of one subject who moves a cursor up or
/// down by slow cortical potentials; SelfRegulationSCP1 of the UEA archive was made from it, trial by trial.</summary>
/// <remarks>N. Birbaumer et al., "A spelling device for the paralysed", Nature 398 (1999) 297.</remarks>
internal static class BciSource
{
    public const string Set = "bci2-dataset-ia";
    public const string Train = "TRAIN.mat";
    public const string Test = "TEST.mat";
    public const string TestLabels = "LABELS_TEST.mat";

    private const int Electrodes = 6;
    private const int Steps = 896;
    private const int FirstPositive = 135;

    private static readonly string[] Classes = ["negativity", "positivity"];

    /// <summary>The training trials: columns 1 to 135 are negativity, those behind them positivity.</summary>
    public static SeriesSource Training(string trials) => new(
        "bci2-ia train", "trials", [trials],
        (sink, _) => Read(trials, "P", (_, column) => column < FirstPositive ? 0 : 1, sink));

    /// <summary>The test trials with their labels.</summary>
    public static SeriesSource Testing(string trials, string labels) => new(
        "bci2-ia test", "trials and labels", [trials, labels], (sink, _) =>
        {
            var classes = Labels(labels);
            Read(
                trials, "TEST",
                (columns, column) => columns == classes.Count ? classes[column] : throw new DataException(
                    labels, $"{classes.Count} labels for the {columns} trials of {trials}; fetch the files again"),
                sink);
        });

    /// <summary>A column is one trial: electrode after electrode.</summary>
    private static void Read(string path, string name, Func<int, int, int> label, ISeriesSink sink)
    {
        using var reader = Find(path, name);
        if (reader.Rows != Electrodes * Steps)
        {
            throw new DataException(
                path, $"{name} has {reader.Rows} rows where {Electrodes} electrodes of {Steps} steps need "
                + $"{Electrodes * Steps}");
        }

        sink.Begin(Electrodes, Classes);
        var (column, turned) = (new double[reader.Rows], new double[reader.Rows]);
        for (var trial = 0; trial < reader.Columns; trial++)
        {
            reader.Read(column);
            for (var i = 0; i < column.Length; i++)
            {
                turned[(i % Steps * Electrodes) + (i / Steps)] = column[i];
            }

            sink.Append(turned);
            sink.End(label(reader.Columns, trial));
        }
    }

    private static List<int> Labels(string path)
    {
        using var reader = Find(path, "LABELS");
        var labels = new List<int>();
        var label = new double[1];
        for (var i = 0L; i < (long)reader.Rows * reader.Columns; i++)
        {
            reader.Read(label);
            labels.Add(label[0] is 0 or 1
                ? (int)label[0]
                : throw new DataException(path, $"label {label[0]} of trial {i + 1}; expected 0 or 1"));
        }

        return labels;
    }

    private static MatReader Find(string path, string name)
    {
        var reader = new MatReader(DataStream.Open(path), path);
        while (reader.Next())
        {
            if (reader.Name == name)
                return reader;
        }

        reader.Dispose();
        throw new DataException(path, $"there is no matrix {name} in it; fetch the file again");
    }
}
