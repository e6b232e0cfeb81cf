using Loschmidt.Experiments.Execution;
using System.Text.Json;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary>Answers as one JSON document: <c>run</c>, <c>file</c>, <c>steps</c>, <c>predictions</c> (each <c>sample</c>
/// or <c>after</c>,
/// <c>label</c>, <c>outputs</c>, <c>shares</c>, or of classes with names <c>class</c> and <c>probabilities</c>) and at the
/// end <c>samples</c>, their number.</summary>
/// <remarks>What has no value (a label where two outputs are equally bright, a share of the dark) is null.</remarks>
internal sealed class PredictionDocument : IPredictions, IDisposable
{
    private const int FlushBytes = 1 << 16;

    private readonly Utf8JsonWriter _json;
    private readonly AnswerForm _form;
    private readonly double[] _probabilities;
    private long _samples;

    /// <summary>Writes the beginning.</summary>
    public PredictionDocument(Stream stream, TrainedMachine trained, string file, AnswerForm form)
    {
        (_form, _probabilities) = (form, new double[form.Classes.Count]);
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
        _json.WriteNumber(_form.Key, key);
        if (_form.Labelled)
        {
            var answer = Tally.Answer(outputs);
            Number("label", answer >= 0 ? answer : null);
            if (_form.Classes.Count > 0)
                _json.WriteString("class", answer >= 0 ? _form.Classes[answer] : null);
        }

        _json.WriteStartArray("outputs");
        foreach (var output in outputs)
        {
            _json.WriteNumberValue(output);
        }

        _json.WriteEndArray();
        if (_form.Classes.Count > 0)
        {
            AnswerForm.Softmax(outputs, _probabilities);
            _json.WriteStartObject("probabilities");
            for (var k = 0; k < _probabilities.Length; k++)
            {
                _json.WriteNumber(_form.Classes[k], _probabilities[k]);
            }

            _json.WriteEndObject();
        }
        else if (_form.Labelled)
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

    public void Flush()
    {
        // Half a document is of no use to anybody.
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
