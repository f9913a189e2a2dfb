namespace Procore.DirectorySync;

/// <summary>
/// How people are found, what of them is sent, and what a plan may do at most.
/// </summary>
public sealed class DirectorySyncOptions
{
    /// <summary>
    /// Options for a scope.
    /// </summary>
    /// <param name="scope">Whose records may be touched; it has no default, since too wide a one deactivates other firms' people.</param>
    /// <exception cref="ArgumentNullException"><paramref name="scope" /> is null.</exception>
    public DirectorySyncOptions(DirectoryScope scope) => Scope = scope ?? throw new ArgumentNullException(nameof(scope));

    /// <summary>
    /// Whose records may be touched.
    /// </summary>
    public DirectoryScope Scope { get; }

    /// <summary>
    /// Whether people are found by their employee id too, upper and lower case aside; false by default.
    /// </summary>
    public bool MatchByEmployeeId { get; set; }

    /// <summary>
    /// Whether people are found by their e-mail address too, upper and lower case aside; false by default. A first run over
    /// people without origin ids needs this or <see cref="MatchByEmployeeId" />.
    /// </summary>
    public bool MatchByEmailAddress { get; set; }

    /// <summary>
    /// Whether an e-mail address that differs by upper and lower case alone is one to send; false by default.
    /// </summary>
    public bool EmailCaseMatters { get; set; }

    /// <summary>
    /// When each field is sent. A field that isn't here goes <see cref="FieldPolicy.Always" />, but the e-mail address and
    /// both permission templates go <see cref="FieldPolicy.OnCreate" />, and so do
    /// <see cref="PersonField.AddToNewProjects" /> and <see cref="PersonField.BidContact" />, which can't go always, since no
    /// listing tells whether they differ.
    /// </summary>
    public IDictionary<PersonField, FieldPolicy> FieldPolicies { get; } = new Dictionary<PersonField, FieldPolicy>
    {
        [PersonField.EmailAddress] = FieldPolicy.OnCreate,
        [PersonField.DefaultPermissionTemplateId] = FieldPolicy.OnCreate,
        [PersonField.CompanyPermissionTemplateId] = FieldPolicy.OnCreate,
        [PersonField.AddToNewProjects] = FieldPolicy.OnCreate,
        [PersonField.BidContact] = FieldPolicy.OnCreate,
    };

    /// <summary>
    /// Whether an active person in scope whom the source doesn't have is deactivated; true by default. False for a source
    /// that holds some people only.
    /// </summary>
    public bool DeactivateMissing { get; set; } = true;

    /// <summary>
    /// How many people a plan may deactivate. Null, the default, is 50 or 5 % of the active people in scope, whichever is
    /// less: none at all where there are fewer than 20.
    /// </summary>
    public int? MaxDeactivations { get; set; }

    /// <summary>
    /// How many people a plan may change altogether, created and deactivated ones included. Null, the default, for any number.
    /// </summary>
    public int? MaxChanges { get; set; }

    /// <summary>
    /// Procore's ids of people who are never touched. The account that signs in never is, listed or not.
    /// </summary>
    public ICollection<long> ProtectedIds { get; } = new HashSet<long>();

    internal FieldPolicy PolicyOf(Field field)
    {
        if (!FieldPolicies.TryGetValue(field.Name, out var policy))
            policy = field.IsPublic ? FieldPolicy.Always : FieldPolicy.OnCreate;
        return policy;
    }

    internal void Check()
    {
        if (MaxDeactivations < 0)
            throw Refused("MaxDeactivations is negative. Use 0 for none, or null for the default.");
        if (MaxChanges < 0)
            throw Refused("MaxChanges is negative. Use 0 for none, or null for any number.");
        foreach (var policy in FieldPolicies)
        {
            if (policy.Value is not (FieldPolicy.Always or FieldPolicy.OnCreate or FieldPolicy.Never))
                throw Refused($"There is no policy {policy.Value}. Use Always, OnCreate or Never.");
            if (policy.Key == PersonField.OriginId)
                throw Refused("The origin id is a key and has no policy. Leave it out of the people if they aren't to have one.");
            if (Fields.All.All(field => field.Name != policy.Key))
                throw Refused($"There is no field {policy.Key}.");
            if (policy.Value == FieldPolicy.Always && !Fields.Of(policy.Key).IsPublic)
                throw Refused($"{policy.Key} can't go always, since no listing tells whether it differs. Use OnCreate, or ICompanyUsers.UpdateAsync.");
        }
    }

    private static ArgumentException Refused(string message, string parameter = "options") => new(message, parameter);
}
