namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>How the server ends the connection after it has received a request.</summary>
public enum ConnectionFault
{
    /// <summary>A TCP reset, without a response.</summary>
    Reset,

    /// <summary>An orderly close (FIN), without a response.</summary>
    Closed,

    /// <summary>Bytes that are not a valid chunk in the body, then an orderly close.</summary>
    BrokenBody,

    /// <summary>Bytes that are not HTTP, then an orderly close.</summary>
    Garbage,
}
