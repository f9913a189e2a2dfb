namespace Procore.CompanyUsers.ContractTests.Wire;

/// <summary>How a connection ends once a request has come in.</summary>
public enum Fault
{
    /// <summary>By a reset.</summary>
    Reset,

    /// <summary>By its orderly end, without an answer.</summary>
    NoAnswer,

    /// <summary>In the body, by bytes that are no chunk.</summary>
    BrokenBody,

    /// <summary>By bytes that are no HTTP.</summary>
    Garbage,
}
