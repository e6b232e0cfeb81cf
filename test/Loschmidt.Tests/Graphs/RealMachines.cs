using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Graphs;

/// <summary>Small ones of the machines that could be built, each with a sample; parameters recoil unless said otherwise.</summary>
internal static class RealMachines
{
    public static readonly string[] Names = ["pinball", "pinball in a field", "duffing-ring", "josephson-array", "kerr-resonators", "kerr, by intensity"];

    public static readonly PinballSettings Ball = new() { Steps = 100, RailFrom = -1.2, RailTo = -0.6 };

    /// <summary>A push, springs to the origin, a hill and a hole.</summary>
    public const string Field = "0.01*y - 0.02*x + 0.025*x^2 + 0.05*y^2 + 0.05*exp(-((x-0.1)^2+(y-0.3)^2)/0.32) - 0.04*exp(-((x+0.4)^2+y^2)/0.1)";

    public static readonly KerrResonatorSettings Resonators = new() { Duration = 3, Steps = 40, TrainedHopping = true };

    public static (HamiltonianMachine<double> Machine, Batch Batch) Of(string name, bool held = false)
    {
        var Ω = held ? 0 : 0.05;
        HamiltonianMachine<double> machine = name switch
        {
            "pinball" => GraphMachines.Build<double>(Ball with { InverseMass = held ? 0 : 0.2 }, 3),
            "pinball in a field" => GraphMachines.Build<double>(
                Ball with
                {
                    InverseMass = held ? 0 : 0.2, Field = Field, Input = PinballInput.Velocity, Launch = [0, 1], Mass = 1.3,
                },
                3),
            "duffing-ring" => GraphMachines.Build<double>(new DuffingRingSettings { Duration = 4, Steps = 80, InverseMass = Ω }, 3),
            "josephson-array" => GraphMachines.Build<double>(new JosephsonArraySettings { Duration = 4, Steps = 80, InverseMass = Ω }, 3),
            "kerr-resonators" => GraphMachines.Build<double>(Resonators with { InverseMass = Ω }, 3),
            _ => GraphMachines.Build<double>(Resonators with { InverseMass = Ω, Target = KerrTarget.Intensity }, 3),
        };
        return (machine, name switch
        {
            "pinball" => Launch(0.1, 0.9),
            "pinball in a field" => Launch(0.1, -0.5),
            _ => Bits(machine, 1),
        });
    }

    /// <summary>A launch of the ball, towards x = 0.6.</summary>
    public static Batch Launch(double first, double second)
    {
        var batch = new Batch(2, 1, 1) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1], batch.Targets[0]) = (first, second, 0.6);
        return batch;
    }

    /// <summary>All pairs of bits where the machine has lanes for them, else one of them.</summary>
    public static Batch Bits(HamiltonianMachine<double> machine, int only)
    {
        var batch = new Batch(2, 0, machine.Lanes) { Active = machine.Lanes };
        for (var lane = 0; lane < machine.Lanes; lane++)
        {
            var row = machine.Lanes == 1 ? only : lane;
            (batch.Inputs[lane], batch.Inputs[machine.Lanes + lane], batch.Labels[lane]) = (row / 2, row % 2, (row / 2) ^ (row % 2));
        }

        return batch;
    }
}
