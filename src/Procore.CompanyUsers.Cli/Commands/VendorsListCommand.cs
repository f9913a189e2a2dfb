using Procore.CompanyUsers.Cli.Output;
using Procore.CompanyUsers.Models;

namespace Procore.CompanyUsers.Cli.Commands;

/// <summary><c>procore-users vendors list</c></summary>
internal sealed class VendorsListCommand : LookupListCommand<Vendor>
{
    private static readonly Column<Vendor>[] Columns =
    [
        new("id", vendor => vendor.Id),
        new("name", vendor => vendor.Name),
        new("origin_id", vendor => vendor.OriginId),
        new("is_active", vendor => vendor.IsActive),
    ];

    private readonly StatusOption _status = new();

    public VendorsListCommand(CommandHost host)
        : base("Lists the vendors in the company's directory.", "vendor", Columns, host)
    {
        _status.AddTo(this);
        AddCommonOptions();
    }

    protected override IAsyncEnumerable<Vendor> ListAsync(Session session) =>
        session.Company.Vendors.ListAsync(new VendorQuery { IsActive = _status.IsActive(session.Parse) }, session.Stop);
}
