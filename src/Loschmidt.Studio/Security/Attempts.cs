using System.Net;

namespace Loschmidt.Studio.Security;

/// <summary>Counts wrong tokens by where they come from, so that nobody tries many.</summary>
/// <remarks>Memory is bounded: senders beyond the table's size share one count.</remarks>
internal sealed class Attempts(TimeProvider clock)
{
    /// <summary>Wrong tokens in a row before the sender has to wait.</summary>
    public const int Free = 10;

    /// <summary>How long one wrong token is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(6);

    private const int Senders = 4096;

    private readonly Lock _guard = new();
    private readonly Dictionary<IPAddress, DateTimeOffset> _full = [];

    /// <summary>Whether a sender has to wait before another token of it is looked at.</summary>
    public bool MustWait(IPAddress sender)
    {
        lock (_guard)
        {
            return _full.TryGetValue(Key(sender), out var empty) && empty - clock.GetUtcNow() > (Free - 1) * Memory;
        }
    }

    /// <summary>Remembers a wrong token: a bucket that leaks one in <see cref="Memory"/>.</summary>
    public void Fail(IPAddress sender)
    {
        lock (_guard)
        {
            var (now, key) = (clock.GetUtcNow(), Key(sender));
            var level = _full.TryGetValue(key, out var empty) && empty > now ? empty : now;
            _full[key] = level + Memory;
        }
    }

    /// <summary>A network of the new kind is one sender: it has more addresses than anybody could count.</summary>
    private IPAddress Key(IPAddress sender)
    {
        var bytes = sender.GetAddressBytes();
        if (!sender.IsIPv4MappedToIPv6 && bytes.Length == 16)
            bytes.AsSpan(8).Clear();
        var key = new IPAddress(bytes);
        if (_full.Count < Senders || _full.ContainsKey(key))
            return key;
        foreach (var (old, empty) in _full.ToArray())
        {
            if (empty <= clock.GetUtcNow())
                _full.Remove(old);
        }

        return _full.Count < Senders ? key : IPAddress.None;
    }
}
