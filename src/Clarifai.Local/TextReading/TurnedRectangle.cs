using SkiaSharp;

namespace Clarifai.Local.TextReading;

/// <summary>A rectangle at any angle, in pixels of an image whose rows go downward.</summary>
/// <param name="X">The center's column.</param>
/// <param name="Y">The center's row.</param>
/// <param name="Width">The length of the side along the angle.</param>
/// <param name="Height">The length of the other side.</param>
/// <param name="Angle">Radians from the image's rows to the rectangle's, clockwise on the screen.</param>
internal readonly record struct TurnedRectangle(double X, double Y, double Width, double Height, double Angle)
{
    /// <summary>The smallest upright rectangle around it.</summary>
    public SKRect Bounds
    {
        get
        {
            (double sine, double cosine) = Math.SinCos(Angle);
            double right = ((Width * Math.Abs(cosine)) + (Height * Math.Abs(sine))) / 2;
            double down = ((Width * Math.Abs(sine)) + (Height * Math.Abs(cosine))) / 2;
            return new SKRect((float)(X - right), (float)(Y - down), (float)(X + right), (float)(Y + down));
        }
    }

    /// <summary>The same rectangle, seen after a number of clockwise quarter turns.</summary>
    public TurnedRectangle Turn(int quarters)
    {
        double angle = Math.IEEERemainder(Angle + (quarters * Math.PI / 2), 2 * Math.PI);
        return int.IsOddInteger(quarters)
            ? this with { Width = Height, Height = Width, Angle = angle }
            : this with { Angle = angle };
    }

    public TurnedRectangle MoveBy(double right, double down) => this with { X = X + right, Y = Y + down };

    public bool Contains(double x, double y)
    {
        (double sine, double cosine) = Math.SinCos(Angle);
        (double right, double down) = (x - X, y - Y);
        return Math.Abs((right * cosine) + (down * sine)) < Width / 2 && Math.Abs((down * cosine) - (right * sine)) < Height / 2;
    }

    /// <summary>The transform from the image to one that contains only this rectangle, upright and scaled.</summary>
    public SKMatrix ToUpright(SKSizeI size) => SKMatrix.CreateTranslation(size.Width / 2f, size.Height / 2f)
        .PreConcat(SKMatrix.CreateScale((float)(size.Width / Width), (float)(size.Height / Height)))
        .PreConcat(SKMatrix.CreateRotation((float)-Angle))
        .PreConcat(SKMatrix.CreateTranslation((float)-X, (float)-Y));
}
