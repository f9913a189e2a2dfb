using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class PublishedSortTests
{
    [TestCase(CompanyUserStatus.Active, "GET /companies/{company_id}/users")]
    [TestCase(CompanyUserStatus.Any, "GET /users")]
    [TestCase(CompanyUserStatus.Inactive, "GET /companies/{company_id}/users/inactive")]
    public void ListAsync_accepts_the_sorts_that_each_operation_publishes(CompanyUserStatus status, string route)
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([]));
        var published = PublishedOperation.All(OpenApiDocument.CompanyUsers.Root).Single(operation => $"{operation.Method} {operation.Path}" == FacadeRoute.Line(route)).ValuesOf("sort");
        var known = typeof(CompanyUserSort).GetProperties()
            .Where(property => property.PropertyType == typeof(CompanyUserSort))
            .Select(property => (CompanyUserSort)property.GetValue(null)!);

        var taken = known.Where(sort => Takes(procore.Users, new CompanyUserQuery { Status = status, Sort = [sort] }));

        Assert.That(taken.Select(sort => sort.Value), Is.EquivalentTo(published));
    }

    private static bool Takes(ICompanyUsers users, CompanyUserQuery query)
    {
        try
        {
            _ = users.ListAsync(query);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
