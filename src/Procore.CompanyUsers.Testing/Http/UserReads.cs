namespace Procore.CompanyUsers.Testing;

/// <summary>One user.</summary>
internal static class UserReads
{
    public static Answer GetCurrent(Call call)
    {
        var user = call.CallerEmailAddress is { } emailAddress
            ? call.Company.FindUser(emailAddress)
            : call.Company.FirstUser();
        return Answer.Ok(call.JsonOf(user ?? throw Refusal.NotFound("user", "behind this token")));
    }

    public static Answer Get(Call call) => Answer.Ok(call.JsonOf(call.User()));
}
