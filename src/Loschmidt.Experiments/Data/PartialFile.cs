using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Loschmidt.Experiments.Data;

/// <summary>A download under way: <c>NAME.gz.part</c> with what has arrived, and beside it who sent it and in which
/// version.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _path;
    private readonly string _origin;
    private readonly string _target;
    private readonly FileStream _stream;

    /// <summary>Opens what an earlier attempt left, or an empty file.</summary>
    /// <param name="target">The file that it will become.</param>
    /// <param name="length">Its length; a longer rest is thrown away.</param>
    public PartialFile(string target, long length)
    {
        _target = target;
        _path = target + ".part";
        _origin = _path + ".from";
        _stream = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (_stream.Length > length)
            Restart();
        _stream.Position = _stream.Length;
    }

    /// <summary>Bytes that have arrived.</summary>
    public long Length => _stream.Position;

    /// <summary>What makes a server send the rest only if its file is still the one of which we have the beginning;
    /// null where that cannot be said.</summary>
    public RangeConditionHeaderValue? Condition(Uri address)
    {
        try
        {
            return File.ReadAllLines(_origin) is not [var from, var version] || from != address.AbsoluteUri ? null
                : EntityTagHeaderValue.TryParse(version, out var tag) ? new RangeConditionHeaderValue(tag)
                : DateTimeOffset.TryParse(version, out var date) ? new RangeConditionHeaderValue(date)
                : null;
        }
        catch (IOException)
        {
            return null; // nobody said
        }
    }

    /// <summary>Notes who sends, and which version.</summary>
    public void Remember(Uri address, HttpResponseMessage response)
    {
        var version = response.Headers.ETag is { IsWeak: false } tag ? tag.ToString()
            : response.Content.Headers.LastModified?.ToString("R");
        if (version is null)
        {
            File.Delete(_origin);
        }
        else
        {
            File.WriteAllLines(_origin, [address.AbsoluteUri, version]);
        }
    }

    /// <summary>Appends.</summary>
    public ValueTask Append(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes, CancellationToken.None);

    /// <summary>Forgets what has arrived.</summary>
    public void Restart()
    {
        _stream.SetLength(0);
        File.Delete(_origin);
    }

    /// <summary>The SHA-256 of what has arrived, in lower-case hexadecimal.</summary>
    public async Task<string> Sha256(CancellationToken stop)
    {
        _stream.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(_stream, stop));
    }

    /// <summary>Gives the file its name once its bytes are on disk.</summary>
    public void Complete()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_path, _target, overwrite: true);
        File.Delete(_origin);
    }

    /// <summary>Closes the file; an empty one goes away.</summary>
    public void Dispose()
    {
        var isEmpty = _stream.CanRead && _stream.Length == 0;
        _stream.Dispose();
        if (isEmpty)
            File.Delete(_path);
    }
}
