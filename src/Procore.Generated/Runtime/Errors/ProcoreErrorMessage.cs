namespace Procore.CompanyUsers;

/// <summary>
/// One thing that Procore says is wrong.
/// </summary>
public sealed class ProcoreErrorMessage
{
    /// <summary>
    /// A message in Procore's words.
    /// </summary>
    /// <param name="field">The field that it is about, under Procore's name; null where it is about the request.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="code">Procore's code for it, if it gives one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message" /> is null.</exception>
    public ProcoreErrorMessage(string? field, string message, string? code = null)
    {
        Field = field;
        Message = message ?? throw new ArgumentNullException(nameof(message));
        Code = code;
    }

    /// <summary>
    /// The field that the message is about, under Procore's name (<c>email_address</c>); null where it is about the whole request.
    /// </summary>
    public string? Field { get; }

    /// <summary>
    /// What is wrong, in Procore's words. It may hold what was sent, such as an e-mail address.
    /// </summary>
    public string Message { get; }

    /// <summary>
    /// Procore's code for it; null where it gives none.
    /// </summary>
    public string? Code { get; }

    /// <summary>
    /// Whether this is a value of the answer that isn't known to be a message: it may be what was sent, and is kept out of logs.
    /// </summary>
    internal bool IsEcho { get; set; }

    /// <inheritdoc cref="PersonalData.Mask" />
    public override string ToString() => PersonalData.Mask(Field is null ? Message : $"{Field}: {Message}");
}
