namespace Loschmidt.Testing.Stacks;

/// <summary>What an activation is multiplied by: 0 where it is dropped, 1/(1 − share) where it is kept.</summary>
/// <param name="block">The block, from 0.</param>
/// <param name="place">0 after the GELU, 1 after the gated unit.</param>
/// <param name="step">The step, from 0; one mask for all lanes.</param>
/// <param name="channel">The channel, from 0.</param>
public delegate double DropoutFactor(int block, int place, int step, int channel);
