namespace Procore.CompanyUsers.Testing;

/// <summary>Reads one user.</summary>
internal static class UserReads
{
    public static JsonResponse GetCurrent(AuthorizedRequest request)
    {
        var user = request.Caller() ?? throw Refusal.NotFound("user", "behind this token");
        return JsonResponse.Ok(request.JsonOf(user));
    }

    public static JsonResponse Get(AuthorizedRequest request) => JsonResponse.Ok(request.JsonOf(request.User()));
}
