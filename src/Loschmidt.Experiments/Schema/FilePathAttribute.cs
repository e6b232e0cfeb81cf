namespace Loschmidt.Experiments.Schema;

/// <summary>Marks a text as the path of a file or folder: written in a file, it is relative to that file's folder;
/// given by an option, to the working folder. It is resolved when it is read, so that a run's experiment holds it
/// absolute.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilePathAttribute : Attribute;
