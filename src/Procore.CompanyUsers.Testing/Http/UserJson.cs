using System.Globalization;
using System.Text.Json.Nodes;
using Procore.Shared;

namespace Procore.CompanyUsers.Testing;

/// <summary>Writes users as JSON and reads changes to them.</summary>
internal static class UserJson
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly Dictionary<string, Field> Fields = new(StringComparer.Ordinal)
    {
        ["id"] = Number(user => user.Id, (user, value) => user with { Id = value ?? user.Id }),
        ["first_name"] = Text(user => user.FirstName, (user, value) => user with { FirstName = value }),
        ["last_name"] = Text(user => user.LastName, (user, value) => user with { LastName = value }),
        ["name"] = new Field(user => user.Name, null),
        ["initials"] = Text(user => user.Initials, (user, value) => user with { Initials = value }),
        ["email_address"] = Text(user => user.EmailAddress, (user, value) => user with { EmailAddress = value }),
        ["email_signature"] = Text(user => user.EmailSignature, (user, value) => user with { EmailSignature = value }),
        ["job_title"] = Text(user => user.JobTitle, (user, value) => user with { JobTitle = value }),
        ["address"] = Text(user => user.Address, (user, value) => user with { Address = value }),
        ["city"] = Text(user => user.City, (user, value) => user with { City = value }),
        ["zip"] = Text(user => user.Zip, (user, value) => user with { Zip = value }),
        ["country_code"] = Text(user => user.CountryCode, (user, value) => user with { CountryCode = value }),
        ["state_code"] = Text(user => user.StateCode, (user, value) => user with { StateCode = value }),
        ["business_phone"] = Text(user => user.BusinessPhone, (user, value) => user with { BusinessPhone = value }),
        ["business_phone_extension"] = Number(user => user.BusinessPhoneExtension, (user, value) => user with { BusinessPhoneExtension = value }),
        ["mobile_phone"] = Text(user => user.MobilePhone, (user, value) => user with { MobilePhone = value }),
        ["fax_number"] = Text(user => user.FaxNumber, (user, value) => user with { FaxNumber = value }),
        ["is_active"] = Flag(user => user.IsActive, (user, value) => user with { IsActive = value ?? user.IsActive }),
        ["is_employee"] = Flag(user => user.IsEmployee, (user, value) => user with { IsEmployee = value }),
        ["employee_id"] = Text(user => user.EmployeeId, (user, value) => user with { EmployeeId = value }),
        ["notes"] = Text(user => user.Notes, (user, value) => user with { Notes = value }),
        ["origin_id"] = Text(user => user.OriginId, (user, value) => user with { OriginId = value }),
        ["origin_data"] = Text(user => user.OriginData, (user, value) => user with { OriginData = value }),
        ["vendor_id"] = Number(user => user.VendorId, (user, value) => user with { VendorId = value }),
        ["default_permission_template_id"] = Number(user => user.DefaultPermissionTemplateId, (user, value) => user with { DefaultPermissionTemplateId = value }),
        ["company_permission_template_id"] = Number(user => user.CompanyPermissionTemplateId, (user, value) => user with { CompanyPermissionTemplateId = value }),
        ["work_classification_id"] = Number(user => user.WorkClassificationId, (user, value) => user with { WorkClassificationId = value }),
        ["add_to_new_projects"] = Flag(user => user.AddToNewProjects, (user, value) => user with { AddToNewProjects = value }),
        ["bid_contact"] = Flag(user => user.BidContact, (user, value) => user with { BidContact = value }),
        ["avatar"] = Text(user => user.Avatar, (user, value) => user with { Avatar = value }),
        ["business_id"] = Text(user => user.BusinessId, (user, value) => user with { BusinessId = value }),
        ["contact_id"] = Number(user => user.ContactId, (user, value) => user with { ContactId = value }),
        ["party_id"] = Number(user => user.PartyId, (user, value) => user with { PartyId = value }),
        ["login_information_uuid"] = Text(user => user.LoginInformationUuid, (user, value) => user with { LoginInformationUuid = value }),
        ["erp_integrated_accountant"] = Flag(user => user.ErpIntegratedAccountant, (user, value) => user with { ErpIntegratedAccountant = value }),
        ["is_insurance_manager"] = Flag(user => user.IsInsuranceManager, (user, value) => user with { IsInsuranceManager = value }),
        ["locale"] = Text(user => user.Locale, (user, value) => user with { Locale = value }),
        ["role"] = Text(user => user.Role, (user, value) => user with { Role = value }),
        ["verified_employee"] = Flag(user => user.VerifiedEmployee, (user, value) => user with { VerifiedEmployee = value }),
        ["created_at"] = Time(user => user.CreatedAt),
        ["updated_at"] = Time(user => user.UpdatedAt),
        ["last_activated_at"] = Time(user => user.LastActivatedAt),
        ["last_login_at"] = Time(user => user.LastLoginAt),
        ["welcome_email_sent_at"] = Time(user => user.WelcomeEmailSentAt),
    };

    /// <summary>The fields whose values the directory stores.</summary>
    public static IEnumerable<string> KnownFields => Fields.Keys;

    /// <summary>Writes exactly the given fields, null for those that the directory doesn't store.</summary>
    public static JsonObject Write(FakeUser user, FakeCompany company, IEnumerable<string> fields)
    {
        var json = new JsonObject();
        foreach (var field in fields)
        {
            json.Add(field, field switch
            {
                "vendor" => company.FindVendor(user.VendorId) is { } vendor ? new JsonObject { ["id"] = vendor.Id, ["name"] = vendor.Name } : null,
                "permission_template" => Write(company.FindPermissionTemplate(user.DefaultPermissionTemplateId)),
                "company_permission_template" => Write(company.FindPermissionTemplate(user.CompanyPermissionTemplateId)),
                "_links" => new JsonObject { ["reactivate"] = FormattableString.Invariant($"/rest/v1.0/companies/{company.Id}/users/inactive/{user.Id}") },
                _ => JsonTree.Scalar(ValueOf(user, field)),
            });
        }
        return json;
    }

    /// <summary>A field's value as in JSON, with times as text; null if the directory doesn't store it.</summary>
    public static object? ValueOf(FakeUser user, string field) => Fields.TryGetValue(field, out var known) ? known.Get(user) : null;

    /// <param name="user">The user.</param>
    /// <param name="attributes">Values of the types that the operation publishes. Those that the directory doesn't store are ignored.</param>
    public static FakeUser Populate(FakeUser user, IEnumerable<KeyValuePair<string, object?>> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (Fields.TryGetValue(attribute.Key, out var known) && known.Set is { } set)
                user = set(user, attribute.Value);
        }
        return user;
    }

    private static JsonObject? Write(FakePermissionTemplate? template) => template is null ? null : new()
    {
        ["id"] = template.Id,
        ["name"] = template.Name,
        ["type"] = template.Type,
        ["project_specific"] = template.ProjectSpecific,
    };

    private static Field Text(Func<FakeUser, string?> get, Func<FakeUser, string?, FakeUser> set) => new(get, (user, value) => set(user, (string?)value));

    private static Field Number(Func<FakeUser, long?> get, Func<FakeUser, long?, FakeUser> set) => new(user => get(user), (user, value) => set(user, (long?)value));

    private static Field Flag(Func<FakeUser, bool?> get, Func<FakeUser, bool?, FakeUser> set) => new(user => get(user), (user, value) => set(user, (bool?)value));

    private static Field Time(Func<FakeUser, DateTimeOffset?> get) => new(user => get(user)?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture), null);

    /// <summary>One property of a user. <paramref name="Set"/> is null if no request can set it.</summary>
    private sealed record Field(Func<FakeUser, object?> Get, Func<FakeUser, object?, FakeUser>? Set);
}
