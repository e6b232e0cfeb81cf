namespace Loschmidt.Experiments.Reports;

/// <summary>What an account has to know of a machine.</summary>
/// <param name="Ports">N: modes side by side in a layer.</param>
/// <param name="Layers">L: layers on the way out.</param>
/// <param name="Outputs">Outputs that are read.</param>
/// <param name="Echoes">Ways out and home of one training step, one after the other; 0 where nothing is sent home.</param>
/// <param name="Photons">Photons of a pulse; null leaves it to the platform.</param>
/// <param name="Readings">Ways through it of one training step at whose end outputs are read; with <paramref name="Echoes"/> 0 too, no device trains it.</param>
public sealed record MachineSize(int Ports, int Layers, int Outputs, int Echoes = 1, double? Photons = null, long Readings = 0);
