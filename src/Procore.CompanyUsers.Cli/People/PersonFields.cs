using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>The fields of a user.</summary>
internal static class PersonFields
{
    /// <summary>The fields that a sync accepts, in export order.</summary>
    public static IReadOnlyList<PersonField> Writable { get; } =
    [
        new("id", FieldKind.Id, user => user.Id),
        new("origin_id", FieldKind.Text, user => user.OriginId),
        new("employee_id", FieldKind.Text, user => user.EmployeeId),
        new("first_name", FieldKind.Text, user => user.FirstName),
        new("last_name", FieldKind.Text, user => user.LastName),
        new("email_address", FieldKind.Text, user => user.EmailAddress),
        new("job_title", FieldKind.Text, user => user.JobTitle),
        new("initials", FieldKind.Text, user => user.Initials),
        new("business_phone", FieldKind.Text, user => user.BusinessPhone),
        new("business_phone_extension", FieldKind.Number, user => user.BusinessPhoneExtension),
        new("mobile_phone", FieldKind.Text, user => user.MobilePhone),
        new("fax_number", FieldKind.Text, user => user.FaxNumber),
        new("address", FieldKind.Text, user => user.Address),
        new("city", FieldKind.Text, user => user.City),
        new("state_code", FieldKind.Text, user => user.StateCode),
        new("zip", FieldKind.Text, user => user.Zip),
        new("country_code", FieldKind.Text, user => user.CountryCode),
        new("is_active", FieldKind.Flag, user => user.IsActive),
        new("is_employee", FieldKind.Flag, user => user.IsEmployee),
        new("vendor_id", FieldKind.Id, user => user.Vendor?.Id),
        // The list of active users has template objects and no ids; the other routes have ids only.
        new("default_permission_template_id", FieldKind.Id, user => user.DefaultPermissionTemplateId ?? user.PermissionTemplate?.Id),
        new("company_permission_template_id", FieldKind.Id, user => user.CompanyPermissionTemplateId ?? user.CompanyPermissionTemplate?.Id),
        new("work_classification_id", FieldKind.Id, user => user.WorkClassificationId),
        new("email_signature", FieldKind.Text, user => user.EmailSignature),
        new("notes", FieldKind.Text, user => user.Notes),
        new("origin_data", FieldKind.Text, user => user.OriginData),
    ];

    /// <summary>The fields that Procore sets.</summary>
    public static IReadOnlyList<PersonField> ReadOnly { get; } =
    [
        new("name", FieldKind.Text, user => user.Name),
        new("created_at", FieldKind.Time, user => user.CreatedAt),
        new("updated_at", FieldKind.Time, user => user.UpdatedAt),
        new("last_login_at", FieldKind.Time, user => user.LastLoginAt),
        new("last_activated_at", FieldKind.Time, user => user.LastActivatedAt),
        new("welcome_email_sent_at", FieldKind.Time, user => user.WelcomeEmailSentAt),
    ];

    /// <summary>Columns that hold a name; the id is looked up.</summary>
    public static IReadOnlyList<PersonField> Names { get; } =
    [
        new("vendor", FieldKind.Text, user => user.Vendor?.Name),
        new("permission_template", FieldKind.Text, user => user.PermissionTemplate?.Name),
        new("company_permission_template", FieldKind.Text, user => user.CompanyPermissionTemplate?.Name),
    ];

    /// <summary>The columns of a table.</summary>
    public static IReadOnlyList<Column<CompanyUser>> Shown { get; } = ColumnsOf(["id", "name", "email_address", "job_title", "vendor", "origin_id", "is_active"]);

    public static PersonField? Find(string name) =>
        Writable.Concat(ReadOnly).Concat(Names).FirstOrDefault(field => field.Name == name);

    /// <summary>Finds columns by name.</summary>
    /// <exception cref="CommandException">A name is unknown.</exception>
    public static IReadOnlyList<Column<CompanyUser>> ColumnsOf(IEnumerable<string> names) =>
    [
        .. names.Select(name => Find(name) is { } field
            ? ColumnOf(field)
            : throw CommandException.WrongUsage($"Unknown column '{name}'. Use: {string.Join(", ", Writable.Concat(Names).Concat(ReadOnly).Select(known => known.Name))}.")),
    ];

    public static Column<CompanyUser> ColumnOf(PersonField field) => new(field.Name, field.Read);
}
