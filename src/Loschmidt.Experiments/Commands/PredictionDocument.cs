using Loschmidt.Experiments.Execution;
using System.Text.Json;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary>Answers as one JSON document: <c>run</c>, <c>file</c>, <c>steps</c>, <c>predictions</c> (each <c>sample</c>
/// or <c>after</c>,
/// <c>label</c>, <c>outputs</c>, <c>shares</c>) and at the end <c>samples</c>, their number.</summary>
/// <remarks>What has no value (a label where two outputs are equally bright, a share of the dark) is null.</remarks>
internal sealed class PredictionDocument : IPredictions, IDisposable
{
    private const int FlushBytes = 1 << 16;

    private readonly Utf8JsonWriter _json;
    private readonly string _key;
    private readonly bool _labelled;
    private long _samples;

    /// <summary>Writes the beginning.</summary>
    public PredictionDocument(Stream stream, TrainedMachine trained, string file, string key, bool labelled)
    {
        (_key, _labelled) = (key, labelled);
        _json = new Utf8JsonWriter(stream);
        _json.WriteStartObject();
        _json.WriteString("run", trained.Folder.Name);
        _json.WriteString("file", file);
        _json.WriteNumber("steps", trained.Step);
        _json.WriteStartArray("predictions");
    }

    public void Add(long key, ReadOnlySpan<double> outputs)
    {
        _samples++;
        _json.WriteStartObject();
        _json.WriteNumber(_key, key);
        if (_labelled)
        {
            var answer = Tally.Answer(outputs);
            Number("label", answer >= 0 ? answer : null);
        }

        _json.WriteStartArray("outputs");
        foreach (var output in outputs)
        {
            _json.WriteNumberValue(output);
        }

        _json.WriteEndArray();
        if (_labelled)
        {
            _json.WriteStartArray("shares");
            for (var k = 0; k < outputs.Length; k++)
            {
                Value(PredictionTable.Share(outputs, k));
            }

            _json.WriteEndArray();
        }

        _json.WriteEndObject();
        if (_json.BytesPending > FlushBytes)
            _json.Flush();
    }

    public void Close()
    {
        _json.WriteEndArray();
        _json.WriteNumber("samples", _samples);
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Dispose() => _json.Dispose();

    private void Number(string name, int? value)
    {
        if (value is { } number)
            _json.WriteNumber(name, number);
        else
            _json.WriteNull(name);
    }

    private void Value(double? value)
    {
        if (value is { } number)
            _json.WriteNumberValue(number);
        else
            _json.WriteNullValue();
    }
}
