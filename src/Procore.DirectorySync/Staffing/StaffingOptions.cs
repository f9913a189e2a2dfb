namespace Procore.DirectorySync;

/// <summary>
/// The scope of a staffing plan, and how much it may change.
/// </summary>
public sealed class StaffingOptions
{
    /// <summary>
    /// Creates options for a scope.
    /// </summary>
    /// <param name="scope">Which memberships are removed because the source doesn't have them. There is no default.</param>
    public StaffingOptions(StaffingScope scope) => Scope = scope;

    /// <summary>
    /// Which memberships are removed because the source doesn't have them.
    /// </summary>
    public StaffingScope Scope { get; }

    /// <summary>
    /// The names of the company's project roles by id. A role needs a name here, because Procore lists the roles of a user by name
    /// only. Without the names, roles can't be compared, set or restored.
    /// </summary>
    public IReadOnlyDictionary<long, string> RoleNames { get; set; } = new Dictionary<long, string>();

    /// <summary>
    /// Names of further permission templates that give administration. The plan points these out, and every template with "admin"
    /// in its name.
    /// </summary>
    public ICollection<string> AdminTemplates { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The number of memberships that a plan may add. Null, the default, is 10 or 5 % of the memberships in scope, whichever is more.
    /// </summary>
    public int? MaxAdditions { get; set; }

    /// <summary>
    /// The number of memberships whose template or roles may change. Null, the default, is 10 or 5 % of the memberships in scope,
    /// whichever is more.
    /// </summary>
    public int? MaxProjectChanges { get; set; }

    /// <summary>
    /// The number of memberships that a plan may remove. Null, the default, is 50 or 5 % of the memberships in scope, whichever is
    /// less: none if there are fewer than 20.
    /// </summary>
    public int? MaxRemovals { get; set; }

    /// <summary>
    /// Procore's ids of users whose memberships are never changed. The account that signs in is always protected.
    /// </summary>
    public ICollection<long> ProtectedIds { get; } = new HashSet<long>();

    internal void Check()
    {
        if (Scope is not (StaffingScope.Projects or StaffingScope.People))
            throw Refused("The scope doesn't exist. Use StaffingScope.Projects or StaffingScope.People.");
        if (RoleNames is null)
            throw Refused("RoleNames is null. Leave it empty.");
        foreach (var (limit, name) in new[] { (MaxAdditions, nameof(MaxAdditions)), (MaxProjectChanges, nameof(MaxProjectChanges)), (MaxRemovals, nameof(MaxRemovals)) })
        {
            if (limit < 0)
                throw Refused($"{name} is negative. Use 0 for none, or null for the default.");
        }
    }

    internal bool IsAdmin(string? template) => IsNamedAdmin(template) || (template is not null && AdminTemplates.Any(name => ProjectAccess.IsSameName(name, template)));

    internal static bool IsNamedAdmin(string? template) => template?.IndexOf("admin", StringComparison.OrdinalIgnoreCase) >= 0;

    private static ArgumentException Refused(string message, string parameter = "options") => new(message, parameter);
}
