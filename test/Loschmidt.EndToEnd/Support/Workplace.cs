using Loschmidt.Experiments.Data;

namespace Loschmidt.EndToEnd.Support;

/// <summary>A folder for runs and files that goes away with the test.</summary>
public sealed class Workplace : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("loschmidt-end-to-end-");

    public string Root => _root.FullName;

    public string Runs => Path.Combine(Root, "runs");

    /// <summary>Writes a file, into a folder where the name has one, and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Skips the test, visibly, where the images are not at hand.</summary>
    public static void NeedMnist() => Assert.SkipUnless(
        DataFolder.Usual(null).Find("mnist", Mnist.TrainImages) is not null,
        "needs the MNIST files: set LOSCHMIDT_DATA to the folder that holds mnist/");

    /// <summary>Skips the test where the 8 × 8 digits are not there.</summary>
    public static void NeedDigits() => Assert.SkipUnless(
        DataFolder.Usual(null).Find("digits", Digits.TrainFile) is not null,
        "needs the 8 x 8 digits: set LOSCHMIDT_DATA to the folder that holds digits/");

    public void Dispose() => _root.Delete(recursive: true);
}
