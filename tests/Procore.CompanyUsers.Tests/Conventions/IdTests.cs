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
        "BulkAddItemV2.UserId", "BulkAddItemV2.ProjectId", "BulkAddItemV2.PermissionTemplateId", "BulkAddItemV2.ProjectRoleIds",
        "BulkRemoveItemV2.UserId", "BulkRemoveItemV2.ProjectId",
        "BulkJob.Id", "ICompanyUsers.GetBulkJob.id", "CompanyUsersModelFactory.BulkJob.id",
        "CompanyUsersV2Client.id", "ICompanyUsersV2Client.id", "CompanyUsersV2Client.companyId", "ICompanyUsersV2Client.companyId",
    ];

    [Test]
    public void Id_properties_are_64_bits_wide() =>
        Assert.That(Ids().Where(id => !IsText(id) && Core(id.Type) != typeof(long) && id.Type != typeof(bool)).Select(id => $"{id.Name} is {id.Type}"), Is.Empty, "List an id that Procore publishes as text in TextAsPublished.");

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

    /// <summary>The raw clients of one API version mean the same by a name in all their methods.</summary>
    private static string OwnerOf(ParameterInfo parameter)
    {
        var type = parameter.Member.DeclaringType!.Name;
        return RawClient().Replace(type, "${client}Client") is var client && client != type ? client : $"{type}.{parameter.Member.Name}";
    }

    /// <summary>The type of one id: within Optional, Nullable and lists.</summary>
    private static Type Core(Type type) => type.IsGenericType ? Core(type.GetGenericArguments()[0]) : type;

    [GeneratedRegex("^(?<client>I?CompanyUsersV[0-9])[0-9]+Client$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RawClient();

    [GeneratedRegex(@"(\.|[a-z])Ids?$|\.ids?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex IdName();
}
