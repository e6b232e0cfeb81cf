using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt device record</c> and <c>replay</c>: what trainer and device say to each other, written down and played again.</summary>
public static class DeviceRecordCommand
{
    /// <summary>Starts a device and writes down what passes; a file that is there is added to, so that restarts do not lose it.</summary>
    /// <param name="command">The device's command.</param>
    /// <param name="file">The recording.</param>
    /// <param name="input">Lines of the trainer.</param>
    /// <param name="output">Replies to it.</param>
    /// <param name="say">Hears what the device writes to its standard error.</param>
    /// <exception cref="InputException">The command is none, or the file cannot be written.</exception>
    /// <exception cref="WireException">The device ended.</exception>
    public static void Record(string command, string file, Stream input, Stream output, Action<string> say)
    {
        try
        {
            using var device = new ProcessTransport(command, say);
            using var record = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
            new DeviceRecorder(device, record).Run(input, output);
        }
        catch (ArgumentException problem)
        {
            throw new UnsuitableException(MachineFactory.WithoutParameter(problem).ReplaceLineEndings(" "), null, problem);
        }
    }

    /// <summary>Plays the device's side of a recording.</summary>
    /// <param name="file">The recording.</param>
    /// <param name="input">Lines of the trainer.</param>
    /// <param name="output">Replies to it.</param>
    /// <exception cref="InputException">The file is no recording.</exception>
    public static void Replay(string file, Stream input, Stream output)
    {
        DevicePlayer player;
        try
        {
            using var recording = File.OpenRead(file);
            player = new DevicePlayer(recording, file);
        }
        catch (WireException problem)
        {
            throw new UnsuitableException(problem.Message, null, problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnsuitableException($"{file} cannot be read; name a recording, which 'loschmidt device record \"command\" FILE' writes", null, problem);
        }

        player.Run(input, output);
    }
}
