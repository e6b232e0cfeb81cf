using System.Net;
using System.Net.Http.Headers;

namespace Loschmidt.Experiments.Data;

/// <summary>One request for one file: the whole of it, or the rest of what is at hand.</summary>
internal sealed class Download(HttpClient client, FetchLimits limits)
{
    private const int Block = 1 << 16;

    /// <summary>Asks and appends until the file has its length; never takes a byte more.</summary>
    /// <param name="address">Of the file.</param>
    /// <param name="partial">Receives the bytes.</param>
    /// <param name="length">The length that it must have.</param>
    /// <param name="received">Hears how many bytes are at hand.</param>
    /// <param name="stop">Ends it; what has arrived is kept.</param>
    /// <exception cref="PlaceException">The place has no such file, another one, or stops answering.</exception>
    public async Task Run(Uri address, PartialFile partial, long length, Action<long> received, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(limits.Connect + limits.Silence);
        using var response = await Patiently(() => Ask(address, partial, patience.Token), stop);
        Place(response, partial, length);
        partial.Remember(address, response);

        using var body = await Patiently(() => response.Content.ReadAsStreamAsync(patience.Token), stop);
        var block = new byte[Block];
        while (true)
        {
            patience.CancelAfter(limits.Silence);
            var read = await Patiently(() => body.ReadAsync(block, patience.Token).AsTask(), stop);
            if (read == 0)
                break;
            if (partial.Length + read > length)
            {
                partial.Restart();
                throw new PlaceException($"sends more than the {length} bytes of the file; it has another one");
            }

            await partial.Append(block.AsMemory(0, read));
            received(partial.Length);
        }

        if (partial.Length < length)
            throw new PlaceException($"ended after {partial.Length} of {length} bytes", isCut: true);
    }

    private Task<HttpResponseMessage> Ask(Uri address, PartialFile partial, CancellationToken stop)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (partial.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(partial.Length, null);
            request.Headers.IfRange = partial.Condition(address);
        }

        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
    }

    /// <summary>Puts the partial file where the answer begins, or refuses the answer.</summary>
    private static void Place(HttpResponseMessage response, PartialFile partial, long length)
    {
        var start = response.StatusCode == HttpStatusCode.PartialContent ? partial.Length : 0;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                break;
            case HttpStatusCode.PartialContent when start > 0 && response.Content.Headers.ContentRange?.From == start:
                break;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable when partial.Length > 0:
                partial.Restart();
                throw new PlaceException("did not send the rest of the file", isCut: true);
            default:
                throw new PlaceException($"answers {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd());
        }

        if (response.Content.Headers.ContentLength is { } rest && start + rest != length)
            throw new PlaceException($"offers {start + rest} bytes instead of {length}; it has another file");
        if (start == 0)
            partial.Restart();
    }

    /// <summary>Awaits something of the network and says in words what went wrong.</summary>
    private async Task<TResult> Patiently<TResult>(Func<Task<TResult>> wait, CancellationToken stop)
    {
        try
        {
            return await wait();
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new PlaceException($"kept silent for {limits.Silence.TotalSeconds:0.#} s", isCut: true, e);
        }
        catch (HttpRequestException e)
        {
            throw new PlaceException(e.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "has a name that is not known here",
                HttpRequestError.ConnectionError => "gives no connection",
                HttpRequestError.SecureConnectionError =>
                    "gives no secure connection: " + OneLine(e.InnerException ?? e),
                HttpRequestError.ProxyTunnelError => "is refused by the proxy",
                _ => "fails: " + OneLine(e),
            }, innerException: e);
        }
        catch (IOException e)
        {
            throw new PlaceException("cut the connection", isCut: true, e);
        }
    }

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
