namespace Procore.DirectorySync;

/// <summary>
/// A field that is set, with its value before and after.
/// </summary>
public sealed class FieldChange
{
    internal FieldChange(string name, object? old, object? @new, bool isOldKnown = true)
    {
        Name = name;
        Old = old;
        New = @new;
        IsOldKnown = isOldKnown;
    }

    /// <summary>
    /// Procore's name of the field, such as <c>job_title</c>.
    /// </summary>
    public string Name { get; }

    /// <summary>
    /// The value before: a string, a long, a bool or null.
    /// </summary>
    public object? Old { get; }

    /// <summary>
    /// The value after: a string, a long, a bool, or null if the field is cleared.
    /// </summary>
    public object? New { get; }

    /// <summary>
    /// Whether <see cref="Old" /> is known. It isn't for new users and for fields that no listing has.
    /// </summary>
    public bool IsOldKnown { get; }

    /// <summary>
    /// The field and its values. Contains personal data.
    /// </summary>
    /// <returns>Such as <c>job_title: "Foreman" → "Superintendent"</c>.</returns>
    public override string ToString() => IsOldKnown
        ? $"{Name}: {PlanText.Quoted(Old)} → {PlanText.Quoted(New)}"
        : $"{Name}: {PlanText.Quoted(New)}";
}
