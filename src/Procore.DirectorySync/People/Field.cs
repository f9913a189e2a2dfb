using System.Text.RegularExpressions;
using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.DirectorySync;

/// <summary>A field of a person: where it is read, how it is compared, and which requests take it.</summary>
internal sealed class Field(PersonField name, Func<Person, Optional<object?>> wanted, Func<CompanyUser, object?> actual, Func<object?, object?> clean)
{
    public PersonField Name { get; } = name;

    /// <summary>Procore's name.</summary>
    public string JsonName { get; } = Regex.Replace(name.ToString(), "(?<!^)[A-Z]", "_$0", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).ToLowerInvariant();

    /// <summary>Whether a sync takes the field. What it doesn't take, no listing gives, so that nobody can tell whether it differs.</summary>
    public bool IsPublic => Name is not (PersonField.AddToNewProjects or PersonField.BidContact);

    /// <summary>The wanted value in its one form.</summary>
    public Optional<object?> Wanted(Person person)
    {
        var value = wanted(person);
        return value.IsSet ? new Optional<object?>(clean(value.Value)) : default;
    }

    public bool IsGiven(CompanyUser user) => Name switch
    {
        PersonField.VendorId => user.IsGiven(nameof(CompanyUser.Vendor)),
        PersonField.BidContact => false,
        _ => user.IsGiven(Name.ToString()),
    };

    public object? Actual(CompanyUser user) => actual(user);

    public bool Same(object? left, object? right, bool emailCaseMatters = false) => (clean(left), clean(right)) switch
    {
        (string a, string b) when Name == PersonField.EmailAddress && !emailCaseMatters => string.Equals(a, b, StringComparison.OrdinalIgnoreCase),
        var (a, b) => Equals(a, b),
    };

    /// <summary>A change that is one of an address's case only is made when the case is right.</summary>
    public bool IsAt(FieldChange change, object? value, CompanyUser user) =>
        Same(value, Actual(user), emailCaseMatters: Same(change.Old, change.New));
}
