using Procore.CompanyUsers.Benchmarks.Server;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Benchmarks.Sides.ByHand;

/// <summary>What an HR system knows of a person.</summary>
internal sealed class SyncItem
{
    public string? EmailAddress { get; set; }

    public string? EmployeeId { get; set; }

    public string? FirstName { get; set; }

    public bool? IsActive { get; set; }

    public bool? IsEmployee { get; set; }

    public string? JobTitle { get; set; }

    public string? LastName { get; set; }

    public string? MobilePhone { get; set; }

    public string? OriginId { get; set; }

    public long? VendorId { get; set; }

    public static SyncItem Of(int index) => new()
    {
        EmailAddress = $"employee.{index}@bluestone-builders.example",
        EmployeeId = $"{index}",
        FirstName = "Chiara",
        IsActive = true,
        IsEmployee = true,
        JobTitle = "Project Engineer",
        LastName = "Castillo",
        MobilePhone = "+1 805 555 0199",
        OriginId = People.OriginIdOf(index),
        VendorId = 2_200_001,
    };

    public CompanyUserSyncItem ToModel() => new()
    {
        EmailAddress = EmailAddress,
        EmployeeId = EmployeeId,
        FirstName = FirstName,
        IsActive = IsActive,
        IsEmployee = IsEmployee,
        JobTitle = JobTitle,
        LastName = LastName,
        MobilePhone = MobilePhone,
        OriginId = OriginId,
        VendorId = VendorId,
    };
}
