using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class PublishedSortTests
{
    [TestCase(CompanyUserStatus.Active, "GET /companies/{company_id}/users")]
    [TestCase(CompanyUserStatus.Any, "GET /users")]
    [TestCase(CompanyUserStatus.Inactive, "GET /companies/{company_id}/users/inactive", "GET /users")]
    public void ListAsync_accepts_the_sorts_that_the_operations_publish(CompanyUserStatus status, params string[] routes)
    {
        using var procore = new ScriptedProcore(_ => Answer.Users([]));
        var operations = PublishedOperation.All(OpenApiDocument.CompanyUsers.Root).ToDictionary(operation => $"{operation.Method} {operation.Path}");
        var published = routes.SelectMany(route => operations[FacadeRoute.Line(route)].ValuesOf("sort")).Distinct();
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
