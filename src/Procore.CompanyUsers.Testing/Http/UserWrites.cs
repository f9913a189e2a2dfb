using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;

namespace Procore.CompanyUsers.Testing;

/// <summary>What makes or changes one user.</summary>
internal static class UserWrites
{
    public static Answer Create(Call call)
    {
        var errors = new FieldErrors();
        var (sent, change) = Sent(call, errors);
        DirectoryAdminRules.CheckCreate(call, sent);
        var user = call.Company.Create(change, errors);
        return new Answer(HttpStatusCode.Created, call.JsonOf(user ?? throw Refusal.Invalid(errors)));
    }

    public static Answer Update(Call call)
    {
        var user = call.User();
        var errors = new FieldErrors();
        var (sent, change) = Sent(call, errors);
        DirectoryAdminRules.CheckUpdate(call, sent);
        return Change(call, user, change, errors);
    }

    public static Answer Reactivate(Call call)
    {
        var user = call.User();
        if (user.IsActive)
            throw Refusal.NotFound("inactive user", user.Id.ToString(CultureInfo.InvariantCulture));
        return Change(call, user, inactive => inactive with { IsActive = true }, new FieldErrors());
    }

    public static Answer Invite(Call call)
    {
        call.Company.Invite(call.User().Id);
        return new Answer(HttpStatusCode.Accepted, new JObject());
    }

    private static Answer Change(Call call, FakeUser user, Func<FakeUser, FakeUser> change, FieldErrors errors) =>
        Answer.Ok(call.JsonOf(call.Company.Update(user.Id, change, errors) ?? throw Refusal.Invalid(errors)));

    private static (UserAttributes Attributes, Func<FakeUser, FakeUser> Change) Sent(Call call, FieldErrors errors)
    {
        if (call.Body.IsForm)
            return UserForm.Read(call.Body.ReadForm(), call.Operation.Attributes, errors);
        var attributes = new UserAttributes(call.Required<JObject>("user"), call.Operation.Attributes, errors);
        return (attributes, attributes.Apply);
    }
}
