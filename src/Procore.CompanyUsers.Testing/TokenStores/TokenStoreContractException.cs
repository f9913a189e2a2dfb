namespace Procore.CompanyUsers.Testing;

/// <summary>Thrown if a token store doesn't meet a requirement of <see cref="IProcoreTokenStore" />.</summary>
public sealed class TokenStoreContractException : Exception
{
    internal TokenStoreContractException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
