namespace Loschmidt.Terms.Modes;

/// <summary>The coordinates one element of a term acts on; a term of single modes ignores the second.</summary>
internal readonly record struct ModePair(int First, int Second);
