namespace Loschmidt.Graphs;

/// <summary>What a machine of kind <c>formula</c> is judged by.</summary>
public enum FormulaJudgement
{
    /// <summary>Targets that come with the samples.</summary>
    Targets,

    /// <summary>Labels: the output of the right class is to be high.</summary>
    Classes,
}
