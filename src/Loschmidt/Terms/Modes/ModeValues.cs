namespace Loschmidt.Terms.Modes;

/// <summary>One lane of one or two modes in double: the scalar world of the reference pull-back.</summary>
internal struct ModeValues
{
    public double Q1, P1, Q2, P2;
}
