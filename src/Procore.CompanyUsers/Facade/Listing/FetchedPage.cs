using Procore.CompanyUsers.Models;
using Procore.Generated;

namespace Procore.CompanyUsers;

/// <summary>A page that has come. Its users are read when they are asked for.</summary>
internal sealed class FetchedPage(int number, ProcoreResponse<IReadOnlyList<CompanyUser>> response)
{
    public int Number { get; } = number;

    public PageHeaders Headers { get; } = new(response.Headers);

    /// <summary>How many users it has turned out to have.</summary>
    public int Received { get; private set; }

    /// <summary>How many of them no earlier page had.</summary>
    public int Fresh { get; set; }

    /// <summary>Whether it names another total than the page before.</summary>
    public bool TotalChanged { get; set; }

    /// <summary>Whether it says anything that the pages before didn't.</summary>
    public bool IsNews => Fresh > 0 || TotalChanged;

    public IEnumerable<CompanyUser> Read()
    {
        foreach (var user in response.Items())
        {
            if (user.Id is not > 0)
                throw response.Lacks(FormattableString.Invariant($"a usable id of a user: it is missing or wrong at '[{Received}].id'"));
            Received++;
            yield return user;
        }
    }
}
