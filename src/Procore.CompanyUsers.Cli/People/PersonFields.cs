using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.People;

/// <summary>The fields of a user.</summary>
internal static class PersonFields
{
    /// <summary>The order in which they are exported; a field that isn't here comes last.</summary>
    private static readonly string[] Order =
    [
        "id", "origin_id", "employee_id", "first_name", "last_name", "email_address", "job_title", "initials", "business_phone", "business_phone_extension",
        "mobile_phone", "fax_number", "address", "city", "state_code", "zip", "country_code", "is_active", "is_employee", "vendor_id",
        "default_permission_template_id", "company_permission_template_id", "work_classification_id", "email_signature", "notes", "origin_data",
    ];

    /// <summary>The fields that a sync takes. The table is generated, so a field that Procore adds is here by itself.</summary>
    public static IReadOnlyList<PersonField> Writable { get; } =
    [
        .. CompanyUserSyncItem.Fields
            .OrderBy(field => Array.IndexOf(Order, field.Name) is >= 0 and var place ? place : Order.Length)
            .Select(field => new PersonField(field.Name, KindOf(field), user => ValueOf(field.Name, user))),
    ];

    /// <summary>The fields that Procore sets.</summary>
    public static IReadOnlyList<PersonField> ReadOnly { get; } =
    [
        new("name", FieldKind.Text, user => user.Name),
        new("created_at", FieldKind.Time, user => user.CreatedAt),
        new("updated_at", FieldKind.Time, user => user.UpdatedAt),
        new("last_login_at", FieldKind.Time, user => user.LastLoginAt),
        new("last_activated_at", FieldKind.Time, user => user.LastActivatedAt.Or(null)),
        new("welcome_email_sent_at", FieldKind.Time, user => user.WelcomeEmailSentAt.Or(null)),
    ];

    /// <summary>Columns that hold a name; the id is looked up.</summary>
    public static IReadOnlyList<PersonField> Names { get; } =
    [
        new("vendor", FieldKind.Text, user => user.Vendor?.Name),
        new("permission_template", FieldKind.Text, user => user.PermissionTemplate.Or(null)?.Name.Or(null)),
        new("company_permission_template", FieldKind.Text, user => user.CompanyPermissionTemplate.Or(null)?.Name.Or(null)),
        new("work_classification", FieldKind.Text, _ => null),
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

    private static FieldKind KindOf(ModelField field)
    {
        if (field.Type == typeof(bool))
            return FieldKind.Flag;
        if (field.Type == typeof(string))
            return FieldKind.Text;
        return field.Name == "id" || field.Name.EndsWith("_id", StringComparison.Ordinal) ? FieldKind.Id : FieldKind.Number;
    }

    private static object? ValueOf(string name, CompanyUser user)
    {
        if (name == "vendor_id")
            return user.Vendor is { Id: > 0 } vendor ? vendor.Id : null;
        return user.TryGetValue(name, out var value) ? value : null;
    }
}
