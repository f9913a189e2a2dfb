using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class PublicFaceTests
{
    [Test]
    public void Public_types_do_not_expose_the_JSON_library() =>
        Assert.That(
            PublicApi.Types.Where(type => type.Namespace is "Procore.CompanyUsers" or "Procore.CompanyUsers.Models")
                .SelectMany(type => PublicApi.TypesShownBy(type).Where(shown => shown.Namespace!.StartsWith("Newtonsoft", StringComparison.Ordinal) && shown != typeof(Newtonsoft.Json.JsonConverterAttribute)).Select(shown => $"{type}: {shown}")),
            Is.Empty);

    [Test]
    public void Public_types_are_in_the_documented_namespaces() =>
        Assert.That(PublicApi.Types.Select(type => type.Namespace).Distinct(), Is.EquivalentTo(new[] { "Procore.CompanyUsers", "Procore.CompanyUsers.Models", "Procore.Generated" }));

    [Test]
    public void JsonModel_has_no_public_constructor() =>
        Assert.That(typeof(JsonModel).GetConstructors(), Is.Empty);

    [Test]
    public void Public_types_use_DateTimeOffset_for_times() =>
        Assert.That(PublicApi.Types.Where(type => PublicApi.TypesShownBy(type).Contains(typeof(DateTime))), Is.Empty);
}
