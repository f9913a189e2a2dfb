namespace Procore.CompanyUsers.Testing;

/// <summary>
/// A user of a company's directory with all stored properties, whichever of them a route returns. Immutable.
/// </summary>
public sealed record FakeUser
{
    /// <summary>The user's id. If it is 0 in <see cref="FakeCompany.AddUser(FakeUser)"/>, the directory assigns one that doesn't fit into 32 bits.</summary>
    public long Id { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name. Required.</summary>
    public string? LastName { get; init; }

    /// <summary>First and last name.</summary>
    public string Name => string.Join(" ", new[] { FirstName, LastName }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>The initials given, or the first letters of the names.</summary>
    public string? Initials
    {
        get => field ?? string.Concat(new[] { FirstName, LastName }.Where(part => !string.IsNullOrEmpty(part)).Select(part => char.ToUpperInvariant(part![0])));
        init;
    }

    /// <summary>E-mail address. Required, and unique within a company, ignoring case.</summary>
    public string? EmailAddress { get; init; }

    /// <summary>Text under the user's e-mails.</summary>
    public string? EmailSignature { get; init; }

    /// <summary>Job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Street address.</summary>
    public string? Address { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>Postal code.</summary>
    public string? Zip { get; init; }

    /// <summary>ISO 3166-1 country code, two capital letters.</summary>
    public string? CountryCode { get; init; }

    /// <summary>The part of an ISO 3166-2 code that names the state or province, one to three capital letters or digits.</summary>
    public string? StateCode { get; init; }

    /// <summary>Business phone.</summary>
    public string? BusinessPhone { get; init; }

    /// <summary>Extension of the business phone.</summary>
    public long? BusinessPhoneExtension { get; init; }

    /// <summary>Mobile phone.</summary>
    public string? MobilePhone { get; init; }

    /// <summary>Fax number.</summary>
    public string? FaxNumber { get; init; }

    /// <summary>Whether the user is active. True by default.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whether the user is an employee of the company. False by default.</summary>
    public bool? IsEmployee { get; init; } = false;

    /// <summary>The company's own number for an employee. The directory drops it unless <see cref="IsEmployee"/> is true.</summary>
    public string? EmployeeId { get; init; }

    /// <summary>Notes.</summary>
    public string? Notes { get; init; }

    /// <summary>The id in another system. Unique within a company.</summary>
    public string? OriginId { get; init; }

    /// <summary>Data of another system.</summary>
    public string? OriginData { get; init; }

    /// <summary>The id of the user's vendor. It must exist in the company.</summary>
    public long? VendorId { get; init; }

    /// <summary>The id of the permission template for new projects. It must exist in the company.</summary>
    public long? DefaultPermissionTemplateId { get; init; }

    /// <summary>The id of the permission template for the company's own tools. It must exist in the company.</summary>
    public long? CompanyPermissionTemplateId { get; init; }

    /// <summary>The id of the work classification.</summary>
    public long? WorkClassificationId { get; init; }

    /// <summary>Whether the user is added to every new project.</summary>
    public bool? AddToNewProjects { get; init; }

    /// <summary>Whether the user is a contact for bids.</summary>
    public bool? BidContact { get; init; }

    /// <summary>Address of the avatar: the one given, or the one of <see cref="AvatarFile"/>, at which there is nothing to fetch.</summary>
    public string? Avatar
    {
        get => field ?? (AvatarFile is { } file ? FormattableString.Invariant($"https://avatars.example.com/{Id}/{Uri.EscapeDataString(file.FileName)}") : null);
        init;
    }

    /// <summary>The image that was uploaded as avatar.</summary>
    public FakeAvatarFile? AvatarFile { get; init; }

    /// <summary>The id of the business that the user belongs to.</summary>
    public string? BusinessId { get; init; }

    /// <summary>The id of the contact behind the user.</summary>
    public long? ContactId { get; init; }

    /// <summary>The id of the party behind the user.</summary>
    public long? PartyId { get; init; }

    /// <summary>The id of the login behind the user.</summary>
    public string? LoginInformationUuid { get; init; }

    /// <summary>Whether the user is an accountant of an ERP integration.</summary>
    public bool? ErpIntegratedAccountant { get; init; }

    /// <summary>Whether the user manages insurances.</summary>
    public bool? IsInsuranceManager { get; init; }

    /// <summary>The user's language.</summary>
    public string? Locale { get; init; }

    /// <summary>The user's role; only the extended view gives it.</summary>
    public string? Role { get; init; }

    /// <summary>Whether the user is a verified employee; only the extended view gives it.</summary>
    public bool? VerifiedEmployee { get; init; }

    /// <summary>When the user was created. Whole seconds; set by the directory when not given.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the user was last written. Whole seconds; set by the directory when not given.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When the user last became active after having been inactive.</summary>
    public DateTimeOffset? LastActivatedAt { get; init; }

    /// <summary>When the user last signed in.</summary>
    public DateTimeOffset? LastLoginAt { get; init; }

    /// <summary>When the user was last invited.</summary>
    public DateTimeOffset? WelcomeEmailSentAt { get; init; }
}
