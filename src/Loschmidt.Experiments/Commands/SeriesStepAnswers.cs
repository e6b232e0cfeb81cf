using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Training;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Commands;

/// <summary>Answers one series, which may never end, step by step in constant memory.</summary>
/// <remarks>
/// Steps that have arrived are heard together, at most a piece of them; before it waits for more, every step that has
/// arrived is
/// answered and written, so that nobody at the other end of a pipe waits for an answer that is known.
/// </remarks>
internal sealed class SeriesStepAnswers : IAnswers
{
    private const int PieceSteps = 64;

    private readonly SeriesReading _reading;
    private readonly HeadSettings _head;
    private readonly CsvReader _reader;
    private readonly SeriesListener _listener;
    private readonly int _every;
    private readonly int _beyond;
    private readonly double[] _raw; // the newest step
    private readonly double[] _before; // the one before it
    private readonly double[] _raws; // those that wait to be heard
    private readonly double[] _steps; // the same as the machine is shown them
    private readonly double[] _now;
    private readonly double[] _answers;
    private IPredictions? _predictions;
    private int _waiting;
    private bool _begun;
    private long _heard;
    private long _said;

    /// <summary>Opens a series.</summary>
    /// <param name="trained">Who answers.</param>
    /// <param name="reading">How it is shown series; without a channel of time.</param>
    /// <param name="content">A table with a line for each step; closed with this.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="request">How often to answer, and how far to go on.</param>
    /// <param name="cancellation">Ends the wait for standard input.</param>
    /// <exception cref="DataException">It is no table of as many columns as the machine has channels.</exception>
    public SeriesStepAnswers(
        TrainedMachine trained, SeriesReading reading, Stream content, string name, PredictRequest request,
        CancellationToken cancellation)
    {
        (_reading, _head) = (reading, ((HssmSettings)trained.Experiment.Machine).Head);
        Form = AnswerForm.Of(trained, reading, "after");
        _every = request.Every ?? (_head is { Kind: HeadKind.Regression, Pool: Pooling.Every } ? _head.Every : 1);
        _beyond = request.Forecast ?? 0;
        _listener = new SeriesListener(
            trained,
            request.Window ?? (_head.Kind == HeadKind.Forecast ? trained.Experiment.Data.Window : null));
        (_raw, _before, _now) = (new double[reading.Channels], new double[reading.Channels], new double[reading.Channels]);
        _raws = new double[PieceSteps * reading.Channels];
        _steps = new double[PieceSteps * reading.Channels];
        _answers = new double[PieceSteps * trained.Machine.Outputs];
        _reader = new CsvReader(new WaitingStream(content, SettleBeforeWaiting, cancellation), name, request.Header, missing: true);
        if (_reader.Columns != reading.Channels)
        {
            throw new DataException(
                name, $"expected {reading.Channels} numbers on each line, one for each channel of the machine, found "
                + $"{_reader.Columns}");
        }
    }

    public AnswerForm Form { get; }

    private int Outputs => _answers.Length / PieceSteps;

    public void Write(IPredictions predictions, Action<long> answered, CancellationToken cancellation)
    {
        _predictions = predictions;
        try
        {
            while (_reader.Next())
            {
                _raw.CopyTo(_before, 0);
                LongTable.Fill(_reader, _reading.Missing, _raw);
                if (_reading.Differences && !_begun)
                {
                    (_begun, _heard) = (true, 1); // nothing has changed yet
                    continue;
                }

                var step = _steps.AsSpan(_waiting * _raw.Length, _raw.Length);
                _raw.CopyTo(step);
                _raw.CopyTo(_raws, _waiting * _raw.Length);
                _reading.ToMachine(step, _before);
                _begun = true;
                if (++_waiting == PieceSteps)
                {
                    Settle();
                    answered(_heard);
                    cancellation.ThrowIfCancellationRequested();
                }
            }
        }
        catch (OutputFault fault)
        {
            ExceptionDispatchInfo.Throw(fault.InnerException!);
        }
        catch (DataException)
        {
            Settle(); // what came before the line at fault is answered
            throw;
        }

        Settle();
        if (_reading.Differences && _heard == 1)
        {
            throw new DataException(
                _reader.Name, "there is one step in it, and this run was trained with data.differences: true, the changes from one step to the next");
        }

        if (_beyond > 0)
        {
            Continue();
        }
        else if (_said < _heard)
        {
            Say(Newest(), _heard);
        }

        predictions.Flush();
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>Answers while the input is being read: where the output refuses, it is not the input that is at fault.</summary>
    private void SettleBeforeWaiting()
    {
        try
        {
            Settle();
        }
        catch (IOException fault)
        {
            throw new OutputFault(fault);
        }
    }

    /// <summary>Answers every step that has arrived.</summary>
    private void Settle()
    {
        if (_waiting == 0)
        {
            return;
        }

        var (channels, count) = (_raw.Length, _waiting);
        _waiting = 0;
        _listener.Hear(_steps.AsSpan(0, count * channels), _answers.AsSpan(0, count * Outputs));
        for (var step = 0; step < count; step++)
        {
            _heard++;
            _raws.AsSpan(step * channels, channels).CopyTo(_now);
            if (_beyond == 0 && _heard % _every == 0)
            {
                Say(_answers.AsSpan(step * Outputs, Outputs), _heard);
            }
        }

        // The newest answer stays at hand: the last step is answered in any case, and a forecast goes on from it.
        _answers.AsSpan((count - 1) * Outputs, Outputs).CopyTo(Newest());
        _predictions!.Flush();
    }

    /// <summary>Goes on beyond the end: what was forecast is heard as if it had come.</summary>
    private void Continue()
    {
        for (var ahead = 0; ahead < _beyond; ahead++)
        {
            Newest().CopyTo(_steps);
            Say(Newest(), _heard + ahead).CopyTo(_now);
            _listener.Hear(_steps.AsSpan(0, _raw.Length), Newest());
        }
    }

    private Span<double> Newest() => _answers.AsSpan(_answers.Length - Outputs);

    /// <summary>Writes an answer.</summary>
    /// <param name="answer">[outputs]; a copy is scaled.</param>
    /// <param name="heard">Steps behind it.</param>
    /// <returns>What was said.</returns>
    private ReadOnlySpan<double> Say(ReadOnlySpan<double> answer, long heard)
    {
        if (!TensorPrimitives.IsFiniteAll(answer))
        {
            throw new NonFiniteException(string.Create(
                CultureInfo.InvariantCulture,
                $"{_reader.Name}: step {heard}: the outputs are not finite; are its numbers scaled as those of the training "
                + $"were?"));
        }

        _said = heard;
        if (_head.Kind != HeadKind.Forecast)
        {
            _predictions!.Add(heard, answer);
            return answer;
        }

        var forecast = _reading.FromMachine(answer.ToArray(), _now);
        _predictions!.Add(_beyond > 0 ? heard : heard - 1 + _head.Horizon, forecast);
        return forecast;
    }

    private sealed class OutputFault(IOException fault) : Exception(fault.Message, fault);
}
