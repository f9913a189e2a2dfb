namespace Procore.DirectorySync;

/// <summary>
/// How people are matched, which fields are sent, and how much a plan may change.
/// </summary>
public sealed class DirectorySyncOptions
{
    /// <summary>
    /// Creates options for a scope.
    /// </summary>
    /// <param name="scope">The users that may be changed. There is no default, because a scope that is too wide deactivates users of other firms.</param>
    /// <exception cref="ArgumentNullException"><paramref name="scope" /> is null.</exception>
    public DirectorySyncOptions(DirectoryScope scope) => Scope = scope ?? throw new ArgumentNullException(nameof(scope));

    /// <summary>
    /// The users that may be changed.
    /// </summary>
    public DirectoryScope Scope { get; }

    /// <summary>
    /// Whether people are also matched by employee id, ignoring case; false by default.
    /// </summary>
    public bool MatchByEmployeeId { get; set; }

    /// <summary>
    /// Whether people are also matched by e-mail address, ignoring case; false by default. A first run over users without origin
    /// ids needs this or <see cref="MatchByEmployeeId" />.
    /// </summary>
    public bool MatchByEmailAddress { get; set; }

    /// <summary>
    /// Whether an e-mail address that differs only by case is sent; false by default.
    /// </summary>
    public bool EmailCaseMatters { get; set; }

    /// <summary>
    /// When each field is sent, by the name of the property of <see cref="Person" />, as in <c>nameof(Person.JobTitle)</c>.
    /// </summary>
    /// <remarks>
    /// A field that isn't in the dictionary is sent <see cref="FieldPolicy.Always" />. It starts with the e-mail address, both
    /// permission templates, <see cref="Person.AddToNewProjects" /> and <see cref="Person.BidContact" />, which are sent
    /// <see cref="FieldPolicy.OnCreate" />. The last two can't be sent always, because no listing has them to compare with.
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
    /// Whether an active user in scope that the source doesn't have is deactivated; true by default. Use false for a source that
    /// has only some of the people.
    /// </summary>
    public bool DeactivateMissing { get; set; } = true;

    /// <summary>
    /// Whether an active user in scope that the source doesn't have is deactivated even if no run has linked or created
    /// them, which means that they have no origin id and aren't employees. Service accounts of other apps are such users.
    /// </summary>
    /// <remarks>
    /// Null, the default, keeps them active and lists them in <see cref="DirectoryPlan.Unlinked" />, and the plan isn't complete
    /// as long as there are any. False accepts them. True deactivates them; list service accounts in <see cref="ProtectedIds" /> first.
    /// </remarks>
    public bool? DeactivateUnlinked { get; set; }

    /// <summary>
    /// The number of users that a plan may deactivate. Null, the default, is 50 or 5 % of the active users in scope, whichever is
    /// less: none if there are fewer than 20.
    /// </summary>
    public int? MaxDeactivations { get; set; }

    /// <summary>
    /// The number of users that a plan may create. Null, the default, is 10 or 5 % of the active users in scope, whichever is
    /// more. A first run usually needs more.
    /// </summary>
    public int? MaxCreations { get; set; }

    /// <summary>
    /// The number of users that a plan may reactivate. Null, the default, is 5 or 1 % of the active users in scope, whichever is more.
    /// </summary>
    public int? MaxReactivations { get; set; }

    /// <summary>
    /// The number of users that a plan may update. Null, the default, is 10 or 10 % of the active users in scope, whichever is
    /// more. A link counts if it sets more than the origin id. A first run usually needs more.
    /// </summary>
    public int? MaxUpdates { get; set; }

    /// <summary>
    /// The number of users whose first name may change; the last name, the e-mail address and the employee id are
    /// each counted separately against the same number. Null, the default, is 5 or 1 % of the matched users, whichever is more, and at most half of them.
    /// </summary>
    /// <remarks>A column that is shifted, sorted or swapped changes nearly all of them. Filling a blank field doesn't count.</remarks>
    public int? MaxIdentityChanges { get; set; }

    /// <summary>
    /// The number of users that a plan may change in total, including created and deactivated ones. Null, the default, is any number.
    /// </summary>
    public int? MaxChanges { get; set; }

    /// <summary>
    /// Whether ids of digits are accepted unchanged; false by default: if the directory has an origin id or employee id only
    /// with leading zeros (<c>00017</c> for <c>17</c>), a spreadsheet has dropped them, and the person is a conflict.
    /// </summary>
    public bool AllowLostZeros { get; set; }

    /// <summary>
    /// The number of users in one request of a sync, from 1 to 1,000; 500 by default. A request that fails is halved, down to the
    /// one user that is the cause; the others are still saved.
    /// </summary>
    public int BatchSize { get; set; } = DefaultBatchSize;

    /// <summary>
    /// Procore's ids of users that are never changed. The account that signs in is always protected.
    /// </summary>
    public ICollection<long> ProtectedIds { get; } = new HashSet<long>();

    internal const int DefaultBatchSize = 500;

    internal const int MaxBatchSize = 1000;

    internal FieldPolicy PolicyOf(SyncField field)
    {
        if (!FieldPolicies.TryGetValue(field.PropertyName, out var policy))
            policy = field.IsInSync ? FieldPolicy.Always : FieldPolicy.OnCreate;
        return policy;
    }

    internal void Check()
    {
        CheckLimit(MaxDeactivations, nameof(MaxDeactivations));
        CheckLimit(MaxCreations, nameof(MaxCreations));
        CheckLimit(MaxReactivations, nameof(MaxReactivations));
        CheckLimit(MaxUpdates, nameof(MaxUpdates));
        CheckLimit(MaxIdentityChanges, nameof(MaxIdentityChanges));
        CheckLimit(MaxChanges, nameof(MaxChanges));
        if (BatchSize is < 1 or > MaxBatchSize)
            throw Refused(FormattableString.Invariant($"BatchSize is {BatchSize}. Use 1 to {MaxBatchSize}."));
        foreach (var policy in FieldPolicies)
        {
            if (policy.Value is not (FieldPolicy.Always or FieldPolicy.OnCreate or FieldPolicy.Never))
                throw Refused($"FieldPolicies has the policy {policy.Value} for {policy.Key}, which doesn't exist. Use Always, OnCreate or Never.");
            if (policy.Key is nameof(Person.Id) or nameof(Person.OriginId) or nameof(Person.IsActive))
                throw Refused($"FieldPolicies has an entry for {policy.Key}, which is a key or a state and can't have a policy. Remove the entry, and don't set the field on people who shouldn't have it.");
            var field = SyncField.All.FirstOrDefault(field => field.PropertyName == policy.Key)
                ?? throw Refused($"FieldPolicies has an entry for '{policy.Key}', but Person has no such field. Use nameof(Person.JobTitle) and the like.");
            if (policy.Value == FieldPolicy.Always && !field.IsInSync)
                throw Refused($"FieldPolicies says that {policy.Key} is always sent, but no listing has it to compare with. Use OnCreate, or ICompanyUsers.UpdateAsync.");
        }
    }

    private static void CheckLimit(int? limit, string name)
    {
        if (limit < 0)
            throw Refused($"{name} is negative. Use 0 for none, or null for the default.");
    }

    private static ArgumentException Refused(string message, string parameter = "options") => new(message, parameter);
}
