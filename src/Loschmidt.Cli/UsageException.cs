using Loschmidt.Experiments;

namespace Loschmidt.Cli;

/// <summary>The command line asks for something that cannot be; the message says what could.</summary>
internal sealed class UsageException(string message) : InputException(message);
