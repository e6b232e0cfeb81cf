namespace Loschmidt.Tests.Data;

/// <summary>Lines as in the files of the 8 × 8 digits.</summary>
internal static class DigitLines
{
    /// <summary>One line for each class and the function that gives its 64 pixels.</summary>
    public static string Of(params ReadOnlySpan<(int Label, Func<int, int> Pixel)> images)
    {
        var lines = "";
        foreach (var (label, pixel) in images)
        {
            lines += string.Join(',', Enumerable.Range(0, 64).Select(pixel).Append(label)) + "\n";
        }

        return lines;
    }
}
