using System.Net;
using System.Net.Sockets;
using Loschmidt.Devices;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt device serve</c>: any machine of ours as a device.</summary>
public static class DeviceServeCommand
{
    /// <summary>Serves until the trainer has no more lines or, on a port, until it is cancelled.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="input">Lines of the trainer, where no port was asked for.</param>
    /// <param name="output">Replies to it.</param>
    /// <param name="say">Hears where it listens.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InputException">The experiment is at fault, or the port is taken.</exception>
    public static void Run(DeviceServeRequest request, Stream input, Stream output, Action<string> say, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(say);
        var server = Server(request);
        try
        {
            if (request.Tcp is { } port)
            {
                using var host = new TcpDeviceHost(server, port);
                say($"{server.About.Name} listens on tcp://127.0.0.1:{host.Port}");
                host.Run(cancellation);
            }
            else if (request.Http is { } web)
            {
                using var host = new HttpDeviceHost(server, web);
                say($"{server.About.Name} listens on http://127.0.0.1:{host.Port}/");
                host.Run(cancellation);
            }
            else
            {
                Serve(server, input, output);
            }
        }
        catch (Exception taken) when (taken is SocketException or HttpListenerException)
        {
            throw new UnsuitableException($"port {request.Tcp ?? request.Http}: {taken.Message}; choose another one", null, taken);
        }
    }

    /// <summary>The device's end of the wire for a machine of ours.</summary>
    /// <exception cref="InputException">The experiment is at fault, or its machine can be no such device.</exception>
    public static DeviceServer Server(DeviceServeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var experiment = RequestedExperiment.Load(request.Source, request.Quick, request.Sets, ("seed", request.Seed, "--seed"));
        var machine = MachineFactory.Build(experiment with { Device = null });
        try
        {
            if (request.HostUpdated)
            {
                var noise = experiment.Device is { } lab
                    ? new DeviceNoise { Tap = lab.TapNoise, Read = lab.ReadNoise, Disorder = lab.Disorder, Seed = experiment.Seed }
                    : null;
                return DeviceServer.Of(new SimulatedDevice(machine, noise), experiment.Name, machine.Learning.Theta);
            }

            return machine is IReverses reversing
                ? new DeviceServer(new SimulatedSelfTeachingDevice(
                    reversing, experiment.Name, experiment.Seed, new SnapshotFolder(request.Keep ?? SnapshotFolder.Usual)))
                : throw new ArgumentException($"a {machine.Kind} machine cannot be reversed, so it cannot teach itself; use --host-updated");
        }
        catch (ArgumentException problem)
        {
            throw new UnsuitableException($"device: {problem.Message.ReplaceLineEndings(" ")}", Places.Of(experiment.Machine, "machine"), problem);
        }
    }

    private static void Serve(DeviceServer server, Stream input, Stream output)
    {
        try
        {
            server.Serve(input, output);
        }
        catch (IOException)
        {
            // The trainer is gone: so is the reason to be here.
        }
    }
}
