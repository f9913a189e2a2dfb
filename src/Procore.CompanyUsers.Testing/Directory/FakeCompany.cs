using System.Collections.ObjectModel;

namespace Procore.CompanyUsers.Testing;

/// <summary>
/// A company of a <see cref="FakeProcore"/> with its users, vendors, trades, work classifications, projects, project roles and permission templates.
/// Thread-safe; its properties return snapshots.
/// </summary>
public sealed class FakeCompany
{
    private readonly FakeProcore _procore;
    private readonly object _gate = new();
    private readonly SortedDictionary<long, FakeUser> _users = [];
    private ReadOnlyCollection<FakeUser>? _usersById;
    private readonly Dictionary<string, long> _idsByEmailAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _idsByOriginId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _idsByIdempotencyToken = new(StringComparer.Ordinal);
    private readonly Dictionary<long, FakeVendor> _vendors = [];
    private readonly Dictionary<long, FakeTrade> _trades = [];
    private readonly Dictionary<long, FakeWorkClassification> _workClassifications = [];
    private readonly Dictionary<long, FakeProject> _projects = [];
    private readonly Dictionary<long, FakeProjectRole> _roles = [];
    private readonly Dictionary<long, FakePermissionTemplate> _templates = [];

    internal FakeCompany(FakeProcore procore, FakeProcoreOptions options, long id, string name)
    {
        _procore = procore;
        MembershipRegister = new MembershipRegister(this, procore.BatchIds, options);
        Id = id;
        Name = name;
    }

    /// <summary>The company's id.</summary>
    public long Id { get; }

    /// <summary>The company's name.</summary>
    public string Name { get; }

    /// <summary>All users, active or not, by ascending id.</summary>
    public IReadOnlyList<FakeUser> Users
    {
        get
        {
            // Cached until the next write, because each page of a listing reads it.
            lock (_gate)
                return _usersById ??= new ReadOnlyCollection<FakeUser>([.. _users.Values]);
        }
    }

    /// <summary>All vendors.</summary>
    public IReadOnlyList<FakeVendor> Vendors => Snapshot(_vendors);

    /// <summary>All trades.</summary>
    public IReadOnlyList<FakeTrade> Trades => Snapshot(_trades);

    /// <summary>All work classifications.</summary>
    public IReadOnlyList<FakeWorkClassification> WorkClassifications => Snapshot(_workClassifications);

    /// <summary>All projects.</summary>
    public IReadOnlyList<FakeProject> Projects => Snapshot(_projects);

    /// <summary>All project roles.</summary>
    public IReadOnlyList<FakeProjectRole> ProjectRoles => Snapshot(_roles);

    /// <summary>All permission templates.</summary>
    public IReadOnlyList<FakePermissionTemplate> PermissionTemplates => Snapshot(_templates);

    /// <summary>The users on projects, by ascending ids of user and project, including the items that batches have processed by now.</summary>
    public IReadOnlyList<FakeMembership> Memberships => MembershipRegister.All();

    internal MembershipRegister MembershipRegister { get; }

    /// <summary>Adds an active user.</summary>
    /// <param name="firstName">First name.</param>
    /// <param name="lastName">Last name.</param>
    /// <param name="emailAddress">E-mail address; no other user of the company may have it.</param>
    /// <returns>The user as stored.</returns>
    /// <exception cref="ArgumentException">Procore would refuse the user; the message gives the reason.</exception>
    public FakeUser AddUser(string firstName, string lastName, string emailAddress) =>
        AddUser(new FakeUser { FirstName = firstName, LastName = lastName, EmailAddress = emailAddress });

    /// <summary>Adds a user with all of its properties, including times in the past.</summary>
    /// <param name="user">
    /// The user. Id, creation time and update time are assigned if they aren't set; a person who is already in another company, by e-mail
    /// address, gets the same id. The employee id is dropped unless <see cref="FakeUser.IsEmployee"/> is true.
    /// </param>
    /// <returns>The user as stored.</returns>
    /// <exception cref="ArgumentException">The id is taken, or Procore would refuse the user; the message gives the reason.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="user"/> is null.</exception>
    public FakeUser AddUser(FakeUser user)
    {
        _ = user ?? throw new ArgumentNullException(nameof(user));
        lock (_gate)
        {
            if (_users.ContainsKey(user.Id))
                throw new ArgumentException($"The company already has a user {user.Id}.", nameof(user));
            var now = _procore.Now();
            var errors = new FieldErrors();
            return Store(user with { CreatedAt = user.CreatedAt ?? now, UpdatedAt = user.UpdatedAt ?? now }, errors)
                ?? throw new ArgumentException(errors.ToString(), nameof(user));
        }
    }

    /// <summary>
    /// Adds active employees with made-up names, e-mail addresses, job titles, employee ids, phones and cities. The same
    /// <see cref="FakeProcoreOptions.Seed"/> gives the same people. They have no origin ids.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <returns>The users as stored.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public IReadOnlyList<FakeUser> AddUsers(int count)
    {
        if (count < 0)
            throw new ArgumentOutOfRangeException(nameof(count), count, "A count can't be negative.");
        return [.. _procore.People.Take(count).Select(AddUser)];
    }

    /// <summary>Finds a user by id, active or not.</summary>
    /// <param name="id">The user's id.</param>
    /// <returns>The user, or null if the company has no such user.</returns>
    public FakeUser? FindUser(long id)
    {
        lock (_gate)
            return Find(_users, id);
    }

    /// <summary>Finds a user by e-mail address, active or not.</summary>
    /// <param name="emailAddress">The e-mail address, in upper or lower case.</param>
    /// <returns>The user, or null if the company has no such user.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="emailAddress"/> is null.</exception>
    public FakeUser? FindUser(string emailAddress)
    {
        _ = emailAddress ?? throw new ArgumentNullException(nameof(emailAddress));
        lock (_gate)
            return _idsByEmailAddress.TryGetValue(emailAddress, out var id) ? _users[id] : null;
    }

    /// <summary>Adds an active vendor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="trades">Its trades; lists of users can be filtered by them.</param>
    /// <returns>The vendor, with its new id.</returns>
    public FakeVendor AddVendor(string name, params FakeTrade[] trades) =>
        Add(_vendors, id => new FakeVendor(id, name, [.. trades.Select(trade => trade.Id)]), _procore.VendorIds);

    /// <summary>Adds a vendor with all of its properties.</summary>
    /// <param name="vendor">The vendor. An id of 0 is replaced by a new one.</param>
    /// <returns>The vendor as stored.</returns>
    /// <exception cref="ArgumentException">The id is taken.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="vendor"/> is null.</exception>
    public FakeVendor AddVendor(FakeVendor vendor)
    {
        _ = vendor ?? throw new ArgumentNullException(nameof(vendor));
        return Add(_vendors, vendor.Id, id => vendor with { Id = id }, _procore.VendorIds, nameof(vendor));
    }

    /// <summary>Activates or deactivates a vendor. Inactive users of an inactive vendor can't be reactivated.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="isActive">Whether it is active from now on.</param>
    /// <returns>The vendor as stored.</returns>
    /// <exception cref="ArgumentException">The company has no such vendor.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="vendor"/> is null.</exception>
    public FakeVendor SetActive(FakeVendor vendor, bool isActive)
    {
        _ = vendor ?? throw new ArgumentNullException(nameof(vendor));
        lock (_gate)
        {
            var stored = Find(_vendors, vendor.Id) ?? throw new ArgumentException($"The company has no vendor {vendor.Id}.", nameof(vendor));
            return _vendors[vendor.Id] = stored with { IsActive = isActive };
        }
    }

    /// <summary>Adds a trade.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The trade, with its new id.</returns>
    public FakeTrade AddTrade(string name) => Add(_trades, id => new FakeTrade(id, name), _procore.TradeIds);

    /// <summary>Adds a project.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The project, with its new id.</returns>
    public FakeProject AddProject(string name) => Add(_projects, id => new FakeProject(id, name), _procore.ProjectIds);

    /// <summary>Adds a project with all of its properties.</summary>
    /// <param name="project">The project. An id of 0 is replaced by a new one.</param>
    /// <returns>The project as stored.</returns>
    /// <exception cref="ArgumentException">The id is taken.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="project"/> is null.</exception>
    public FakeProject AddProject(FakeProject project)
    {
        _ = project ?? throw new ArgumentNullException(nameof(project));
        return Add(_projects, project.Id, id => project with { Id = id }, _procore.ProjectIds, nameof(project));
    }

    /// <summary>Adds a work classification.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The work classification, with its new id.</returns>
    public FakeWorkClassification AddWorkClassification(string name) =>
        Add(_workClassifications, id => new FakeWorkClassification(id, name), _procore.WorkClassificationIds);

    /// <summary>Adds a role that users can have on projects.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The role, with its new id.</returns>
    public FakeProjectRole AddProjectRole(string name) => Add(_roles, id => new FakeProjectRole(id, name), _procore.RoleIds);

    /// <summary>Adds a permission template.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its purpose: <c>global</c> (the default), <c>project_specific</c> or <c>company_tools</c>.</param>
    /// <returns>The template, with its new id.</returns>
    public FakePermissionTemplate AddPermissionTemplate(string name, string type = "global") =>
        Add(_templates, id => new FakePermissionTemplate(id, name, type), _procore.TemplateIds);

    /// <summary>Adds a user to a project, as a bulk request does: a user who is already on it keeps the permission template and gains the roles.</summary>
    /// <param name="user">The user.</param>
    /// <param name="project">The project.</param>
    /// <param name="permissionTemplate">The user's permission template on the project; null for the user's default template.</param>
    /// <param name="projectRoles">The user's roles on the project.</param>
    /// <exception cref="InvalidOperationException">The user, project, template or a role belongs to another company; the message names it.</exception>
    public void AddMembership(FakeUser user, FakeProject project, FakePermissionTemplate? permissionTemplate = null, params FakeProjectRole[] projectRoles)
    {
        var item = new MembershipItem(user.Id, project.Id, permissionTemplate?.Id, [.. projectRoles.Select(role => role.Id)]);
        if (MembershipRegister.Apply(item, MembershipChanges.Add) is { } problem)
            throw new InvalidOperationException(problem);
    }

    /// <summary>Finds a user's membership of a project, including the items that batches have processed by now.</summary>
    /// <param name="userId">The user's id.</param>
    /// <param name="projectId">The project's id.</param>
    /// <returns>The membership, or null if the user isn't on the project.</returns>
    public FakeMembership? FindMembership(long userId, long projectId) => MembershipRegister.Find(userId, projectId);

    /// <summary>Captures the company's current state, including the items that batches have processed by now.</summary>
    /// <returns>An immutable snapshot.</returns>
    public FakeSnapshot TakeSnapshot() => MembershipRegister.Read(memberships =>
    {
        lock (_gate)
        {
            string[] others =
            [
                .. _vendors.Values.Select(vendor => FakeSnapshot.Describe("vendor", vendor.Id, vendor.Name)),
                .. _trades.Values.Select(trade => FakeSnapshot.Describe("trade", trade.Id, trade.Name)),
                .. _workClassifications.Values.Select(classification => FakeSnapshot.Describe("work classification", classification.Id, classification.Name)),
                .. _projects.Values.Select(project => FakeSnapshot.Describe("project", project.Id, project.Name)),
                .. _roles.Values.Select(role => FakeSnapshot.Describe("project role", role.Id, role.Name)),
                .. _templates.Values.Select(template => FakeSnapshot.Describe("permission template", template.Id, template.Name)),
            ];
            return new FakeSnapshot(Name, Users, memberships, others);
        }
    });

    internal FakeUser? FirstUser()
    {
        lock (_gate)
            return _users.Values.FirstOrDefault();
    }

    internal FakeUser? FindUserByOrigin(string originId)
    {
        lock (_gate)
            return _idsByOriginId.TryGetValue(originId, out var id) ? _users[id] : null;
    }

    internal FakeUser? FindUserByIdempotencyToken(string token)
    {
        lock (_gate)
            return _idsByIdempotencyToken.TryGetValue(token, out var id) ? _users[id] : null;
    }

    internal FakeVendor? FindVendor(long? id)
    {
        lock (_gate)
            return Find(_vendors, id);
    }

    internal FakeProject? FindProject(long? id)
    {
        lock (_gate)
            return Find(_projects, id);
    }

    internal FakeProjectRole? FindProjectRole(long? id)
    {
        lock (_gate)
            return Find(_roles, id);
    }

    internal FakePermissionTemplate? FindPermissionTemplate(long? id)
    {
        lock (_gate)
            return Find(_templates, id);
    }

    /// <summary>Creates the user that <paramref name="change"/> makes from an empty one; null if there are <paramref name="errors"/>.</summary>
    internal FakeUser? Create(Func<FakeUser, FakeUser> change, FieldErrors errors, string? idempotencyToken = null)
    {
        lock (_gate)
        {
            var now = _procore.Now();
            var user = Store(change(new FakeUser()) with { Id = 0, CreatedAt = now, UpdatedAt = now }, errors);
            if (user != null && idempotencyToken != null)
                _idsByIdempotencyToken[idempotencyToken] = user.Id;
            return user;
        }
    }

    /// <summary>Changes an existing user; null if there are <paramref name="errors"/>.</summary>
    internal FakeUser? Update(long id, Func<FakeUser, FakeUser> change, FieldErrors errors)
    {
        lock (_gate)
        {
            var before = _users[id];
            var now = _procore.Now();
            var after = change(before) with { Id = id, UpdatedAt = now };
            UserRules.CheckChange(before, after, this, _procore.Persons, errors);
            return Store(after.IsActive && !before.IsActive ? after with { LastActivatedAt = now } : after, errors);
        }
    }

    internal void Invite(long id) => Update(id, user => user with { WelcomeEmailSentAt = _procore.Now() }, new FieldErrors());

    private FakeUser? Store(FakeUser user, FieldErrors errors)
    {
        UserRules.Check(user, this, errors);
        if (errors.Any)
            return null;

        if (user.Id == 0)
            user = user with { Id = NextUserId(user.EmailAddress!) };
        // Procore holds an employee id only for employees.
        if (user is { EmployeeId: not null, IsEmployee: not true })
            user = user with { EmployeeId = null };
        if (_users.TryGetValue(user.Id, out var before))
        {
            _idsByEmailAddress.Remove(before.EmailAddress!);
            if (before.OriginId is { } originId)
                _idsByOriginId.Remove(originId);
        }

        _users[user.Id] = user;
        _usersById = null;
        _idsByEmailAddress.Add(user.EmailAddress!, user.Id);
        _procore.Persons.Record(Id, before?.EmailAddress, user.EmailAddress!, user.Id);
        if (user.OriginId is { } newOriginId)
            _idsByOriginId.Add(newOriginId, user.Id);
        return user;
    }

    private long NextUserId(string emailAddress)
    {
        var id = _procore.Persons.FindId(emailAddress) ?? _procore.UserIds.Next();
        while (_users.ContainsKey(id))
            id = _procore.UserIds.Next();
        return id;
    }

    private T Add<T>(Dictionary<long, T> items, long id, Func<long, T> create, IdSequence ids, string parameter)
    {
        lock (_gate)
        {
            if (items.ContainsKey(id))
                throw new ArgumentException($"The company already has one with the id {id}.", parameter);
            while (id == 0 || items.ContainsKey(id))
                id = ids.Next();
            return items[id] = create(id);
        }
    }

    private T Add<T>(Dictionary<long, T> items, Func<long, T> create, IdSequence ids)
    {
        lock (_gate)
        {
            var id = ids.Next();
            return items[id] = create(id);
        }
    }

    private static T? Find<T>(IDictionary<long, T> items, long? id)
        where T : class => id is { } key && items.TryGetValue(key, out var item) ? item : null;

    private IReadOnlyList<T> Snapshot<T>(IDictionary<long, T> items)
    {
        lock (_gate)
            return [.. items.Values];
    }
}
