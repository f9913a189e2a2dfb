using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>The fields of a person.</summary>
internal static class PersonFields
{
    /// <summary>Those that a sync takes, in the order in which they are exported.</summary>
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
        // The list of active users gives templates as objects and no ids, the other routes the reverse.
        new("default_permission_template_id", FieldKind.Id, user => user.DefaultPermissionTemplateId ?? user.PermissionTemplate?.Id),
        new("company_permission_template_id", FieldKind.Id, user => user.CompanyPermissionTemplateId ?? user.CompanyPermissionTemplate?.Id),
        new("work_classification_id", FieldKind.Id, user => user.WorkClassificationId),
        new("email_signature", FieldKind.Text, user => user.EmailSignature),
        new("notes", FieldKind.Text, user => user.Notes),
        new("origin_data", FieldKind.Text, user => user.OriginData),
    ];

    /// <summary>Those that Procore sets.</summary>
    public static IReadOnlyList<PersonField> ReadOnly { get; } =
    [
        new("name", FieldKind.Text, user => user.Name),
        new("created_at", FieldKind.Time, user => user.CreatedAt),
        new("updated_at", FieldKind.Time, user => user.UpdatedAt),
        new("last_login_at", FieldKind.Time, user => user.LastLoginAt),
        new("last_activated_at", FieldKind.Time, user => user.LastActivatedAt),
        new("welcome_email_sent_at", FieldKind.Time, user => user.WelcomeEmailSentAt),
    ];

    /// <summary>Things that have an id and a name, by name: a sync looks the id up.</summary>
    public static IReadOnlyList<PersonField> Names { get; } =
    [
        new("vendor", FieldKind.Text, user => user.Vendor?.Name),
        new("permission_template", FieldKind.Text, user => user.PermissionTemplate?.Name),
        new("company_permission_template", FieldKind.Text, user => user.CompanyPermissionTemplate?.Name),
    ];

    /// <summary>What a table for people shows.</summary>
    public static IReadOnlyList<Column<CompanyUser>> Shown { get; } = ColumnsOf(["id", "name", "email_address", "job_title", "vendor", "origin_id", "is_active"]);

    public static PersonField? Find(string name) =>
        Writable.Concat(ReadOnly).Concat(Names).FirstOrDefault(field => field.Name == name);

    /// <summary>The columns of these names.</summary>
    /// <exception cref="CommandException">There is no field of a name.</exception>
    public static IReadOnlyList<Column<CompanyUser>> ColumnsOf(IEnumerable<string> names) =>
    [
        .. names.Select(name => Find(name) is { } field
            ? ColumnOf(field)
            : throw CommandException.WrongUsage($"There is no column '{name}'. There are: {string.Join(", ", Writable.Concat(Names).Concat(ReadOnly).Select(known => known.Name))}.")),
    ];

    public static Column<CompanyUser> ColumnOf(PersonField field) => new(field.Name, field.Read);
}
