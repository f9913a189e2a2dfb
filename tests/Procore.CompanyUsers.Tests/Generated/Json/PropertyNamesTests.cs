using Procore.Generated.Json;

namespace Procore.CompanyUsers.Tests;

internal sealed class PropertyNamesTests
{
    [Test]
    public void Every_name_of_every_model_is_found_whatever_came_before()
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
    public void A_name_that_nobody_knows_is_left_to_the_reader(string name)
    {
        ProcoreJson.Deserialize<Models.CompanyUser>("{}");
        var names = new PropertyNames();
        Get(names, "id");

        Assert.That(Get(names, name), Is.Null);
    }

    [Test]
    public void A_name_is_made_once_for_all_texts()
    {
        ProcoreJson.Deserialize<Models.CompanyUser>("{}");

        var (one, other) = (new PropertyNames(), new PropertyNames());
        Assert.That(Get(one, "created_at"), Is.SameAs(Get(other, "created_at")));
    }

    [Test]
    public void Objects_that_repeat_their_names_in_one_order_or_another_are_read_alike()
    {
        const string json = """[{"id":1,"name":"a","x":1},{"id":2,"name":"b","x":2},{"name":"c","x":3,"id":3},{"vendor":{"name":"v","id":9},"name":"d","id":4}]""";

        var users = JsonText.Read<IReadOnlyList<Models.CompanyUser>>(new StringReader(json))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(users.Select(user => (user.Id, user.Name)), Is.EqualTo(new (long?, string?)[] { (1, "a"), (2, "b"), (3, "c"), (4, "d") }));
            Assert.That(users.Take(3).Select(user => user.AdditionalProperties["x"]), Is.EqualTo(new object[] { 1L, 2L, 3L }));
            Assert.That((users[3].Vendor!.Id, users[3].Vendor!.Name), Is.EqualTo(((long?)9, "v")));
        }
    }

    private static string? Get(PropertyNames names, string name)
    {
        var key = $"..{name}..".ToCharArray();
        return names.Get(key, 2, name.Length);
    }
}
