using System.Globalization;
using Procore.CompanyUsers.Testing;

namespace Procore.CompanyUsers.Cli.Demo;

/// <summary>A made-up company with users, for <c>--demo</c> and <c>serve</c>. The same seed gives the same users.</summary>
internal static class DemoDirectory
{
    public const int UsualSize = 250;

    private const int UsersOfSite = 10;

    private static readonly string[] Cities = ["Austin", "Boston", "Chicago", "Denver", "Portland", "Tampa"];
    private static readonly string[] States = ["TX", "MA", "IL", "CO", "OR", "FL"];

    /// <param name="fake">The server to add the company to.</param>
    /// <param name="people">The number of users; every tenth one is inactive, and every third one works for a vendor, and every second one is on a project.</param>
    /// <param name="seed">The random seed.</param>
    /// <param name="projects">The number of projects besides the usual ones.</param>
    /// <returns>The company.</returns>
    public static FakeCompany AddTo(FakeProcore fake, int people, int seed = 0, int projects = 0)
    {
        var company = fake.AddCompany("Bluestone Builders");
        FakeVendor[] vendors = [company.AddVendor("Ridgeline Electric"), company.AddVendor("Harbor Concrete"), company.AddVendor("Summit Steel")];
        FakePermissionTemplate[] templates = [company.AddPermissionTemplate("Read Only"), company.AddPermissionTemplate("Standard"), company.AddPermissionTemplate("Admin")];
        var tools = company.AddPermissionTemplate("Directory Admin", "company_tools");
        var tower = company.AddProject(new FakeProject(0, "Riverside Tower") { Number = "26-001", OriginId = "ERP-7001" });
        var terminal = company.AddProject(new FakeProject(0, "Airport Terminal 3") { Number = "26-002", OriginId = "ERP-7002" });
        company.AddProject(new FakeProject(0, "Old Mill") { Number = "24-017", IsActive = false });
        company.AddTrade("Electrical");
        company.AddWorkClassification("Journeyman");
        var superintendent = company.AddProjectRole("Superintendent");
        company.AddUser(new FakeUser { FirstName = "Demo", LastName = "Account", EmailAddress = "service@bluestone.example", CompanyPermissionTemplateId = tools.Id, IsEmployee = true });
        var drawn = new FakeProcore(new FakeProcoreOptions { Seed = seed }).AddCompany("Draw").AddUsers(people);
        for (var i = 0; i < drawn.Count; i++)
        {
            var isVendors = i % 3 == 2;
            var user = company.AddUser(drawn[i] with
            {
                Id = 0,
                OriginId = string.Create(CultureInfo.InvariantCulture, $"HR-{i + 1:D5}"),
                EmployeeId = isVendors ? null : (i + 1).ToString("D6", CultureInfo.InvariantCulture),
                BusinessPhone = string.Create(CultureInfo.InvariantCulture, $"+1 512 555 {i % 10000:D4}"),
                City = Cities[i % Cities.Length],
                StateCode = States[i % States.Length],
                CountryCode = "US",
                IsEmployee = !isVendors,
                VendorId = isVendors ? vendors[i / 3 % vendors.Length].Id : null,
                DefaultPermissionTemplateId = templates[i % templates.Length].Id,
                IsActive = i % 10 != 9,
            });
            if (i % 2 == 0)
                company.AddMembership(user, tower, templates[1], i % 20 == 0 ? [superintendent] : []);
            if (i % 5 == 0)
                company.AddMembership(user, terminal, templates[0]);
        }
        for (var i = 0; i < projects; i++)
        {
            var project = company.AddProject(new FakeProject(0, string.Create(CultureInfo.InvariantCulture, $"Site {i + 1}")) { Number = string.Create(CultureInfo.InvariantCulture, $"S-{i + 1:D4}") });
            for (var k = 0; k < Math.Min(UsersOfSite, drawn.Count); k++)
                company.AddMembership(company.Users[1 + (((i * UsersOfSite) + k) % drawn.Count)], project, templates[k % templates.Length]);
        }
        return company;
    }
}
