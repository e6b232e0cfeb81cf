using Loschmidt.Devices;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Composition;

/// <summary>Puts machines on the laboratory's table where the experiment asks for it.</summary>
internal static class DeviceFactory
{
    /// <summary>The machine itself, or a device that shows of it what can be measured.</summary>
    /// <param name="machine">The machine; belongs to the device from now on.</param>
    /// <param name="ideal">Builds the equations of the machine, the model beside the device.</param>
    /// <param name="experiment">Its experiment; the seed names the noise.</param>
    /// <exception cref="UnsuitableException">The machine can be no device; says why.</exception>
    public static IEvolves Wrap(IEvolves machine, Func<IEvolves> ideal, Experiment experiment)
    {
        if (experiment.Device is not { } settings)
        {
            return machine;
        }

        try
        {
            var noise = new DeviceNoise
            {
                Tap = settings.TapNoise, Read = settings.ReadNoise, Disorder = settings.Disorder, Seed = experiment.Seed,
            };
            var device = DeviceMachine.Of(
                new SimulatedDevice(machine, noise), machine is IJudges judge ? judge.Judge : null, machine.Targets,
                (machine as IModelled)?.Model ?? ideal());
            machine.Learning.Theta.CopyTo(device.Learning.Theta);
            return device;
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            var reason = MachineFactory.WithoutParameter(problem).ReplaceLineEndings(" ");
            throw new UnsuitableException($"device: {reason}; remove the key 'device'", Places.Of(settings, "device"), problem);
        }
    }
}
