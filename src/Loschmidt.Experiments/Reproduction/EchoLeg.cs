namespace Loschmidt.Experiments.Reproduction;

/// <summary>Where in an echo a machine is.</summary>
internal enum EchoLeg
{
    /// <summary>On the way out.</summary>
    Out,

    /// <summary>Reversed and nudged, on the way back: π has the other sign.</summary>
    Back,

    /// <summary>Home and reversed again.</summary>
    Home,
}
