// Compiles what each kind of change in MutationTests becomes, or those whose name contains an argument. Ends with 1 if a kind compiles
// that the table marks with `!`, or doesn't compile although it isn't marked. The kinds change the frozen document: when the facade has
// moved on to a newer one, only the clients are compiled.
using Newtonsoft.Json.Linq;
using NSwag.Commands;
using NUnit.Framework;
using Procore.Tests.Shared;
using SpecTool;
using SpecTool.Compilation;
using SpecTool.Tests;

using var work = new TemporaryFolder();
foreach (var file in Directory.GetFiles(RepositoryRoot.PathTo("build/templates")))
    work.Write(Path.Combine("build/templates", Path.GetFileName(file)), File.ReadAllText(file));
work.Write("nswag.json", RepositoryRoot.ReadText("nswag.json"));
var output = Path.Combine(work.Path, "src/Procore.Generated/obj/Generated");
Directory.CreateDirectory(output);

var generated = Sources.Of("src/Procore.Generated");
var facade = Sources.Of("src/Procore.CompanyUsers");
var known = new Dictionary<string, string>(StringComparer.Ordinal);
var wrong = 0;
var hasFacade = true;
hasFacade = await CompileAsync(JsonFile.Text(Inputs.Build().Json)) is { Length: 0 };
if (!hasFacade)
    Console.WriteLine("The facade doesn't compile with the frozen document, so only the clients are compiled.");
foreach (var kind in MutationTests.Cases.Where(kind => args.Length == 0 || args.Any(name => kind.TestName!.Contains(name, StringComparison.Ordinal))))
{
    var text = JsonFile.Text(MutationTests.Build((Action<JObject>[])kind.Arguments[0]!).Spec.Json);
    // Many kinds change nothing that is generated.
    if (!known.TryGetValue(text, out var errors))
        known[text] = errors = await CompileAsync(text);
    var isMarked = ((string)kind.Arguments[1]!).EndsWith('!');
    var isWrong = hasFacade ? isMarked != errors.Length > 0 : errors.Length > 0;
    wrong += isWrong ? 1 : 0;
    Console.WriteLine($"{(isWrong ? "WRONG: " : "")}{kind.TestName} {kind.Arguments[1]} {(errors.Length == 0 ? "compiles" : "doesn't compile: " + errors)}");
}

Console.WriteLine($"{wrong} kinds aren't as the table says.");
return wrong == 0 ? 0 : 1;

async Task<string> CompileAsync(string spec)
{
    work.Write("openapi/company-users.json", spec);
    // NSwag reads and writes paths from the current folder on.
    Directory.SetCurrentDirectory(work.Path);
    await (await NSwagDocument.LoadWithTransformationsAsync("nswag.json", null)).ExecuteAsync();
    var clients = generated.With(Directory.GetFiles(output, "*.cs"));
    return Sources.ErrorsOf(clients) is { Length: > 0 } errors ? errors : hasFacade ? Sources.ErrorsOf(facade.Using(clients)) : "";
}
