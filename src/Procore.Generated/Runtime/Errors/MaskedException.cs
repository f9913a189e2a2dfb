using Procore.Generated.Requests;

namespace Procore.CompanyUsers;

/// <summary>Stands for an exception whose text contains a secret or personal data, such as a proxy's password.</summary>
internal sealed class MaskedException : Exception
{
    private readonly string _type;

    private MaskedException(string type, string message, Exception? innerException)
        : base(message, innerException) =>
        _type = type;

    /// <summary>The exception itself if its whole text is harmless; otherwise one with the same types and masked messages.</summary>
    public static Exception Of(Exception exception, RequestInfo request) =>
        Text(exception.ToString) is { } text && string.Equals(Mask(text, request), text, StringComparison.Ordinal) ? exception : Copy(exception, request);

    public override string ToString() => InnerException is null ? $"{_type}: {Message}" : $"{_type}: {Message} ---> {InnerException}";

    private static MaskedException Copy(Exception exception, RequestInfo request) => new(
        exception.GetType().FullName ?? exception.GetType().Name,
        Text(() => exception.Message) is { } message ? Mask(message, request) : "Its message can't be read.",
        exception.InnerException is { } inner ? Copy(inner, request) : null);

    /// <returns>Null if an exception of the application's own can't say its text.</returns>
    private static string? Text(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static string Mask(string text, RequestInfo request) => SecretMask.Apply(PersonalData.MaskCause(text), request.Secrets);
}
