// Uses every method of the client in C# 7.3, against procore-users serve: Procore.NetFramework.exe ADDRESS COMPANY_ID. Ends with 0 if every step returns what it must.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

namespace Procore.NetFramework
{
    internal static class Program
    {
        private static async Task Main(string[] args)
        {
            var services = new ServiceCollection();
            services.AddProcore(options =>
            {
                options.ApiAddress = new Uri(args[0]);
                options.LoginAddress = new Uri(args[0]);
                options.CompanyId = long.Parse(args[1], CultureInfo.InvariantCulture);
                options.ClientId = "demo";
                options.ClientSecret = "demo-secret";
            });
            using (var provider = services.BuildServiceProvider())
            {
                var company = provider.GetRequiredService<IProcoreClient>().Company(long.Parse(args[1], CultureInfo.InvariantCulture));
                await ReadAsync(company);
                var ada = await WriteAsync(company.Users);
                await SyncAsync(company.Users);
                await ChangeProjectsAsync(company, ada);
                await SendAsync(company);
            }
            Console.WriteLine("done");
        }

        private static async Task ReadAsync(IProcoreCompany company)
        {
            var users = company.Users;
            Check("current", (await users.GetCurrentAsync()).Id > 0);
            var all = await users.ListAllAsync(new CompanyUserQuery { Status = CompanyUserStatus.Any, Sort = new[] { CompanyUserSort.Name } });
            Check("list", all.Count > 100 && all.All(user => user.Id > 0 && user.Name != null));
            Check("ids", (await users.ListAllIdsAsync()).Count > 100);
            var page = await users.GetPageAsync(new CompanyUserQuery { StartPage = 2, PageSize = 50 });
            Check("page", page.Number == 2 && page.Users.Count == 50 && page.HasNext && page.Total > 100);
            var first = await users.GetAsync(all[0].Id);
            Check("get", first.Id == all[0].Id);
            Check("find by address", (await users.FindByEmailAsync(first.EmailAddress)).Id == first.Id);
            Check("find by origin id", await users.FindByOriginIdAsync("no such id") == null);
            foreach (var project in await users.ListAllProjectsAsync(first.Id))
                Check("project of a user", project.ProjectId > 0);

            var projects = await company.Projects.ListAllAsync();
            Check("projects", projects.Count > 0 && projects.All(project => project.Id > 0));
            Check("find a project", (await company.Projects.FindByNameAsync(projects[0].Name)).Id == projects[0].Id);
            Check("users of a project", (await company.Projects.ListAllUsersAsync(projects[0].Id)).Count >= 0);
            Check("templates of a project", (await company.Projects.ListAllPermissionTemplatesAsync(projects[0].Id)).Count >= 0);
            Check("vendors", (await company.Vendors.ListAllAsync()).All(vendor => vendor.Id > 0));
            Check("templates", (await company.PermissionTemplates.ListAllAsync(PermissionTemplateTools.Project)).Count > 0);
            Check("trades", (await company.Trades.ListAllAsync()).All(trade => trade.Id > 0));
            Check("work classifications", (await company.WorkClassifications.ListAllAsync()).All(item => item.Id > 0));
        }

        private static async Task<CompanyUser> WriteAsync(ICompanyUsers users)
        {
            var emailAddress = Guid.NewGuid().ToString("N") + "@example.com";
            var created = await users.CreateAsync(new NewCompanyUser("Abbott", emailAddress) { FirstName = "Ada", JobTitle = "Foreman" });
            Check("create", created.Id > 0 && created.EmailAddress == emailAddress);
            var updated = await users.UpdateAsync(created.Id, new CompanyUserChanges { JobTitle = null });
            Check("update", updated.JobTitle == null && updated.IsGiven(nameof(CompanyUser.JobTitle)));
            Check("deactivate", (await users.DeactivateAsync(created.Id)).IsActive == false);
            Check("reactivate", (await users.ReactivateAsync(created.Id)).IsActive == true);
            await users.InviteAsync(created.Id);
            try
            {
                await users.CreateAsync(new NewCompanyUser("Abbott", emailAddress));
                Check("conflict", false);
            }
            catch (ProcoreConflictException conflict)
            {
                Check("conflict", conflict.Errors.Any(error => error.Field == "email_address" && error.Property == nameof(NewCompanyUser.EmailAddress)));
            }
            return created;
        }

        private static async Task SyncAsync(ICompanyUsers users)
        {
            var items = Enumerable.Range(0, 3).Select(number => new CompanyUserSyncItem
            {
                OriginId = Guid.NewGuid().ToString("N"),
                LastName = "Synced " + number.ToString(CultureInfo.InvariantCulture),
                EmailAddress = Guid.NewGuid().ToString("N") + "@example.com",
            });
            foreach (var outcome in await users.SyncAsync(items.ToList(), new SyncOptions { ItemsPerRequest = 2 }))
                Check("sync", outcome.Status == SyncStatus.Saved && outcome.User.Id > 0);
        }

        private static async Task ChangeProjectsAsync(IProcoreCompany company, CompanyUser user)
        {
            var users = company.Users;
            var project = (await company.Projects.ListAllAsync())[0];
            var template = (await company.PermissionTemplates.ListAllAsync())[0];
            var assignment = new ProjectAssignment(user.Id, project.Id) { PermissionTemplateId = template.Id };
            Check("add", Status(await users.AddToProjectsAsync(new[] { assignment })) == ProjectChangeStatus.Applied);
            Check("update details", Status(await users.UpdateTemplateAndRolesAsync(new[] { assignment })) == ProjectChangeStatus.Applied);
            Check("remove details", Status(await users.RemoveTemplateAndRolesAsync(new[] { assignment })) == ProjectChangeStatus.Applied);
            Check("remove", Status(await users.RemoveFromProjectsAsync(new[] { new ProjectMember(user.Id, project.Id) })) == ProjectChangeStatus.Applied);
            Check("remove again", Status(await users.RemoveFromProjectsAsync(new[] { new ProjectMember(user.Id, project.Id) })) == ProjectChangeStatus.NotOnProject);

            var job = await users.StartAddToProjectsAsync(new[] { assignment });
            Check("start", job.Outcomes.Count == 1 && (await job.WaitAsync()).IsComplete);
            Check("start a removal", (await users.StartRemoveFromProjectsAsync(new[] { new ProjectMember(user.Id, project.Id) })).Outcomes.Count == 1);
            Check("remove from all", (await users.RemoveFromAllProjectsAsync(user.Id)).Count == 0);
            Check("batch", users.GetBulkJob("1").Id == "1");
        }

        private static async Task SendAsync(IProcoreCompany company)
        {
            using (var request = new HttpRequestMessage(HttpMethod.Get, "rest/v1.0/companies/" + company.Id.ToString(CultureInfo.InvariantCulture) + "/trades"))
            using (var response = await company.WithOptions(new ProcoreCallOptions { MaxRetries = 1 }).SendAsync(request))
                Check("send", response.IsSuccessStatusCode);
        }

        private static ProjectChangeStatus Status(IReadOnlyList<ProjectOutcome> outcomes)
        {
            return outcomes.Single().Status;
        }

        private static void Check(string step, bool isRight)
        {
            if (!isRight)
                throw new InvalidOperationException(step + " returned something else.");
        }
    }
}
