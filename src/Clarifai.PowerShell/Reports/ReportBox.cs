namespace Clarifai.PowerShell;

/// <summary>The edges of a region, as fractions of the stored image's height and width.</summary>
internal readonly record struct ReportBox(double Top, double Left, double Bottom, double Right);
