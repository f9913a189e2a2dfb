namespace Procore.CompanyUsers;

/// <summary>
/// An error message from Procore.
/// </summary>
public sealed class ProcoreErrorMessage
{
    /// <summary>
    /// Creates a message.
    /// </summary>
    /// <param name="field">The field that the message is about, by Procore's name; null if it is about the whole request.</param>
    /// <param name="message">The message, in Procore's words.</param>
    /// <param name="code">Procore's code for the error; null if there is none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message" /> is null.</exception>
    public ProcoreErrorMessage(string? field, string message, string? code = null)
    {
        Field = field;
        Message = message ?? throw new ArgumentNullException(nameof(message));
        Code = code;
    }

    /// <summary>
    /// The field that the message is about, by Procore's name (<c>email_address</c>); null if it is about the whole request.
    /// </summary>
    public string? Field { get; }

    /// <summary>
    /// The name of the models' property (<c>EmailAddress</c>, <c>Vendor.Id</c>); null if <see cref="Field" /> is null or isn't
    /// a property name of Procore's.
    /// </summary>
    public string? Property => Field is null ? null : PropertyOf(Field);

    /// <summary>
    /// The message, in Procore's words. It can quote what was sent, such as an e-mail address.
    /// </summary>
    public string Message { get; }

    /// <summary>
    /// Procore's code for the error; null if there is none.
    /// </summary>
    public string? Code { get; }

    /// <summary>
    /// Whether this is a value of the response that isn't known to be a message: it may be what was sent, so it isn't logged.
    /// </summary>
    internal bool IsEcho { get; set; }

    /// <inheritdoc cref="PersonalData.Mask" />
    public override string ToString() => PersonalData.Mask(Field is null ? Message : $"{Field}: {Message}");

    private static string? PropertyOf(string field)
    {
        var parts = field.Split('.');
        return parts.All(IsName) ? string.Join(".", parts.Select(Pascal)) : null;
    }

    private static bool IsName(string part) =>
        part.Length > 0 && part[0] is >= 'a' and <= 'z' && part.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    private static string Pascal(string part) =>
        string.Concat(part.Split(['_'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
