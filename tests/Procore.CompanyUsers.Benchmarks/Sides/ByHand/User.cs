using System.Text.Json.Serialization;
using Newtonsoft.Json;

namespace Procore.CompanyUsers.Benchmarks.Sides.ByHand;

/// <summary>A plain class with the properties that <see cref="Models.CompanyUser" /> has.</summary>
internal sealed class User
{
    [JsonProperty("_links"), JsonPropertyName("_links")]
    public UserLinks? Links { get; set; }

    public bool? AddToNewProjects { get; set; }

    public string? Address { get; set; }

    public string? Avatar { get; set; }

    public string? BusinessId { get; set; }

    public string? BusinessPhone { get; set; }

    public long? BusinessPhoneExtension { get; set; }

    public string? City { get; set; }

    public UserTemplate? CompanyPermissionTemplate { get; set; }

    public long? CompanyPermissionTemplateId { get; set; }

    public long? ContactId { get; set; }

    public string? CountryCode { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public long? DefaultPermissionTemplateId { get; set; }

    public string? EmailAddress { get; set; }

    public string? EmailSignature { get; set; }

    public string? EmployeeId { get; set; }

    public bool? ErpIntegratedAccountant { get; set; }

    public string? FaxNumber { get; set; }

    public string? FirstName { get; set; }

    public long? Id { get; set; }

    public string? Initials { get; set; }

    public bool? IsActive { get; set; }

    public bool? IsEmployee { get; set; }

    public bool? IsInsuranceManager { get; set; }

    public string? JobTitle { get; set; }

    public DateTimeOffset? LastActivatedAt { get; set; }

    public DateTimeOffset? LastLoginAt { get; set; }

    public string? LastName { get; set; }

    public string? Locale { get; set; }

    public string? LoginInformationUuid { get; set; }

    public string? MobilePhone { get; set; }

    public string? Name { get; set; }

    public string? Notes { get; set; }

    public string? OriginData { get; set; }

    public string? OriginId { get; set; }

    public long? PartyId { get; set; }

    public UserTemplate? PermissionTemplate { get; set; }

    public string? Role { get; set; }

    public string? StateCode { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public UserVendor? Vendor { get; set; }

    public bool? VerifiedEmployee { get; set; }

    public DateTimeOffset? WelcomeEmailSentAt { get; set; }

    public long? WorkClassificationId { get; set; }

    public string? Zip { get; set; }
}
