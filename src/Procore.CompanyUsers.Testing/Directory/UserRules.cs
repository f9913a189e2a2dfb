namespace Procore.CompanyUsers.Testing;

/// <summary>Checks that Procore makes before it stores a user.</summary>
internal static class UserRules
{
    public static void Check(FakeUser user, FakeCompany company, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(user.LastName))
            errors.Add("last_name", "can't be blank");
        if (string.IsNullOrWhiteSpace(user.EmailAddress))
            errors.Add("email_address", "can't be blank");
        else if (!IsEmailAddress(user.EmailAddress!))
            errors.Add("email_address", "is not a valid e-mail address");
        else if (IsAnother(user, company.FindUser(user.EmailAddress!)))
            errors.AddTaken("email_address");
        if (user.OriginId is { } originId && IsAnother(user, company.FindUserByOrigin(originId)))
            errors.AddTaken("origin_id");

        if (user.CountryCode is { } country && (country.Length != 2 || !country.All(IsCapital)))
            errors.Add("country_code", "is not an ISO 3166-1 code in upper case");
        if (user.StateCode is { } state && (state.Length is < 1 or > 3 || !state.All(c => IsCapital(c) || c is >= '0' and <= '9')))
            errors.Add("state_code", "is not an ISO 3166-2 code in upper case");

        if (user.VendorId is { } vendor && company.FindVendor(vendor) == null)
            errors.Add("vendor_id", "does not exist");
        CheckTemplate("default_permission_template_id", user.DefaultPermissionTemplateId);
        CheckTemplate("company_permission_template_id", user.CompanyPermissionTemplateId);

        void CheckTemplate(string field, long? id)
        {
            if (id != null && company.FindPermissionTemplate(id) == null)
                errors.Add(field, "does not exist");
        }
    }

    /// <summary>Checks the rules that depend on what the user was before.</summary>
    public static void CheckChange(FakeUser before, FakeUser after, FakeCompany company, PersonRegister persons, FieldErrors errors)
    {
        if (!before.EmailAddress!.Equals(after.EmailAddress, StringComparison.OrdinalIgnoreCase) && persons.IsInAnotherCompany(before.EmailAddress, company.Id))
            errors.Add("email_address", "can't be changed, because the person belongs to another company too");
        if (after.IsActive && !before.IsActive && company.FindVendor(after.VendorId) is { IsActive: false })
            errors.Add("vendor_id", "is inactive; reactivate the vendor first");
    }

    // No regular expression: making one takes longer than checking the users of most tests.
    private static bool IsEmailAddress(string text)
    {
        var at = text.IndexOf('@');
        var labels = text.Substring(at + 1).Split('.');
        return at > 0 && labels.Length > 1 && labels.All(label => label.Length > 0) && text.IndexOf('@', at + 1) < 0 && !text.Any(char.IsWhiteSpace);
    }

    private static bool IsCapital(char c) => c is >= 'A' and <= 'Z';

    private static bool IsAnother(FakeUser user, FakeUser? holder) => holder != null && holder.Id != user.Id;
}
