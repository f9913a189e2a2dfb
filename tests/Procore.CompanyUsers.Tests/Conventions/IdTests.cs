using System.Reflection;
using System.Text.RegularExpressions;

namespace Procore.CompanyUsers.Tests;

/// <summary>Procore's ids are 64 bits wide. What is called an id and isn't one of Procore's numbers stands in a list here.</summary>
internal sealed partial class IdTests
{
    private static readonly string[] NotNumbersOfProcores =
    [
        "OriginId", // the caller's own
        "EmployeeId", // the caller's own
        "BusinessId",
        "RequestId",
        "ClientId",
    ];

    private static readonly string[] TextAsPublished =
    [
        "BulkEntity.UserId",
        "BulkAddItemV20.UserId", "BulkAddItemV20.ProjectId", "BulkAddItemV20.PermissionTemplateId", "BulkAddItemV20.ProjectRoleIds",
        "BulkRemoveItemV20.UserId", "BulkRemoveItemV20.ProjectId",
        "BulkJob.Id", "ICompanyUsers.GetBulkJob.id", "CompanyUsersModelFactory.BulkJob.id",
        "CompanyUsersV20Client.id", "ICompanyUsersV20Client.id", "CompanyUsersV20Client.companyId", "ICompanyUsersV20Client.companyId",
    ];

    [Test]
    public void Id_properties_are_64_bits_wide() =>
        Assert.That(Ids().Where(id => !IsText(id) && Core(id.Type) != typeof(long) && id.Type != typeof(bool)).Select(id => $"{id.Name} is {id.Type}"), Is.Empty);

    [Test]
    public void TextAsPublished_lists_only_ids_that_are_text() =>
        Assert.That(Ids().Where(IsText).Where(id => Core(id.Type) != typeof(string)).Select(id => id.Name), Is.Empty);

    [Test]
    public void TextAsPublished_lists_only_ids_that_exist() =>
        Assert.That(TextAsPublished.Except(Ids().Select(id => id.Name)), Is.Empty);

    private static bool IsText((string Name, Type Type) id) =>
        TextAsPublished.Contains(id.Name) || NotNumbersOfProcores.Contains(id.Name.Split('.')[^1], StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string Name, Type Type)> Ids() =>
        PublicApi.Properties.Select(property => ($"{property.DeclaringType!.Name}.{property.Name}", property.PropertyType))
            .Concat(PublicApi.Parameters.Select(parameter => ($"{OwnerOf(parameter)}.{parameter.Name}", parameter.ParameterType)))
            .Where(member => IdName().IsMatch(member.Item1));

    /// <summary>A raw client means the same by a name in all its methods.</summary>
    private static string OwnerOf(ParameterInfo parameter)
    {
        var type = parameter.Member.DeclaringType!.Name;
        return type.EndsWith("Client", StringComparison.Ordinal) ? type : $"{type}.{parameter.Member.Name}";
    }

    /// <summary>The type of one id: within Optional, Nullable and lists.</summary>
    private static Type Core(Type type) => type.IsGenericType ? Core(type.GetGenericArguments()[0]) : type;

    [GeneratedRegex(@"(\.|[a-z])Ids?$|\.ids?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdName();
}
