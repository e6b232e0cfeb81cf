namespace Loschmidt.Formulas;

/// <summary>A piece of places and lanes: whole places where several fit, else part of one.</summary>
internal ref struct FormulaBlock
{
    private readonly int _places;
    private readonly int _width;
    private readonly int _most;

    /// <summary>The first piece.</summary>
    /// <param name="places">Places.</param>
    /// <param name="width">Vectors of lanes a place.</param>
    /// <param name="most">Vectors of the largest piece.</param>
    public FormulaBlock(int places, int width, int most)
    {
        (_places, _width, _most) = (places, width, most);
        Fit();
    }

    /// <summary>First place.</summary>
    public int Row { get; private set; }

    /// <summary>Places.</summary>
    public int Rows { get; private set; }

    /// <summary>First vector of each place.</summary>
    public int Vector { get; private set; }

    /// <summary>Vectors of each place.</summary>
    public int Vectors { get; private set; }

    /// <summary>Whether there is this piece.</summary>
    public readonly bool Exists => Row < _places;

    /// <summary>Goes on to the next one.</summary>
    public void Next()
    {
        Vector += Vectors;
        if (Vector >= _width)
        {
            (Vector, Row) = (0, Row + Rows);
        }

        Fit();
    }

    private void Fit()
    {
        Rows = Math.Min(_places - Row, Math.Max(1, _most / _width));
        Vectors = Math.Min(_width - Vector, _most);
    }
}
