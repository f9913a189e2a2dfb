namespace Procore.CompanyUsers.Testing;

/// <summary>What only a Directory Admin may send of a user.</summary>
internal static class DirectoryAdminRules
{
    private const string EmailAddress = "email_address";
    private static readonly string[] Attributes = ["default_permission_template_id", "company_permission_template_id", "add_to_new_projects"];

    public static void CheckCreate(Call call, UserAttributes sent) => Refuse(call, sent, Attributes);

    public static void CheckUpdate(Call call, UserAttributes sent) => Refuse(call, sent, [EmailAddress, .. Attributes]);

    /// <summary>An item of a sync fails for itself, and may repeat the e-mail address that the user has.</summary>
    public static void CheckSync(Call call, UserAttributes sent, FakeUser? before, FieldErrors errors)
    {
        if (call.Access == FakeDirectoryAccess.Admin)
            return;
        foreach (var name in Attributes.Where(sent.Has))
            errors.AddForbidden(name);
        if (before != null && sent.Has(EmailAddress) && (string?)sent[EmailAddress]?.Value != before.EmailAddress)
            errors.AddForbidden(EmailAddress);
    }

    private static void Refuse(Call call, UserAttributes sent, IEnumerable<string> names)
    {
        if (call.Access == FakeDirectoryAccess.Admin)
            return;
        var errors = new FieldErrors();
        foreach (var name in names.Where(sent.Has))
            errors.AddForbidden(name);
        if (errors.Any)
            throw Refusal.Forbidden(errors);
    }
}
