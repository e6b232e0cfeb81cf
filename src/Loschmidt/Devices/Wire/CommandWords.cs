using System.Text;

namespace Loschmidt.Devices.Wire;

/// <summary>Cuts a command into words as a shell does, without one.</summary>
/// <remarks>
/// Words are parted by spaces and tabs. Between '…' everything stands for itself; between "…" everything but \" and \\; outside, \ takes the next character as it is where
/// that is a space, a quotation mark or \ (so that paths of Windows stay whole). Nothing is expanded: no variables, no wildcards, no pipes.
/// </remarks>
public static class CommandWords
{
    /// <summary>Cuts a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>At least one word.</returns>
    /// <exception cref="ArgumentException">It is empty, or a quotation does not end.</exception>
    public static IReadOnlyList<string> Split(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var words = new List<string>();
        var word = new StringBuilder();
        var (inside, quote) = (false, '\0');
        for (var at = 0; at < command.Length; at++)
        {
            var c = command[at];
            var next = at + 1 < command.Length ? command[at + 1] : '\0';
            if (c == '\\' && quote != '\'' && (next is '"' or '\\' || (quote == '\0' && next is ' ' or '\t' or '\'')))
            {
                word.Append(next);
                (inside, at) = (true, at + 1);
            }
            else if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                word.Append(quote == '\0' ? "" : c.ToString());
            }
            else if (c is '"' or '\'')
            {
                (inside, quote) = (true, c);
            }
            else if (c is ' ' or '\t')
            {
                Finish();
            }
            else
            {
                word.Append(c);
                inside = true;
            }
        }

        if (quote != '\0')
        {
            throw new ArgumentException($"the quotation that begins with {quote} does not end in: {command}", nameof(command));
        }

        Finish();
        return words.Count > 0 ? words : throw new ArgumentException("the command is empty", nameof(command));

        void Finish()
        {
            if (inside)
            {
                words.Add(word.ToString());
                word.Clear();
                inside = false;
            }
        }
    }
}
