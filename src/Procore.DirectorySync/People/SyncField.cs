using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>A field that a plan can set: where it is read, how it is compared, and which requests take it.</summary>
/// <remarks>There is one for each property that Procore's sync takes, so a property that Procore adds is planned without a change here.</remarks>
internal sealed class SyncField
{
    public const string OriginIdName = "origin_id";
    public const string FirstName = "first_name";
    public const string LastName = "last_name";
    public const string EmailAddress = "email_address";
    public const string EmployeeId = "employee_id";
    public const string IsEmployee = "is_employee";
    public const string VendorId = "vendor_id";
    public const string AddToNewProjects = "add_to_new_projects";
    public const string BidContact = "bid_contact";

    private const string Initials = "initials";

    /// <summary>Fields that find a person or say whether they are active; they aren't compared like other fields.</summary>
    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal) { "id", OriginIdName, "is_active" };

    /// <summary>Fields that readers of a plan look for first.</summary>
    private static readonly string[] Leading = [FirstName, LastName, EmailAddress, Initials, "job_title", EmployeeId];

    /// <summary>ISO 3166 codes, which Procore takes in upper case only.</summary>
    private static readonly HashSet<string> Codes = new(StringComparer.Ordinal) { "country_code", "state_code" };

    private readonly Type _type;

    private SyncField(string name, string propertyName, Type type, bool isInSync)
    {
        Name = name;
        PropertyName = propertyName;
        _type = type;
        IsInSync = isInSync;
    }

    /// <summary>Every field but the keys.</summary>
    public static IReadOnlyList<SyncField> All { get; } =
    [
        .. CompanyUserSyncItem.Fields.Where(field => !Keys.Contains(field.Name))
            .OrderBy(field => Array.IndexOf(Leading, field.Name) is >= 0 and var place ? place : Leading.Length)
            .Select(field => new SyncField(field.Name, field.PropertyName, field.Type, isInSync: true)),
        new SyncField(AddToNewProjects, nameof(Person.AddToNewProjects), typeof(bool), isInSync: false),
        new SyncField(BidContact, nameof(Person.BidContact), typeof(bool), isInSync: false),
    ];

    public static SyncField OriginId { get; } = new(OriginIdName, nameof(Person.OriginId), typeof(string), isInSync: true);

    private static Dictionary<string, SyncField> ByName { get; } = All.Append(OriginId).ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>Procore's name, such as <c>job_title</c>.</summary>
    public string Name { get; }

    /// <summary>The name of the property of <see cref="Person" />.</summary>
    public string PropertyName { get; }

    /// <summary>Whether sync takes the field. The listings don't have the others, so they can't be compared.</summary>
    public bool IsInSync { get; }

    /// <summary>Whether two values of the field can be compared.</summary>
    public bool IsComparable => _type == typeof(string) || _type == typeof(long) || _type == typeof(bool);

    public static SyncField Of(string name) => ByName[name];

    public static SyncField? Find(string name) => ByName.TryGetValue(name, out var field) ? field : null;

    /// <summary>The desired value in its normalized form; not set if the person leaves the field alone.</summary>
    public Optional<object?> Wanted(Person person)
    {
        if (!person.TryGetValue(Name, out var value))
            return default;
        value = value is string text ? Clean(SourceText.Clean(Name, text)) : value;
        // Blank initials are left to Procore, which makes them from the name.
        return value is null && Name == Initials ? default : new Optional<object?>(value);
    }

    /// <summary>Whether the response has the user's value.</summary>
    public bool IsGiven(CompanyUser user) => Name switch
    {
        VendorId => user.IsGiven(nameof(CompanyUser.Vendor)) && user.Vendor is null or { Id: > 0 },
        BidContact => false,
        _ => user.TryGetValue(Name, out _),
    };

    public object? Actual(CompanyUser user)
    {
        if (Name == VendorId)
            return user.Vendor is { Id: > 0 } vendor ? vendor.Id : null;
        return user.TryGetValue(Name, out var value) ? value : null;
    }

    public bool Same(object? left, object? right, bool emailCaseMatters = false) => (Clean(left), Clean(right)) switch
    {
        (string a, string b) when Name == EmailAddress && !emailCaseMatters => string.Equals(a, b, StringComparison.OrdinalIgnoreCase),
        var (a, b) => Equals(a, b),
    };

    /// <summary>Whether the user has a value that a change names. If the change is one of letter case only, the case must be right.</summary>
    public bool IsAt(FieldChange change, object? value, CompanyUser user) =>
        Same(value, Actual(user), emailCaseMatters: Same(change.Old, change.New));

    private object? Clean(object? value)
    {
        if (value is not string text)
            return value;
        var clean = FieldText.Clean(text);
        return Codes.Contains(Name) ? clean?.ToUpperInvariant() : clean;
    }
}
