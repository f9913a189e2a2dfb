// A web API over the company directory: dotnet run --project samples/AspNetCore
// Put authentication in front of it before it leaves your machine.
using Microsoft.AspNetCore.Diagnostics;
using Procore.CompanyUsers;
using Procore.CompanyUsers.Models;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddProcore(builder.Configuration.GetSection("Procore"));
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<ProcoreProblems>();
var app = builder.Build();
app.UseExceptionHandler();

app.MapGet("/users", (string? search, ICompanyUsers users, CancellationToken cancellationToken) =>
    users.ListAsync(new CompanyUserQuery { Search = search }, cancellationToken).Select(Person.Of));

app.MapGet("/users/{id:long}", async (long id, ICompanyUsers users, CancellationToken cancellationToken) =>
    Person.Of(await users.GetAsync(id, cancellationToken)));

app.MapPost("/users", async (NewPerson person, ICompanyUsers users, CancellationToken cancellationToken) =>
{
    var user = new NewCompanyUser(person.LastName, person.EmailAddress) { FirstName = person.FirstName };
    return Person.Of(await users.CreateAsync(user, cancellationToken));
});

app.MapPut("/users/{id:long}/job-title", async (long id, JobTitle body, ICompanyUsers users, CancellationToken cancellationToken) =>
    Person.Of(await users.UpdateAsync(id, new CompanyUserChanges { JobTitle = body.Value }, cancellationToken)));

app.MapDelete("/users/{id:long}", async (long id, ICompanyUsers users, CancellationToken cancellationToken) =>
    Person.Of(await users.DeactivateAsync(id, cancellationToken)));

app.Run();

internal sealed record Person(long? Id, string? Name, string? EmailAddress, string? JobTitle, bool? IsActive)
{
    public static Person Of(CompanyUser user) => new(user.Id, user.Name, user.EmailAddress, user.JobTitle, user.IsActive);
}

internal sealed record NewPerson(string FirstName, string LastName, string EmailAddress);

internal sealed record JobTitle(string? Value);

/// <summary>Passes on what Procore says about the caller's input; anything else is a bad gateway.</summary>
internal sealed class ProcoreProblems(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (ProcoreException or ArgumentException))
            return false;
        var failure = exception as ProcoreException;
        context.Response.StatusCode = exception switch
        {
            ArgumentException => StatusCodes.Status400BadRequest,
            RateLimitExceededException => StatusCodes.Status503ServiceUnavailable,
            _ => failure!.StatusCode is 400 or 404 or 409 or 422 ? failure.StatusCode.Value : StatusCodes.Status502BadGateway,
        };
        if (failure?.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("F0", System.Globalization.CultureInfo.InvariantCulture);
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails =
            {
                Detail = exception.Message,
                Extensions = { ["requestId"] = failure?.RequestId, ["mayHaveBeenApplied"] = failure?.MayHaveBeenApplied ?? false },
            },
        });
    }
}
