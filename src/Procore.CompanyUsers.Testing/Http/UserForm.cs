using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>
/// Reads a user from a form: a part <c>user[first_name]</c> for each attribute, empty for null, and the image as <c>user[avatar]</c>.
/// Any other part is ignored, like any unknown parameter.
/// </summary>
internal static class UserForm
{
    private const string Start = "user[";
    private const string End = "]";

    public static (UserAttributes Attributes, Func<FakeUser, FakeUser> Change) Read(IEnumerable<FormPart> parts, IReadOnlyDictionary<string, string> types, FieldErrors errors)
    {
        var sent = new JsonObject();
        FormPart? avatar = null;
        foreach (var part in parts)
        {
            if (!part.Name.StartsWith(Start, StringComparison.Ordinal) || !part.Name.EndsWith(End, StringComparison.Ordinal))
                continue;
            var name = part.Name.Substring(Start.Length, part.Name.Length - Start.Length - End.Length);
            if (name == "avatar")
                avatar = part;
            else
                sent[name] = part.Content.Length == 0 ? null : JsonValue.Create(part.Text);
        }

        if (avatar == null && sent.Count == 0)
            throw Refusal.BadRequest("The parameter user is missing or empty.");
        if (avatar is { FileName: null, Content.Length: > 0 })
            errors.Add("avatar", "is not a file");
        var attributes = new UserAttributes(sent, types, errors);
        return (attributes, user => avatar == null ? attributes.Apply(user) : attributes.Apply(user) with { Avatar = null, AvatarFile = File(avatar) });
    }

    private static FakeAvatarFile? File(FormPart part) =>
        part.Content.Length == 0 ? null : new FakeAvatarFile(part.FileName ?? "", part.ContentType, part.Content);
}
