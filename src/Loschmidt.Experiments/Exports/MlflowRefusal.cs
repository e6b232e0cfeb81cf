namespace Loschmidt.Experiments.Exports;

/// <summary>A tracking server says no, and would say so again.</summary>
/// <param name="code">Its code, such as <c>RESOURCE_DOES_NOT_EXIST</c>; empty where it gives none.</param>
/// <param name="message">What it said, in one line.</param>
internal sealed class MlflowRefusal(string code, string message) : Exception(message)
{
    /// <summary>Its code.</summary>
    public string Code => code;
}
