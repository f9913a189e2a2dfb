using System.Text;
using Procore.Generated.Json;

namespace Procore.CompanyUsers.Tests;

internal sealed class PropertyNamesTests
{
    [Test]
    public void Get_finds_every_name_of_every_model_in_any_order()
    {
        var all = ModelShape.All.SelectMany(shape => shape.Properties.Select(property => property.JsonName)).Distinct().ToList();
        foreach (var shape in ModelShape.All)
            shape.Read("{}");
        var names = new PropertyNames();

        foreach (var name in all.Concat(all.AsEnumerable().Reverse()).Concat(all))
            Assert.That(Get(names, name), Is.EqualTo(name));
    }

    [TestCase("")]
    [TestCase("i")]
    [TestCase("ie")]
    [TestCase("idd")]
    [TestCase("Id")]
    [TestCase("created_at ")]
    [TestCase("crexted_at")]
    [TestCase("日本")]
    public void Get_returns_null_for_an_unknown_name(string name)
    {
        ProcoreJson.Deserialize<Models.CompanyUser>("{}");
        var names = new PropertyNames();
        Get(names, "id");

        Assert.That(Get(names, name), Is.Null);
    }

    [Test]
    public void Get_returns_the_same_string_for_all_texts()
    {
        ProcoreJson.Deserialize<Models.CompanyUser>("{}");

        var (one, other) = (new PropertyNames(), new PropertyNames());
        Assert.That(Get(one, "created_at"), Is.SameAs(Get(other, "created_at")));
    }

    [Test]
    public void Read_accepts_property_names_in_any_order()
    {
        const string json = """[{"id":1,"name":"a","x":1},{"id":2,"name":"b","x":2},{"name":"c","x":3,"id":3},{"vendor":{"name":"v","id":9},"name":"d","id":4}]""";

        var users = JsonText.Read<IReadOnlyList<Models.CompanyUser>>(json)!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(users.Select(user => (user.Id, user.Name)), Is.EqualTo(new (long?, string?)[] { (1, "a"), (2, "b"), (3, "c"), (4, "d") }));
            Assert.That(users.Take(3).Select(user => user.AdditionalProperties["x"]), Is.EqualTo(new object[] { 1L, 2L, 3L }));
            Assert.That((users[3].Vendor!.Id, users[3].Vendor!.Name), Is.EqualTo(((long?)9, "v")));
        }
    }

    private static string? Get(PropertyNames names, string name) => names.Get(Encoding.UTF8.GetBytes(name));
}
