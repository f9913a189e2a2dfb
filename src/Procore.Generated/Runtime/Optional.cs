namespace Procore.CompanyUsers;

/// <summary>
/// Creates <see cref="Optional{T}" /> values.
/// </summary>
public static class Optional
{
    /// <summary>
    /// Creates a value that is set only if it isn't null. A null that is assigned directly clears the field: if <c>dto.JobTitle</c> is null,
    /// <c>JobTitle = dto.JobTitle</c> clears the title, and <c>JobTitle = Optional.IfNotNull(dto.JobTitle)</c> leaves it unchanged.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value; null leaves the field unchanged.</param>
    /// <returns>The value, set; not set if it is null.</returns>
    public static Optional<T?> IfNotNull<T>(T? value)
        where T : class => value is null ? default : new Optional<T?>(value);

    /// <summary>
    /// Creates a value that is set only if it isn't null. A null that is assigned directly clears the field.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value; null leaves the field unchanged.</param>
    /// <returns>The value, set; not set if it is null.</returns>
    public static Optional<T?> IfNotNull<T>(T? value)
        where T : struct => value is null ? default : new Optional<T?>(value);
}
