using System.Collections.Concurrent;

namespace Loschmidt.Devices.Wire;

/// <summary>What a device writes for people, kept until somebody listens: lines come from other threads.</summary>
public sealed class DeviceRemarks
{
    private const int Most = 1000;

    private readonly ConcurrentQueue<string> _lines = new();
    private Action<string>? _listener;

    /// <summary>Keeps a line; the oldest go where nobody listens.</summary>
    public void Add(string line)
    {
        _lines.Enqueue(line);
        while (_lines.Count > Most)
        {
            _lines.TryDequeue(out _);
        }
    }

    /// <summary>Has what must not wait told at once, by <see cref="Say"/>.</summary>
    /// <param name="hear">Hears a line, on the thread of whoever says it.</param>
    public void Listen(Action<string> hear) => _listener = hear;

    /// <summary>Keeps a line, and tells it and what came before it at once where somebody listens.</summary>
    public void Say(string line)
    {
        Add(line);
        if (_listener is { } hear)
        {
            Tell(hear);
        }
    }

    /// <summary>Hands on what came, oldest first.</summary>
    /// <param name="hear">Hears a line.</param>
    public void Tell(Action<string> hear)
    {
        ArgumentNullException.ThrowIfNull(hear);
        while (_lines.TryDequeue(out var line))
        {
            hear(line);
        }
    }
}
