namespace Loschmidt.Studio.Hosting;

/// <summary>What one client, or all of them together, may take of this computer.</summary>
internal sealed record StudioLimits
{
    /// <summary>Connections at once; the next one is closed before a word is said.</summary>
    public int Connections { get; init; } = 600;

    /// <summary>Answers without an end at once, such as event streams; the next one is asked to come back later.</summary>
    public int Streams { get; init; } = 400;

    /// <summary>Bytes of a request's body: an experiment file has some thousand.</summary>
    public long Body { get; init; } = 1 << 20;

    /// <summary>Bytes of the request line: a link that holds a formula has some hundred.</summary>
    public int Line { get; init; } = 8 << 10;

    /// <summary>Bytes of all headers.</summary>
    public int Headers { get; init; } = 16 << 10;

    /// <summary>Number of headers; a browser sends about twenty.</summary>
    public int HeaderCount { get; init; } = 64;

    /// <summary>Bytes of an answer that wait for a slow reader.</summary>
    public long Waiting { get; init; } = 64 << 10;

    /// <summary>How long a client may take to say what it wants.</summary>
    public TimeSpan Asking { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection is kept without a request.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>Bytes a second that a client must send of a body, once <see cref="Patience"/> is over.</summary>
    public double Sending { get; init; } = 240;

    /// <summary>Bytes a second that a client must read of what waits for it: who stops reading is cut off when what was sent to it could have been read at this rate.</summary>
    public double Reading { get; init; } = 16 << 10;

    /// <summary>How long it may be slower than that.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long requests in hand may take to end when the studio is stopped.</summary>
    public TimeSpan Leaving { get; init; } = TimeSpan.FromMilliseconds(400);
}
