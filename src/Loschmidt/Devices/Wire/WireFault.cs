namespace Loschmidt.Devices.Wire;

/// <summary>Kinds of trouble on the wire; in lower case, the words of <c>error.code</c>.</summary>
public enum WireFault
{
    /// <summary>The two ends speak no common version, or the greeting is not one.</summary>
    Protocol,

    /// <summary>The line is no JSON, or not the JSON of a message.</summary>
    Json,

    /// <summary>The device does not have this verb.</summary>
    Verb,

    /// <summary>A number lies outside what the device stands.</summary>
    Range,

    /// <summary>An array has another length than the device said.</summary>
    Shape,

    /// <summary>The verb does not fit what was done before.</summary>
    State,

    /// <summary>Somebody else is being served.</summary>
    Busy,

    /// <summary>The device failed, or did not answer in time.</summary>
    Fault,
}
