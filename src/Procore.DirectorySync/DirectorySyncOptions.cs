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
    /// When each field is sent, by the name of the property of <see cref="Person" />, as in <c>nameof(Person.JobTitle)</c>.
    /// </summary>
    /// <remarks>
    /// A field that isn't in the dictionary is sent <see cref="FieldPolicy.Always" />. It starts with the e-mail address, both
    /// permission templates, <see cref="Person.AddToNewProjects" /> and <see cref="Person.BidContact" />, which are sent
    /// <see cref="FieldPolicy.OnCreate" />. The last two can't be sent always, because no listing tells whether they differ.
    /// </remarks>
    public IDictionary<string, FieldPolicy> FieldPolicies { get; } = new Dictionary<string, FieldPolicy>(StringComparer.Ordinal)
    {
        [nameof(Person.EmailAddress)] = FieldPolicy.OnCreate,
        [nameof(Person.DefaultPermissionTemplateId)] = FieldPolicy.OnCreate,
        [nameof(Person.CompanyPermissionTemplateId)] = FieldPolicy.OnCreate,
        [nameof(Person.AddToNewProjects)] = FieldPolicy.OnCreate,
        [nameof(Person.BidContact)] = FieldPolicy.OnCreate,
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

    internal FieldPolicy PolicyOf(SyncField field)
    {
        if (!FieldPolicies.TryGetValue(field.PropertyName, out var policy))
            policy = field.IsInSync ? FieldPolicy.Always : FieldPolicy.OnCreate;
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
            if (policy.Key is nameof(Person.Id) or nameof(Person.OriginId) or nameof(Person.IsActive))
                throw Refused($"FieldPolicies has an entry for {policy.Key}, which is a key or a state and can't have a policy. Remove the entry; people who aren't to have it don't set it.");
            var field = SyncField.All.FirstOrDefault(field => field.PropertyName == policy.Key)
                ?? throw Refused($"FieldPolicies has an entry for '{policy.Key}', but Person has no such field. Use nameof(Person.JobTitle) and the like.");
            if (policy.Value == FieldPolicy.Always && !field.IsInSync)
                throw Refused($"FieldPolicies says that {policy.Key} is always sent, but no listing tells whether it differs. Use OnCreate, or ICompanyUsers.UpdateAsync.");
        }
    }

    private static ArgumentException Refused(string message, string parameter = "options") => new(message, parameter);
}
