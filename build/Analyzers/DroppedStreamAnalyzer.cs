using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Procore.CompanyUsers.Analyzers;

/// <summary>
/// Warns where a stream of this library is dropped. Its requests are sent while it is read, so such a call does nothing, and the compiler
/// says nothing about it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedStreamAnalyzer : DiagnosticAnalyzer
{
    private const string Suffix = "StreamingAsync";

    private static readonly DiagnosticDescriptor Rule = new(
        "PROCORE001",
        "A stream that isn't read sends nothing",
        "'{0}' sends nothing until its stream is read. Read it with 'await foreach'{1}.",
        "Usage",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The methods that return a stream send their requests while the stream is read.");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName("System.Collections.Generic.IAsyncEnumerable`1") is { } stream)
                start.RegisterOperationBlockAction(block => Check(block, stream));
        });
    }

    private static void Check(OperationBlockAnalysisContext context, INamedTypeSymbol stream)
    {
        var operations = context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()).ToList();
        foreach (var operation in operations)
        {
            var dropped = operation switch
            {
                IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IDiscardOperation } discard } => discard.Value,
                IExpressionStatementOperation statement => statement.Operation,
                IVariableDeclaratorOperation { Initializer: { } initial } declared when !IsRead(declared.Symbol, operations) => initial.Value,
                _ => null,
            };
            if (Stream(dropped, stream) is not { } method)
                continue;
            var alternative = method.Name.EndsWith(Suffix, StringComparison.Ordinal) ? $", or call '{method.Name.Substring(0, method.Name.Length - Suffix.Length)}Async', which returns all outcomes" : string.Empty;
            context.ReportDiagnostic(Diagnostic.Create(Rule, dropped!.Syntax.GetLocation(), method.Name, alternative));
        }
    }

    private static bool IsRead(ILocalSymbol local, List<IOperation> operations) =>
        operations.Exists(operation => operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local));

    /// <returns>The method of this library whose stream a value is; null if it is none.</returns>
    private static IMethodSymbol? Stream(IOperation? value, INamedTypeSymbol stream)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        if (value is not IInvocationOperation call)
            return null;
        // ConfigureAwait and WithCancellation only wrap the stream.
        if (call.TargetMethod is { IsExtensionMethod: true, Name: "ConfigureAwait" or "WithCancellation" })
            return Stream(call.Instance ?? call.Arguments[0].Value, stream);
        return call.TargetMethod.ContainingNamespace?.ToDisplayString().StartsWith("Procore.", StringComparison.Ordinal) == true
            && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ReturnType.OriginalDefinition, stream)
                ? call.TargetMethod
                : null;
    }
}
