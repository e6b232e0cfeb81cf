namespace Loschmidt.Benchmarks;

/// <summary>One implementation of the agreed work.</summary>
internal interface IContender
{
    /// <summary>How the table calls it.</summary>
    string Name { get; }

    /// <summary>Programs and libraries with versions; known after the first turn.</summary>
    string Version { get; }

    /// <summary>Works once without being timed, until as fast as it will get.</summary>
    void WarmUp();

    /// <summary>Works for about the given number of seconds.</summary>
    Turn Run(double seconds);
}
