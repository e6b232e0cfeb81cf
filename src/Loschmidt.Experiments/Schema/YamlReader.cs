using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Loschmidt.Experiments.Schema;

/// <summary>Turns YAML text into nodes that know their place, within limits that no honest experiment
/// reaches.</summary>
/// <remarks>
/// Anchors, aliases and tags are refused: an experiment has no use for them, and they are what makes a small file
/// unfold
/// into gigabytes or name a foreign type.
/// </remarks>
internal sealed class YamlReader
{
    public const int MaximumCharacters = 1 << 20;
    public const int MaximumDepth = 32;
    public const int MaximumNodes = 100_000;

    private readonly IParser _parser;
    private readonly Func<Mark, SourcePosition> _place;
    private readonly List<ExperimentProblem> _problems;
    private int _nodes;

    private YamlReader(string text, Func<Mark, SourcePosition> place, List<ExperimentProblem> problems)
    {
        _parser = new Parser(new StringReader(text));
        _place = place;
        _problems = problems;
    }

    /// <summary>Reads a file's one document, a block of keys.</summary>
    /// <param name="text">The file.</param>
    /// <param name="source">Its name in messages.</param>
    /// <param name="problems">Receives what is wrong but does not end the reading, such as a key written twice.</param>
    /// <param name="expected">What such a file is, for a message.</param>
    /// <exception cref="ExperimentException">The text is no YAML, or beyond the limits.</exception>
    public static MappingNode ReadDocument(
        string text, string source, List<ExperimentProblem> problems, string expected = "an experiment is a block of keys such as 'name: xor'")
    {
        var start = new SourcePosition(source, 1, 1);
        return Read(text, mark => new SourcePosition(source, (int)mark.Line, (int)mark.Column), start, problems) switch
        {
            MappingNode block => block,
            ScalarNode { IsNull: true } => new MappingNode(start),
            var other => throw new ExperimentException(
                other.Where, $"{expected}, found {other.Found}"),
        };
    }

    /// <summary>Reads the value of an option: a scalar, or a list or block in flow style such as <c>[1,
    /// 2]</c>.</summary>
    /// <param name="text">What stands behind the equals sign.</param>
    /// <param name="origin">The option as typed.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <exception cref="ExperimentException">The text is no YAML, or beyond the limits.</exception>
    public static YamlNode ReadValue(string text, SourcePosition origin, List<ExperimentProblem> problems) =>
        Read(text, _ => origin, origin, problems);

    private static YamlNode Read(
        string text, Func<Mark, SourcePosition> place, SourcePosition start, List<ExperimentProblem> problems)
    {
        if (text.Length > MaximumCharacters)
        {
            throw new ExperimentException(
                start, $"{text.Length} characters are too many for an experiment; it has at most {MaximumCharacters}");
        }

        try
        {
            return new YamlReader(text, place, problems).Document(start);
        }
        catch (YamlException e)
        {
            throw new ExperimentException(place(Culprit(text, e)), Explain(text, e));
        }
    }

    /// <summary>The first tab that indents a line, where the parser complains of one without saying which; else its own mark.</summary>
    private static Mark Culprit(string text, YamlException e)
    {
        if (!e.Message.Contains("tab", StringComparison.Ordinal))
            return e.Start;

        var (line, start) = (1L, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\t' && text.AsSpan(start, i - start).Trim(' ').IsEmpty)
                return new Mark(i, line, i - start + 1);
            if (text[i] == '\n')
                (line, start) = (line + 1, i + 1);
        }

        return e.Start;
    }

    private static string Explain(string text, YamlException e)
    {
        var at = (int)Math.Clamp(e.Start.Index, 0, text.Length);
        var tab = text.AsSpan(at) is ['\t', ..] || e.Message.Contains("tab", StringComparison.Ordinal);
        return tab
            ? "a tab cannot indent YAML; use spaces"
            : $"not readable as YAML: {ScalarNode.Printable(e.Message).TrimEnd('.')}; {Cure(e.Message)}";
    }

    /// <summary>What to look at: the parser tells what it met, which is seldom what somebody did.</summary>
    private static string Cure(string message) =>
        message.Contains("flow", StringComparison.Ordinal) || message.Contains("quoted", StringComparison.Ordinal)
        || message.Contains("does not end", StringComparison.Ordinal)
            ? "check that every bracket, brace and quote is closed, with commas between entries"
            : "check here and above the indentation, a colon and a space after each key, "
            + "and quotes around text with special characters";

    private YamlNode Document(SourcePosition start)
    {
        Next<StreamStart>();
        if (!Advance() || _parser.Current is StreamEnd)
        {
            return new ScalarNode(start, "", plain: true);
        }

        Advance();
        var node = Node(0);
        Next<DocumentEnd>();
        Advance();
        return _parser.Current is null or StreamEnd
            ? node
            : throw new ExperimentException(
            _place(_parser.Current.Start), "a second document; one file is one experiment");
    }

    /// <summary>The next event; what the parser does not foresee, such as a list that never ends, is bad YAML
    /// too.</summary>
    private bool Advance()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception e)
            when (e is InvalidOperationException or ArgumentException or OverflowException or FormatException)
        {
            var end = _parser.Current?.End ?? Mark.Empty;
            throw new YamlException(end, end, "something that began here does not end", e);
        }
    }

    private void Next<TEvent>()
        where TEvent : ParsingEvent
    {
        if (!Advance() || _parser.Current is not TEvent)
        {
            throw new YamlException("the document does not end where it should");
        }
    }

    /// <summary>Reads the node whose first event is current, and leaves its last event current.</summary>
    private YamlNode Node(int depth)
    {
        var current = _parser.Current!;
        var where = _place(current.Start);
        if (++_nodes > MaximumNodes)
            throw new ExperimentException(where, $"more than {MaximumNodes} values; an experiment has a few dozen");
        if (depth > MaximumDepth)
            throw new ExperimentException(
                where, $"nested more than {MaximumDepth} deep; an experiment needs four levels");
        switch (current)
        {
            case AnchorAlias:
            case NodeEvent { Anchor.IsEmpty: false }:
                throw new ExperimentException(
                    where, "anchors (&) and aliases (*) are not accepted; write the value out");
            case NodeEvent { Tag.IsEmpty: false }:
                throw new ExperimentException(where, "tags (!) are not accepted; write the value alone");
            case Scalar scalar:
                var quotes = scalar.Style == ScalarStyle.Plain ? 0 : 2;
                var asWritten = scalar.Style is ScalarStyle.Plain or ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted
                    && scalar.Start.Line == scalar.End.Line && scalar.End.Column - scalar.Start.Column == scalar.Value.Length + quotes;
                return new ScalarNode(where, scalar.Value, scalar.Style == ScalarStyle.Plain, asWritten);
            case SequenceStart:
                return List(where, depth);
            case MappingStart:
                return Block(where, depth);
            default:
                throw new ExperimentException(where, "not readable as YAML: a value was expected here");
        }
    }

    private SequenceNode List(SourcePosition where, int depth)
    {
        var list = new SequenceNode(where);
        while (Advance() && _parser.Current is not SequenceEnd)
        {
            list.Items.Add(Node(depth + 1));
        }

        return list;
    }

    private MappingNode Block(SourcePosition where, int depth)
    {
        var block = new MappingNode(where);
        while (Advance() && _parser.Current is not MappingEnd)
        {
            var key = Node(depth + 1);
            Advance();
            var value = Node(depth + 1);
            if (key is not ScalarNode name)
                _problems.Add(new ExperimentProblem(key.Where, $"a key is a single word, found {key.Found}"));
            else if (block.Find(name.Text) is { } first)
                _problems.Add(
                    new ExperimentProblem(key.Where, $"the key {name.Found} is written twice; first at {first.Where}"));
            else
                block.Set(new YamlEntry(name.Text, key.Where, value));
        }

        return block;
    }
}
