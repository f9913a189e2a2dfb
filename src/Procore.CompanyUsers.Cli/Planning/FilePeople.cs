using Procore.CompanyUsers.Cli.People;
using Procore.CompanyUsers.Models;
using Procore.DirectorySync;

namespace Procore.CompanyUsers.Cli.Planning;

/// <summary>Converts the rows of a file to the people of a plan.</summary>
internal static class FilePeople
{
    public static IAsyncEnumerable<Person> Read(PeopleFile file) => file.People().Select(row => Of(row.Person)).ToAsyncEnumerable();

    private static Person Of(CompanyUserSyncItem item) => new()
    {
        Id = item.Id.Value,
        OriginId = item.OriginId.Value,
        IsActive = item.IsActive.Value ?? true,
        FirstName = item.FirstName,
        LastName = item.LastName,
        EmailAddress = item.EmailAddress,
        Initials = item.Initials,
        JobTitle = item.JobTitle,
        EmployeeId = item.EmployeeId,
        BusinessPhone = item.BusinessPhone,
        BusinessPhoneExtension = item.BusinessPhoneExtension,
        MobilePhone = item.MobilePhone,
        FaxNumber = item.FaxNumber,
        Address = item.Address,
        City = item.City,
        StateCode = item.StateCode,
        Zip = item.Zip,
        CountryCode = item.CountryCode,
        EmailSignature = item.EmailSignature,
        Notes = item.Notes,
        OriginData = item.OriginData,
        IsEmployee = item.IsEmployee,
        VendorId = item.VendorId,
        DefaultPermissionTemplateId = item.DefaultPermissionTemplateId,
        CompanyPermissionTemplateId = item.CompanyPermissionTemplateId,
        WorkClassificationId = item.WorkClassificationId,
    };
}
