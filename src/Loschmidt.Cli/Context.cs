using System.CommandLine;
using Loschmidt.Cli.Terminals;

namespace Loschmidt.Cli;

/// <summary>What a verb needs: where to speak, who does the work, and when to stop.</summary>
internal sealed record Context(Terminal Terminal, Services Services, CancellationToken Cancellation)
{
    /// <summary>Prints a result: the one JSON document, or words for people.</summary>
    public void Print<TDocument>(ParseResult parse, TDocument document, Action<TextWriter> words)
    {
        if (parse.GetValue(CommonOptions.Json))
        {
            Terminal.Out.WriteLine(Json.Text(document));
        }
        else
        {
            words(Terminal.Out);
        }
    }
}
