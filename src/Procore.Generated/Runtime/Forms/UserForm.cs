using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;
using Procore.Generated.Json;

namespace Procore.Generated.Forms;

/// <summary>A user as a form: a part <c>user[field]</c> for each field that is set, an empty one for a field that is cleared, and the picture as <c>user[avatar]</c>.</summary>
internal static class UserForm
{
    public static MultipartFormDataContent Create(JsonModel? user, Avatar avatar)
    {
        var form = new MultipartFormDataContent();
        if (user is not null)
            AddFields(form, "user", PlainJson.Parse(ProcoreJson.Serialize(user)));
        form.Add(Picture(avatar));
        return form;
    }

    private static void AddFields(MultipartFormDataContent form, string name, object? value)
    {
        switch (value)
        {
            case Dictionary<string, object?> fields:
                foreach (var field in fields)
                    AddFields(form, $"{name}[{WithoutBrackets(field.Key)}]", field.Value);
                break;
            case List<object?> { Count: 0 }:
                AddFields(form, name + "[]", value: null);
                break;
            case List<object?> items:
                foreach (var item in items)
                    AddFields(form, name + "[]", item);
                break;
            default:
                var content = new StringContent(TextOf(value), Encoding.UTF8);
                content.Headers.ContentType = null;
                content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = Quoted(name) };
                form.Add(content);
                break;
        }
    }

    private static string TextOf(object? value) => value switch
    {
        null => string.Empty,
        bool flag => flag ? "true" : "false",
        string text => text,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static StreamContent Picture(Avatar avatar)
    {
        var content = new StreamContent(new PictureStream(avatar.Content));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(avatar.ContentType);
        // Raw UTF-8, as browsers send it: RFC 7578 forbids filename* in forms, and ContentDispositionHeaderValue would write MIME words.
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name={Quoted("user[avatar]")}; filename={AsLatin1(Quoted(avatar.FileName))}");
        return content;
    }

    /// <summary>Quotes a name as browsers do, so that no character ends it. Some servers read a backslash as an escape.</summary>
    private static string Quoted(string name) =>
        "\"" + string.Concat(name.Select(c => c is '\\' or '"' or < ' ' or '\u007f' ? "%" + ((int)c).ToString("X2", CultureInfo.InvariantCulture) : c.ToString())) + "\"";

    /// <summary>A bracket would start a nested field.</summary>
    private static string WithoutBrackets(string name) => name.Replace("[", "%5B").Replace("]", "%5D");

    /// <summary>The text whose Latin-1 bytes, in which headers are written, are the UTF-8 bytes of the given one.</summary>
    private static string AsLatin1(string text) => Encoding.GetEncoding("iso-8859-1").GetString(Encoding.UTF8.GetBytes(text));
}
