namespace Procore.CompanyUsers.Testing;

/// <summary>Reads one user.</summary>
internal static class UserReads
{
    public static JsonResponse GetCurrent(AuthorizedRequest request)
    {
        var user = request.CallerEmailAddress is { } emailAddress
            ? request.Company.FindUser(emailAddress)
            : request.Company.FirstUser();
        return JsonResponse.Ok(request.JsonOf(user ?? throw Refusal.NotFound("user", "behind this token")));
    }

    public static JsonResponse Get(AuthorizedRequest request) => JsonResponse.Ok(request.JsonOf(request.User()));
}
