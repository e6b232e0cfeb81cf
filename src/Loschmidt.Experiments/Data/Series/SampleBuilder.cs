using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Puts samples together that a file writes channel after channel, and holds them to what its header
/// declares; memory grows with the numbers that arrive.</summary>
/// <param name="sink">Takes the samples.</param>
/// <param name="missing">What becomes of a missing number.</param>
/// <param name="limits">What a file may be.</param>
internal sealed class SampleBuilder(ISeriesSink sink, MissingValues missing, SeriesLimits limits)
{
    private const int FirstNumbers = 1 << 10;
    private const int TurnedSteps = 1 << 9;

    private double[] _numbers = new double[FirstNumbers]; // channel after channel
    private double[] _turned = [];
    private int _filled;
    private int _channelAt; // where the present channel begins
    private int _channel;
    private int _steps;
    private int _samples;
    private bool _begun;

    /// <summary>Channels of every sample; null as long as neither header nor sample said.</summary>
    public int? Channels { get; set; }

    /// <summary>Steps of every sample; null as long as neither header nor sample said.</summary>
    public int? Steps { get; set; }

    /// <summary>Whether samples may differ in length.</summary>
    public bool MayDiffer { get; init; }

    /// <summary>What to write where they do, such as <c>write '@equalLength false'</c>.</summary>
    public required string Cure { get; init; }

    /// <summary>Names of the classes.</summary>
    public IReadOnlyList<string> Classes { get; set; } = [];

    /// <summary>Complete samples.</summary>
    public int Samples => _samples;

    /// <summary>Complete channels of the present sample.</summary>
    public int Channel => _channel;

    /// <summary>Numbers of the present channel.</summary>
    public int Step => _filled - _channelAt;

    /// <summary>The next number of the present channel.</summary>
    public void Add(double number, ByteText text)
    {
        if (_filled == _numbers.Length)
            Grow(text.Here);
        _numbers[_filled++] = Math.Abs(number) > Missing.LargestNumber ? Missing.Checked(number, () => text.Here) : number;
    }

    /// <summary>A number that is missing.</summary>
    public void AddMissing(ByteText text)
    {
        if (missing == MissingValues.Refuse)
        {
            throw new DataException(
                text.Here, $"a missing number; {Missing.Cure}");
        }

        Add(missing == MissingValues.Previous && _filled > _channelAt ? _numbers[_filled - 1] : 0, text);
    }

    /// <summary>The present channel is complete.</summary>
    public void EndChannel(SourcePosition where)
    {
        var steps = _filled - _channelAt;
        if (_channel == 0)
            _steps = steps;
        if (steps != _steps)
        {
            throw new DataException(
                where, $"channel {_channel + 1} has {steps} steps, the channels before it have {_steps}");
        }

        if (Channels is { } channels ? _channel == channels : _channel == limits.Channels)
            throw new DataException(where, $"more than {Channels ?? limits.Channels} channels");
        _channelAt = _filled;
        _channel++;
    }

    /// <summary>The present sample is complete.</summary>
    public void EndSample(int label, SourcePosition where)
    {
        Channels ??= _channel;
        if (_channel != Channels)
            throw new DataException(where, $"expected {Channels} channels, found {_channel}");
        if (!MayDiffer)
        {
            if (_steps != (Steps ??= _steps))
            {
                throw new DataException(
                    where, $"a series of {_steps} steps where {Steps} are declared or came before; {Cure}");
            }
        }

        if (_samples == limits.Samples)
            throw new DataException(where, $"more than {limits.Samples} samples");
        Begin();
        Turn();
        sink.End(label);
        _samples++;
        (_filled, _channelAt, _channel) = (0, 0, 0);
    }

    private void Begin()
    {
        if (!_begun)
            sink.Begin(Channels!.Value, Classes);
        _begun = true;
    }

    /// <summary>Hands the sample over with channels innermost.</summary>
    private void Turn()
    {
        var channels = _channel;
        if (channels == 1)
        {
            sink.Append(_numbers.AsSpan(0, _filled));
            return;
        }

        var most = Math.Min(_steps, TurnedSteps) * channels;
        if (_turned.Length < most)
            _turned = new double[most];
        for (var start = 0; start < _steps; start += TurnedSteps)
        {
            var steps = Math.Min(TurnedSteps, _steps - start);
            for (var channel = 0; channel < channels; channel++)
            {
                var from = _numbers.AsSpan((channel * _steps) + start, steps);
                for (var step = 0; step < from.Length; step++)
                {
                    _turned[(step * channels) + channel] = from[step];
                }
            }

            sink.Append(_turned.AsSpan(0, steps * channels));
        }
    }

    private void Grow(SourcePosition where)
    {
        if (_filled >= limits.SampleNumbers)
            throw new DataException(where, $"a sample of more than {limits.SampleNumbers} numbers");
        Array.Resize(ref _numbers, (int)Math.Min(limits.SampleNumbers, 2L * _filled));
    }
}
