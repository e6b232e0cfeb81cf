using System.Globalization;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Exports;

/// <summary>Settings and end of a run as TensorBoard's page of hyper-parameters wants them (tensorboard/plugins/hparams).</summary>
internal static class TensorBoardHparams
{
    private const int Success = 1, Failure = 2;

    /// <summary>A value of a summary that begins a session: numbers as numbers, everything else as text.</summary>
    /// <param name="settings">Keys and texts.</param>
    /// <param name="began">Seconds since 1970.</param>
    public static ProtoWriter Start(IReadOnlyList<(string Key, string Value)> settings, double began)
    {
        var session = new ProtoWriter();
        foreach (var (key, text) in settings)
        {
            var value = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? new ProtoWriter().Double(2, number) : new ProtoWriter().Text(3, text);
            session.Message(1, new ProtoWriter().Text(1, key).Message(2, value));
        }

        return Value("_hparams_/session_start_info", new ProtoWriter().Message(3, session.Double(5, began)));
    }

    /// <summary>A value of a summary that ends it.</summary>
    public static ProtoWriter End(bool succeeded, double ended) => Value(
        "_hparams_/session_end_info",
        new ProtoWriter().Message(4, new ProtoWriter().Varint(1, succeeded ? Success : Failure).Double(2, ended)));

    private static ProtoWriter Value(string tag, ProtoWriter content) => new ProtoWriter().Text(1, tag)
        .Message(9, new ProtoWriter().Message(1, new ProtoWriter().Text(1, "hparams").Message(2, content)));
}
