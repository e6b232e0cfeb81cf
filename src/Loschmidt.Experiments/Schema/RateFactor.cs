using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>A learning rate of their own for some tensors.</summary>
public sealed record RateFactor
{
    /// <summary>Name of the tensors; * stands for any letters.</summary>
    [Description("Tensors by name, * for any letters, such as */h or detuning/input; the first entry that fits a tensor counts.")]
    [RegularExpression("[A-Za-z0-9_.*/-]{1,200}", ErrorMessage = "expects the name of a tensor such as block0/h, with * for any letters")]
    public required string Tensors { get; init; }

    /// <summary>What their rate is multiplied by; 0 keeps them as they are.</summary>
    [Description("What the rate is multiplied by for them; 0 keeps them as they are.")]
    [Range(0, 1e6)]
    public required double Factor { get; init; }
}
