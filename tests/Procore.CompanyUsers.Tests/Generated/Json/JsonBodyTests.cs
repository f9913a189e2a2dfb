using System.Buffers;
using System.Text;
using System.Text.Json;
using Procore.CompanyUsers.Models;
using Procore.Generated.Json;

namespace Procore.CompanyUsers.Tests;

/// <summary>Texts that are read in parts, and cut into arrays anywhere.</summary>
internal sealed class JsonBodyTests
{
    private const string Users = """
        [{"id":5000000001,"name":"Zoë 😀","first_name":"A\u00e9\"\\","is_active":true,"created_at":"2026-03-01T08:00:00\u002B02:00","vendor":{"id":-0,"name":null}},
         {"id":55.0,"zip":12.50,"em\u0061il_address":"a@example.com","new_in_2027":{"a":[1,-0,1e5,{"b":false}]},"last_login_at":"today"}]
        """;

    [Test]
    public void Read_reads_the_same_wherever_the_bytes_are_cut()
    {
        var expected = JsonText.Read<IReadOnlyList<CompanyUser>>(Users)!.Select(ProcoreJson.Serialize).ToList();
        var bytes = Encoding.UTF8.GetBytes(Users);

        Assert.That(expected, Has.Count.EqualTo(2));
        Assert.That(expected[1], Does.Contain("\"email_address\":\"a@example.com\"").And.Contain("\"zip\":\"12.50\"").And.Contain("\"id\":55,"));
        foreach (var size in Enumerable.Range(1, bytes.Length))
            Assert.That(Items(new JsonBody(Pieces.Of(bytes, size))).Select(ProcoreJson.Serialize), Is.EqualTo(expected), $"pieces of {size}");
    }

    [Test]
    public void Read_returns_texts_that_repeat_in_a_list_as_the_same_string()
    {
        string[] names = ["Austin", "A", "Foreman", "Project Engineer", "Portland 12345678", "Élodie", "Zo\\u00eb", new string('x', 33), string.Empty, "Austim"];
        var json = $"[{string.Join(",", Enumerable.Range(0, 3000).Select(i => $"{{\"id\":{i + 1},\"name\":\"{names[i % names.Length]}\",\"city\":\"{i}\"}}"))}]";

        var users = Items(new JsonBody(Pieces.Of(Encoding.UTF8.GetBytes(json), 10_000), isList: true)).ToList();

        Assert.That(users.Select(user => user.Name), Is.EqualTo(Enumerable.Range(0, 3000).Select(i => names[i % names.Length].Replace("\\u00eb", "ë", StringComparison.Ordinal))));
        Assert.That(users.Select(user => user.City), Is.EqualTo(Enumerable.Range(0, 3000).Select(i => $"{i}")));
        Assert.That(users.Take(10).Count(user => ReferenceEquals(user.Name, users[(int)user.Id + 9].Name)), Is.GreaterThanOrEqualTo(7));
    }

    [TestCase("A\nB")]
    [TestCase("\t")]
    [TestCase("\0\u001f\u007f")]
    [TestCase("\\\"\n\\\\")]
    public void Read_accepts_control_characters_in_strings(string text)
    {
        var json = $$"""[{"id":1,"name":"A"},{"id":2,"name":"{{text}}","{{text}}":3}, {"id":3,"name":"{{text}}"}]""";
        var decoded = text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

        foreach (var size in new[] { 1, 30, 1000 })
        {
            var users = Items(new JsonBody(Pieces.Of(Encoding.UTF8.GetBytes(json), size))).ToList();
            Assert.That(users.Select(user => (user.Id, user.Name)), Is.EqualTo(new (long?, string?)[] { (1, "A"), (2, decoded), (3, decoded) }));
            Assert.That(users[1].AdditionalProperties[decoded], Is.EqualTo(3));
        }
    }

    [TestCase("[{\"id\":1},{\"id\":\v2}]", "[1].id")]
    [TestCase("[{\"id\":1},{\"id\":2,\"name\":\"\\\n\"}]", "[1].name")]
    [TestCase("[{\"id\":1},{\"id\":2,\"name\":\"\n\",\"vendor\":{\"id\":010}}]", "[1].vendor.id")]
    [TestCase("[{\"id\":1},{\"new\":[1,[2,{\"a b\":x}]]}]", "[1].new[1][1]['a b']")]
    [TestCase("[{\"id\":1},[]]", "[1]")]
    [TestCase("[{\"id\":1},{\"id\":2}", "[1]")]
    [TestCase("[{\"id\":1}]]", "")]
    [TestCase("{\"id\":1}", "")]
    public void Read_says_where_a_text_goes_wrong(string json, string path)
    {
        foreach (var size in new[] { 1, 10, 1000 })
        {
            Assert.That(
                () => Items(new JsonBody(Pieces.Of(Encoding.UTF8.GetBytes(json), size))).ToList(),
                Throws.InstanceOf<JsonException>().With.Property(nameof(JsonException.Path)).EqualTo(path),
                $"pieces of {size}");
        }
    }

    [TestCase("", true)]
    [TestCase(" \r\n\t", true)]
    [TestCase("  0", false)]
    [TestCase("\v", false)]
    public void IsEmpty_is_true_without_a_value(string json, bool expected) =>
        Assert.That(new JsonBody(Pieces.Of(Encoding.UTF8.GetBytes(json), 1)).IsEmpty, Is.EqualTo(expected));

    [TestCase("\ud83d")]
    [TestCase("a\ude00b")]
    [TestCase("😀\ud83d\ud83d\ude00")]
    public void Read_keeps_half_of_a_surrogate_pair(string text)
    {
        var escaped = string.Concat(text.Select(c => FormattableString.Invariant($"\\u{(int)c:x4}")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(JsonText.Read<string>($"\"{escaped}\""), Is.EqualTo(text));
            Assert.That(JsonText.Read<string>($"\"{text}\""), Is.EqualTo(text));
            Assert.That(PlainJson.TryParse($$"""{"{{escaped}}\n":"\b\f\n\r\t\/\\\"é{{text}}"}"""), Is.EqualTo(new Dictionary<string, object?> { [text + "\n"] = "\b\f\n\r\t/\\\"é" + text }));
        }
    }

    private static IEnumerable<CompanyUser> Items(JsonBody body)
    {
        body.Read(static (ref ModelReader reader) =>
        {
            reader.Next();
            return ListCodec<CompanyUser>.Begins(ref reader);
        });
        while (body.Read(static (ref ModelReader reader) => ListCodec<CompanyUser>.TryReadNext(ref reader, out var user) ? user : null) is { } next)
            yield return next;
        body.End();
    }
}
