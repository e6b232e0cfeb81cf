namespace Loschmidt.Experiments.Schema;

/// <summary>Where something was written: a place in a file, or an option of the command line.</summary>
/// <param name="Source">File name, or the option as typed, such as <c>--set training.batch=64</c>.</param>
/// <param name="Line">Line from 1; 0 where the source has no lines.</param>
/// <param name="Column">Column from 1; 0 where the source has no lines.</param>
public readonly record struct SourcePosition(string Source, int Line = 0, int Column = 0)
{
    /// <summary><c>file.yaml:12:5</c>, or the option alone.</summary>
    public override string ToString() => Line > 0 ? $"{Source}:{Line}:{Column}" : Source;
}
