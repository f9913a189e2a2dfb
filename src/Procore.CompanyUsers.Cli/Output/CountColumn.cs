using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Procore.CompanyUsers.Cli.Output;

/// <summary>How many are done, of how many.</summary>
internal sealed class CountColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(task.IsIndeterminate
        ? task.Value.ToString("N0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{task.Value:N0} of {task.MaxValue:N0}"));
}
