namespace Loschmidt.Testing;

/// <summary>A statement of physics does not hold; the message says by how much and where to look.</summary>
public sealed class PhysicsAssertException : Exception
{
    /// <summary>A statement that failed without further explanation.</summary>
    public PhysicsAssertException()
    {
    }

    /// <summary>A statement that failed.</summary>
    /// <param name="message">What was expected, what was found, and the likely cause.</param>
    public PhysicsAssertException(string message)
        : base(message)
    {
    }

    /// <summary>A statement that could not be tested.</summary>
    /// <param name="message">What was expected and what happened instead.</param>
    /// <param name="innerException">The cause.</param>
    public PhysicsAssertException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
