using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Tests;

internal sealed class PublicFaceTests
{
    [Test]
    public void Neither_the_facade_nor_the_models_show_the_json_library() =>
        Assert.That(
            PublicApi.Types.Where(type => type.Namespace is "Procore.CompanyUsers" or "Procore.CompanyUsers.Models")
                .SelectMany(type => PublicApi.TypesShownBy(type).Where(shown => shown.Namespace!.StartsWith("Newtonsoft", StringComparison.Ordinal) && shown != typeof(Newtonsoft.Json.JsonConverterAttribute)).Select(shown => $"{type}: {shown}")),
            Is.Empty);

    [Test]
    public void Every_public_type_is_in_a_namespace_that_the_users_know() =>
        Assert.That(PublicApi.Types.Select(type => type.Namespace).Distinct(), Is.EquivalentTo(new[] { "Procore.CompanyUsers", "Procore.CompanyUsers.Models", "Procore.Generated" }));

    [Test]
    public void No_one_but_the_library_derives_a_model() =>
        Assert.That(typeof(JsonModel).GetConstructors(), Is.Empty);

    [Test]
    public void All_times_have_an_offset() =>
        Assert.That(PublicApi.Types.Where(type => PublicApi.TypesShownBy(type).Contains(typeof(DateTime))), Is.Empty);
}
