namespace Loschmidt.Tests.Devices.Wire;

/// <summary>What can happen to an exchange.</summary>
internal enum Mishap
{
    None,

    /// <summary>The device dies before it does what it was told.</summary>
    DiesBefore,

    /// <summary>It dies when all is done and the answer is on its way.</summary>
    DiesAfter,

    /// <summary>It answers another question.</summary>
    WrongId,

    /// <summary>It answers with what is no JSON.</summary>
    Garbage,

    /// <summary>It answers with a result too many.</summary>
    TooMany,
}
