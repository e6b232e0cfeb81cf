using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Files that a figure cannot be computed without.</summary>
/// <param name="Name">What they are, for people.</param>
/// <param name="Require">Finds them.</param>
internal sealed record NeededData(string Name, Action<DataFolder> Require)
{
    /// <summary>The handwritten digits.</summary>
    public static readonly NeededData Digits = new("the MNIST files", folder =>
        folder.Require("mnist", Mnist.TrainImages));

    /// <summary>The small handwritten digits.</summary>
    public static readonly NeededData SmallDigits = new("the 8 × 8 digits", folder =>
    {
        folder.Require(Data.Digits.Set, Data.Digits.TrainFile);
        folder.Require(Data.Digits.Set, Data.Digits.TestFile);
    });

    /// <summary>Slow cortical potentials as the archive has them.</summary>
    public static readonly NeededData Scp1 = Archive("SelfRegulationSCP1");

    /// <summary>What the table of trainings reads.</summary>
    public static readonly NeededData Recordings = new(
        "SelfRegulationSCP1 and MotorImagery of the UEA archive, BCI Competition II data set Ia", folder =>
        {
            Scp1.Require(folder);
            Archive("MotorImagery").Require(folder);
            folder.Require(BciSource.Set, BciSource.Train);
        });

    /// <summary>Why they cannot be had, and the cure; null where they are there.</summary>
    /// <param name="data">What <c>--data</c> said.</param>
    public string? Refusal(string? data)
    {
        try
        {
            Require(DataFolder.Usual(data));
            return null;
        }
        catch (DataException missing)
        {
            return missing.Message;
        }
    }

    private static NeededData Archive(string name) => new($"{name} of the UEA archive", folder =>
    {
        UeaArchive.Require(folder, name, "TRAIN");
        UeaArchive.Require(folder, name, "TEST");
    });
}
