namespace Loschmidt.Experiments.Schema;

/// <summary>Where the gradient comes from; the words are those of the command line and of results.</summary>
public enum Estimator
{
    /// <summary>The full physical cycle: the learning field collects the kick and decays; nothing is
    /// measured.</summary>
    SelfLearning,

    /// <summary>The literal pair of echoes at ±ε.</summary>
    Echo,

    /// <summary>One echo at +ε.</summary>
    OneSided,

    /// <summary>The limit ε → 0 of the echo.</summary>
    Tangent,

    /// <summary>The pair of echoes at ±ε carried as mean and difference; of machines that read series.</summary>
    Paired,

    /// <summary>Backpropagation through time over the stored trajectory; of machines that read series.</summary>
    Bptt,

    /// <summary>A reverse sweep over a stored trajectory.</summary>
    ReverseSweep,

    /// <summary>A reverse sweep beside a state that retraces its way; nothing is stored.</summary>
    ReversingAdjoint,

    /// <summary>A reverse sweep from a few snapshots, what lies between them run again.</summary>
    Revolve,

    /// <summary>The tangent-linear pass, once for every parameter.</summary>
    ForwardSensitivity,

    /// <summary>Central differences of the cost.</summary>
    CentralDifferences,

    /// <summary>Complex step.</summary>
    ComplexStep,

    /// <summary>The adjoint equation of a steady state; of scattering machines.</summary>
    Adjoint,

    /// <summary>Fields measured in probe experiments; of scattering machines.</summary>
    Reciprocity,

    /// <summary>Finite shifts of one parameter after the other, by a rule that is exact; of scattering machines and linear optics.</summary>
    ParameterShift,

    /// <summary>The error signal sent back through linear optics, its interference with the light measured.</summary>
    AdjointField,

    /// <summary>The error signal as a weak probe through a nonlinear medium: cross-phase modulation, or a matched transmission.</summary>
    WeakProbe,

    /// <summary>The error signal as a probe that feels what the forward light felt.</summary>
    PumpProbe,

    /// <summary>All parameters moved at random at once, two costs a draw.</summary>
    Spsa,

    /// <summary>Equilibrium propagation: free and nudged relaxation; of machines that relax.</summary>
    Equilibrium,

    /// <summary>Coupled learning: free state and outputs held nearer to their targets.</summary>
    CoupledLearning,

    /// <summary>The taught half of coupled learning alone: outputs held at their targets.</summary>
    Hebbian,

    /// <summary>Forward through a device, backward through its model; of imperfect machines and devices.</summary>
    PhysicsAware,

    /// <summary>The gradient of the model of a device, which is never asked.</summary>
    InSilico,
}
