using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Procore.CompanyUsers.Testing;

/// <summary>Creates or changes one user.</summary>
internal static class UserWrites
{
    private static readonly string[] AdminOnly = ["default_permission_template_id", "company_permission_template_id", "add_to_new_projects"];

    public static JsonResponse Create(AuthorizedRequest request)
    {
        var errors = new FieldErrors();
        var (sent, change) = Sent(request, errors);
        CheckAdminOnly(request, sent, AdminOnly);
        if (request.Options.HonorIdempotencyTokens && request.IdempotencyToken is { } token && request.Company.FindUserByIdempotencyToken(token) is { } created)
            return new JsonResponse(HttpStatusCode.Created, request.JsonOf(created));
        var user = request.Company.Create(change, errors, request.IdempotencyToken);
        return new JsonResponse(HttpStatusCode.Created, request.JsonOf(user ?? throw Refusal.Invalid(errors)));
    }

    public static JsonResponse Update(AuthorizedRequest request)
    {
        var user = request.User();
        var errors = new FieldErrors();
        var (sent, change) = Sent(request, errors);
        CheckAdminOnly(request, sent, ["email_address", .. AdminOnly]);
        return Change(request, user, change, errors);
    }

    public static JsonResponse Reactivate(AuthorizedRequest request)
    {
        var user = request.User();
        if (user.IsActive)
            throw Refusal.NotFound("inactive user", user.Id.ToString(CultureInfo.InvariantCulture));
        return Change(request, user, inactive => inactive with { IsActive = true }, new FieldErrors());
    }

    public static JsonResponse Invite(AuthorizedRequest request)
    {
        request.Company.Invite(request.User().Id);
        return new JsonResponse(HttpStatusCode.Accepted, new JsonObject());
    }

    private static JsonResponse Change(AuthorizedRequest request, FakeUser user, Func<FakeUser, FakeUser> change, FieldErrors errors) =>
        JsonResponse.Ok(request.JsonOf(request.Company.Update(user.Id, change, errors) ?? throw Refusal.Invalid(errors)));

    private static (UserAttributes Attributes, Func<FakeUser, FakeUser> Change) Sent(AuthorizedRequest request, FieldErrors errors)
    {
        if (request.Body.IsForm)
            return UserForm.Read(request.Body.ReadForm(), request.Operation.Attributes, errors);
        var attributes = new UserAttributes(request.Required<JsonObject>("user"), request.Operation.Attributes, errors);
        return (attributes, attributes.Apply);
    }

    private static void CheckAdminOnly(AuthorizedRequest request, UserAttributes sent, IEnumerable<string> names)
    {
        if (request.Access == FakeDirectoryAccess.Admin)
            return;
        var errors = new FieldErrors();
        foreach (var name in names.Where(sent.Has))
            errors.AddForbidden(name);
        if (errors.Any)
            throw Refusal.Forbidden(errors);
    }
}
