namespace Loschmidt.Machines;

/// <summary>How the gradient of a sequence machine is taken through its oscillators.</summary>
/// <param name="Method">The way.</param>
/// <param name="Epsilon">Strength of the nudge; null lets every layer choose its own from the size of its state and of its error signal.</param>
/// <param name="Eta">η = ε √L rms(g)/rms(state) by which a layer chooses: about the part of its state that the nudges
/// displace; null takes the method's own.</param>
public readonly record struct SequenceEcho(SequenceMethod Method, double? Epsilon = null, double? Eta = null);
