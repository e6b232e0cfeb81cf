using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Loschmidt.Experiments.Schema;

/// <summary>Where a value stands in a text: from its first character to behind its last.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="End">Index behind its last, without comments and line ends that follow.</param>
/// <param name="IsFlow">Whether it is a scalar on its line, or a list or block in brackets.</param>
/// <param name="IsEmpty">Whether it is nothing, or a block without keys.</param>
/// <param name="Entries">Its keys, where it is a block.</param>
internal sealed record YamlSpan(int Start, int End, bool IsFlow, bool IsEmpty, List<YamlEntrySpan> Entries)
{
    /// <summary>Reads the places of a text that has passed the reader; null where there is no value in it.</summary>
    public static YamlSpan? Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.MoveNext();
        parser.MoveNext();
        if (parser.Current is StreamEnd)
            return null;
        parser.MoveNext();
        return Node(parser, text) is { IsEmpty: false } root ? root : null;
    }

    private static YamlSpan Node(Parser parser, string text)
    {
        switch (parser.Current)
        {
            case SequenceStart list:
                var last = Index(list.End);
                while (parser.MoveNext() && parser.Current is not SequenceEnd)
                {
                    last = Node(parser, text).End;
                }

                return list.Style == SequenceStyle.Flow
                    ? new YamlSpan(Index(list.Start), Index(parser.Current!.Start) + 1, true, false, [])
                    : new YamlSpan(Index(list.Start), last, false, false, []);
            case MappingStart block:
                return Block(parser, text, block);
            case var scalar:
                var (start, end) = (Index(scalar!.Start), Index(scalar.End));
                var style = (scalar as Scalar)?.Style;
                var lines = style is ScalarStyle.Literal or ScalarStyle.Folded;
                end = lines ? start + text.AsSpan(start, end - start).TrimEnd().Length : end;
                var nothing = style == ScalarStyle.Plain && ((Scalar)scalar).Value is "" or "~" or "null";
                return new YamlSpan(start, end, true, nothing, []);
        }
    }

    private static YamlSpan Block(Parser parser, string text, MappingStart block)
    {
        var (entries, last) = (new List<YamlEntrySpan>(), Index(block.End));
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var (name, key) = ((parser.Current as Scalar)?.Value ?? "", parser.Current!);
            var (from, column, to) = (Index(key.Start), (int)key.Start.Column, Node(parser, text).End);
            parser.MoveNext();
            var value = Node(parser, text);
            entries.Add(new YamlEntrySpan(name, from, to, column, value));
            last = Math.Max(to, value.End);
        }

        // The parser lets a closing bracket end where it begins.
        var flow = block.Style == MappingStyle.Flow;
        return new YamlSpan(Index(block.Start), flow ? Index(parser.Current!.Start) + 1 : last, flow, entries.Count == 0, entries);
    }

    private static int Index(Mark mark) => (int)mark.Index;
}

/// <summary>Where a key and its value stand.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyStart">Index of its first character.</param>
/// <param name="KeyEnd">Index behind its last.</param>
/// <param name="KeyColumn">Column from 1.</param>
/// <param name="Value">Its value; empty and behind the key where there is none.</param>
internal sealed record YamlEntrySpan(string Key, int KeyStart, int KeyEnd, int KeyColumn, YamlSpan Value);
