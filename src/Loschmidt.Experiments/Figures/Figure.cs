using System.Text;

namespace Loschmidt.Experiments.Figures;

/// <summary>A picture that can be written as SVG or PNG.</summary>
public abstract record Figure
{
    /// <summary>Heading.</summary>
    public required string Title { get; init; }

    /// <summary>The picture as SVG text with its own white ground; equal figures give equal text.</summary>
    public string ToSvg() => ToSvg("");

    /// <summary>The same for a document with other pictures.</summary>
    /// <param name="suffix">Ends every identifier in the picture.</param>
    internal string ToSvg(string suffix)
    {
        var (width, height) = Size;
        var canvas = new SvgCanvas(width, height, Title, suffix);
        canvas.Rectangle(0, 0, width, height, Rgb.White);
        Draw(canvas);
        return canvas.ToString();
    }

    /// <summary>The picture as a PNG file's bytes.</summary>
    /// <param name="zoom">Pixels per CSS pixel, at least 1.</param>
    public byte[] ToPng(int zoom = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(zoom, 1);
        var (width, height) = Size;
        var canvas = new RasterCanvas((int)Math.Ceiling(width), (int)Math.Ceiling(height), zoom);
        Draw(canvas);
        return Png.Encode(canvas.Pixels, canvas.Width, canvas.Height);
    }

    /// <summary>Writes the picture; the extension, <c>.svg</c> or <c>.png</c>, says as what.</summary>
    /// <param name="path">File to write; its folder must exist. An older file is replaced.</param>
    /// <exception cref="ArgumentException">The extension is another one.</exception>
    public void Save(string path)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".svg":
                File.WriteAllText(path, ToSvg(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                break;
            case ".png":
                File.WriteAllBytes(path, ToPng());
                break;
            default:
                throw new ArgumentException($"A figure is written as .svg or .png, not as '{path}'.", nameof(path));
        }
    }

    /// <summary>Width and height in CSS pixels, for a picture of several.</summary>
    internal (double Width, double Height) Extent => Size;

    private protected abstract (double Width, double Height) Size { get; }

    /// <summary>Draws it as a part of another picture.</summary>
    internal void DrawOn(ICanvas canvas) => Draw(canvas);

    private protected abstract void Draw(ICanvas canvas);
}
