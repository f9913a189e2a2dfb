namespace Procore.CompanyUsers.Testing;

/// <summary>
/// A token store doesn't do what <see cref="IProcoreTokenStore" /> asks of it.
/// </summary>
public sealed class TokenStoreContractException : Exception
{
    internal TokenStoreContractException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
