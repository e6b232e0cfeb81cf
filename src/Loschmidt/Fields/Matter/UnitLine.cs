namespace Loschmidt.Fields.Matter;

/// <summary>One quantity of a machine in laboratory units and in those of its equations.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Value">In the laboratory.</param>
/// <param name="Unit">Its unit there.</param>
/// <param name="Symbol">Its name in the equations.</param>
/// <param name="Number">In the equations, whose units are the width of the box and the duration of a pass.</param>
public sealed record UnitLine(string Quantity, double Value, string Unit, string Symbol, double Number);
