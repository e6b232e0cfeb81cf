namespace Loschmidt.Sequences.Stack;

/// <summary>Where the tensors of one block lie in θ.</summary>
/// <param name="Unit">The oscillators' own tensors, one after the other.</param>
/// <param name="InitialPhi">φ₀, [real oscillators]; empty where it is zero.</param>
/// <param name="InitialPi">π₀, likewise.</param>
/// <param name="Input">B, [H × P]; the real part of a complex one.</param>
/// <param name="InputImaginary">Imaginary part of B; empty where it is real.</param>
/// <param name="Output">C, [P × H]; the real part of a complex one.</param>
/// <param name="OutputImaginary">Imaginary part of C; empty where it is real.</param>
/// <param name="Skip">D, [H].</param>
/// <param name="Value">W₁, [H × H].</param>
/// <param name="ValueBias">b₁, [H].</param>
/// <param name="Gate">W₂, [H × H].</param>
/// <param name="GateBias">b₂, [H].</param>
/// <param name="Mean">Running mean, [H]; empty without a batch norm.</param>
/// <param name="Variance">Running variance, [H].</param>
/// <param name="Seen">How many batches the running statistics have seen, [1].</param>
internal sealed record BlockLayout(
    Range Unit, Range InitialPhi, Range InitialPi, Range Input, Range InputImaginary, Range Output, Range OutputImaginary, Range Skip,
    Range Value, Range ValueBias, Range Gate, Range GateBias, Range Mean, Range Variance, Range Seen);
