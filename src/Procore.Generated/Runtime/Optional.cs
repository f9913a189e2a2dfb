namespace Procore.CompanyUsers;

/// <summary>
/// Creates <see cref="Optional{T}" /> values.
/// </summary>
public static class Optional
{
    /// <summary>
    /// Sets a value only if there is one. Without it, a null clears the field: <c>JobTitle = dto.JobTitle</c> erases the title
    /// where <c>dto.JobTitle</c> is null, <c>JobTitle = Optional.IfNotNull(dto.JobTitle)</c> leaves it as it is.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value; null leaves the field as it is.</param>
    /// <returns>The value, set; not set if it is null.</returns>
    public static Optional<T?> IfNotNull<T>(T? value)
        where T : class => value is null ? default : new Optional<T?>(value);

    /// <summary>
    /// Sets a value only if there is one. Without it, a null clears the field.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value; null leaves the field as it is.</param>
    /// <returns>The value, set; not set if it is null.</returns>
    public static Optional<T?> IfNotNull<T>(T? value)
        where T : struct => value is null ? default : new Optional<T?>(value);
}
